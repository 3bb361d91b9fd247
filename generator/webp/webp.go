// Package webp writes WebP with libwebp, compiled to WebAssembly and run by wazero: the same bytes on every processor, without
// cgo. The program is embedded as it stands in the npm package @jsquash/webp; THIRD_PARTY.md says which one.
//
// It is alone in knowing WebAssembly.
package webp

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed" // of the encoder
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

// Version names the encoder and how it is used here: equal versions write equal bytes.
const Version = "jsquash-webp 1.5.0 simd, method 2, effort 60"

//go:embed webp_enc_simd.wasm.gz
var program []byte

// Limits of the encoder's memory.
const (
	maxPages  = 1 << 30 >> 16 // of 64 kB: what one picture may need
	keepBytes = 96 << 20      // an encoder that has grown beyond is not used again
)

// effort is how hard a lossless encoder tries, 0 to 100.
const effort = 60

// MaxSide is the most pixels of a side that the format can hold.
const MaxSide = 16383

// Encoder encodes pictures. It starts with the first of them, which takes most of a second unless the compiled program is found in the
// folder that New was given. It is safe for concurrent use.
type Encoder struct {
	code string

	start    sync.Once
	failed   error
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	kept     wazero.CompilationCache

	mu   sync.Mutex
	idle []*instance
}

// New makes an encoder. codeCache is a folder in which the compiled program is kept for other processes; without one it is compiled in
// each. The folder holds machine code, which is run: nobody else may be able to write to it, so it is never part of a site.
func New(codeCache string) *Encoder { return &Encoder{code: codeCache} }

// Lossy gives a picture as WebP with loss, but for its transparency, which stays as it is. Quality is libwebp's, 0 to 100.
func (e *Encoder) Lossy(img *image.NRGBA, quality int) ([]byte, error) {
	return e.encode(img, map[string]int{"quality": quality})
}

// Lossless gives a picture as WebP in which every pixel that can be seen is the same.
func (e *Encoder) Lossless(img *image.NRGBA) ([]byte, error) {
	return e.encode(img, map[string]int{"lossless": 1, "quality": effort})
}

func (e *Encoder) encode(img *image.NRGBA, changed map[string]int) ([]byte, error) {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	if width < 1 || height < 1 || width > MaxSide || height > MaxSide {
		return nil, fmt.Errorf("a WebP cannot have %d × %d pixels", width, height)
	}
	in, err := e.take()
	if err != nil {
		return nil, fmt.Errorf("starting the WebP encoder: %w", err)
	}
	out, err := in.encode(packed(img), width, height, changed)
	if err != nil {
		in.close() // it may have stopped anywhere
		return nil, fmt.Errorf("encoding WebP: %w", err)
	}
	e.give(in)
	return out, nil
}

// packed gives the pixels row by row, without gaps between the rows.
func packed(img *image.NRGBA) []byte {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	if img.Stride == 4*width {
		return img.Pix[:4*width*height]
	}
	out := make([]byte, 0, 4*width*height)
	for y := range height {
		out = append(out, img.Pix[y*img.Stride:][:4*width]...)
	}
	return out
}

// take gives an encoder that nobody uses.
func (e *Encoder) take() (*instance, error) {
	e.start.Do(func() { e.failed = e.compile() })
	if e.failed != nil {
		return nil, e.failed
	}
	e.mu.Lock()
	if n := len(e.idle); n > 0 {
		in := e.idle[n-1]
		e.idle = e.idle[:n-1]
		e.mu.Unlock()
		return in, nil
	}
	e.mu.Unlock()
	return newInstance(e.runtime, e.compiled)
}

func (e *Encoder) give(in *instance) {
	if in.module.Memory().Size() > keepBytes {
		in.close()
		return
	}
	e.mu.Lock()
	e.idle = append(e.idle, in)
	e.mu.Unlock()
}

// compile makes machine code of the program, or finds it. A folder that cannot be used costs time only.
func (e *Encoder) compile() error {
	if e.code != "" {
		kept, err := wazero.NewCompilationCacheWithDir(e.code)
		if err == nil {
			if err = e.compileWith(kept); err == nil {
				e.kept = kept
				return nil
			}
			_ = kept.Close(context.Background())
		}
	}
	return e.compileWith(nil)
}

func (e *Encoder) compileWith(kept wazero.CompilationCache) error {
	ctx := context.Background()
	code, err := Program()
	if err != nil {
		return err
	}
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(maxPages)
	if kept != nil {
		config = config.WithCompilationCache(kept)
	}
	runtime := wazero.NewRuntimeWithConfig(ctx, config)
	compiled, err := runtime.CompileModule(ctx, code)
	if err == nil {
		err = defineImports(ctx, runtime)
	}
	if err != nil {
		return errors.Join(err, runtime.Close(ctx))
	}
	e.runtime, e.compiled = runtime, compiled
	return nil
}

// Program is the encoder's WebAssembly.
func Program() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(program))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Close lets the encoder's memory go. It may be called without a picture having been encoded, and not while one is.
func (e *Encoder) Close() error {
	ctx := context.Background()
	var errs []error
	if e.runtime != nil {
		errs = append(errs, e.runtime.Close(ctx))
	}
	if e.kept != nil {
		errs = append(errs, e.kept.Close(ctx))
	}
	return errors.Join(errs...)
}

// values of wasm, for the table of imports.
const i32 = api.ValueTypeI32
