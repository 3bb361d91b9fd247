package webp

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental/table"
)

// The program speaks embind, Emscripten's way to be called from JavaScript: when it starts it registers its types and its one function,
//
//	encode(pixels std::string, width int, height int, config WebPConfig) → val
//
// by calling the functions that it imports. What is needed to call it is noted here; what only JavaScript needs is let pass. The names
// of imports and exports are the linker's, shortened, and belong to this one version of the program.

// Exports.
const (
	exportStart = "y" // runs the constructors, which register everything
	exportAlloc = "z"
	exportFree  = "A"
)

// Handles of JavaScript values that the program may hand out. Others stand for the one result.
const (
	handleNull   = 2
	handleUint8  = 5 // the constructor of byte arrays
	handleResult = 6
)

// instance is one running copy of the program. It does one thing at a time.
type instance struct {
	module api.Module
	ctx    context.Context // carries the instance to the imports

	// As registered:
	fields      map[string]field
	construct   uint32 // of the struct WebPConfig
	destruct    uint32
	invoker, fn uint32 // of the function encode
	signature   string

	result []byte
}

// field is a member of the struct WebPConfig.
type field struct {
	setter, context uint32
	signature       string
}

// instanceKey finds the instance in the context of a call.
type instanceKey struct{}

// imports are the functions that the program asks for, in the order of their names a, b, c …, with the number of their parameters, whether
// they give a result, and what they do.
var imports = []struct {
	params int
	gives  bool
	do     func(in *instance, a []uint64)
}{
	{10, false, func(in *instance, a []uint64) { // a: a field of a struct
		in.fields[in.text(a[1])] = field{setter: uint32(a[8]), context: uint32(a[9]), signature: in.text(a[7])}
	}},
	{3, false, pass}, // b: a memory view
	{5, false, pass}, // c: an integer type
	{3, false, pass}, // d: a value of an enumeration
	{3, false, pass}, // e: a wide string
	{7, false, func(in *instance, a []uint64) { // f: a function
		if in.text(a[0]) == "encode" {
			in.signature, in.invoker, in.fn = in.text(a[3]), uint32(a[4]), uint32(a[5])
		}
	}},
	{0, false, func(*instance, []uint64) { panic(errors.New("the program gave up")) }}, // g: abort
	{3, false, pass}, // h: a floating-point type
	{2, false, pass}, // i: a string
	{1, false, pass}, // j: a value is not needed any more
	{3, false, func(*instance, []uint64) { panic(errors.New("the program threw an exception")) }}, // k
	{1, false, pass}, // l: a value is needed once more
	{1, false, pass}, // m: a struct is complete
	{6, false, func(in *instance, a []uint64) { // n: a struct
		if in.text(a[1]) == "WebPConfig" {
			in.construct, in.destruct = uint32(a[3]), uint32(a[5])
		}
	}},
	{7, false, pass}, // o: a large integer type
	{1, true, func(in *instance, a []uint64) { // p: more memory
		memory := in.module.Memory()
		more := (uint64(uint32(a[0])) + 65535 - uint64(memory.Size())) >> 16
		_, ok := memory.Grow(uint32(more))
		a[0] = 0
		if ok {
			a[0] = 1
		}
	}},
	{4, false, pass}, // q: an enumeration
	{3, false, func(in *instance, a []uint64) { // r: copying of much memory
		in.write(uint32(a[0]), in.read(uint32(a[1]), uint32(a[2])))
	}},
	{2, false, pass}, // s: the type of JavaScript values
	{5, false, pass}, // t: the type of truth values
	{2, false, pass}, // u: the type of nothing
	{4, true, func(in *instance, a []uint64) { // v: a new JavaScript object, here of the one constructor: the result
		view := in.read(uint32(a[3]), 8)
		size, from := binary.LittleEndian.Uint32(view), binary.LittleEndian.Uint32(view[4:])
		in.result = append([]byte(nil), in.read(from, size)...)
		a[0] = handleResult
	}},
	{1, true, func(_ *instance, a []uint64) { a[0] = handleUint8 }}, // w: a global of JavaScript
}

func pass(*instance, []uint64) {}

// importName is the name of an import.
func importName(i int) string { return string(rune('a' + i)) }

// defineImports makes the module of the imports.
func defineImports(ctx context.Context, runtime wazero.Runtime) error {
	b := runtime.NewHostModuleBuilder("a")
	for i, f := range imports {
		params, results := make([]api.ValueType, f.params), []api.ValueType(nil)
		for i := range params {
			params[i] = i32
		}
		if f.gives {
			results = []api.ValueType{i32}
		}
		b.NewFunctionBuilder().WithGoFunction(api.GoFunc(func(ctx context.Context, stack []uint64) {
			f.do(ctx.Value(instanceKey{}).(*instance), stack)
		}), params, results).Export(importName(i))
	}
	_, err := b.Instantiate(ctx)
	return err
}

// newInstance starts a copy of the program.
func newInstance(runtime wazero.Runtime, compiled wazero.CompiledModule) (_ *instance, err error) {
	in := &instance{fields: map[string]field{}}
	in.ctx = context.WithValue(context.Background(), instanceKey{}, in)
	if in.module, err = runtime.InstantiateModule(in.ctx, compiled, wazero.NewModuleConfig().WithName("").WithStartFunctions()); err != nil {
		return nil, err
	}
	if _, err := in.module.ExportedFunction(exportStart).Call(in.ctx); err != nil {
		in.close()
		return nil, err
	}
	if in.fn == 0 || in.signature != "iiiiii" || in.construct == 0 || len(in.fields) == 0 {
		in.close()
		return nil, errors.New("the program does not register what it should")
	}
	return in, nil
}

func (in *instance) close() { _ = in.module.Close(in.ctx) }

// encode calls the program's function. pixels are red, green, blue and alpha of each pixel, not premultiplied.
func (in *instance) encode(pixels []byte, width, height int, changed map[string]int) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	text := in.alloc(4 + len(pixels) + 1) // a std::string as embind hands it over: the length, then the bytes
	in.write(text, binary.LittleEndian.AppendUint32(nil, uint32(len(pixels))))
	in.write(text+4, pixels)
	config := uint32(in.callTable(in.construct, "i"))
	for name, f := range in.fields {
		value, ok := changed[name]
		if !ok {
			value, ok = settings[name]
		}
		if !ok {
			return nil, fmt.Errorf("the program wants to know %s", name)
		}
		in.set(f, config, value)
	}
	in.result = nil
	handle := in.callTable(in.invoker, in.signature, uint64(in.fn), uint64(text), uint64(width), uint64(height), uint64(config))
	in.callTable(in.destruct, "vi", uint64(config))
	in.call(exportFree, uint64(text))
	if handle == handleNull || len(in.result) == 0 {
		return nil, errors.New("the encoder gives nothing")
	}
	return in.result, nil
}

// set sets a member of a struct.
func (in *instance) set(f field, at uint32, value int) {
	v := uint64(uint32(value))
	switch f.signature[len(f.signature)-1] {
	case 'f':
		v = api.EncodeF32(float32(value))
	case 'd':
		v = api.EncodeF64(float64(value))
	}
	in.callTable(f.setter, f.signature, uint64(f.context), uint64(at), v)
}

// settings are those of libwebp, with its defaults but for the method: 2 takes two thirds of the time of 4.
var settings = map[string]int{
	"quality": 75, "target_size": 0, "target_PSNR": 0, "method": 2, "sns_strength": 50, "filter_strength": 60, "filter_sharpness": 0,
	"filter_type": 1, "partitions": 0, "segments": 4, "pass": 1, "show_compressed": 0, "preprocessing": 0, "autofilter": 0,
	"partition_limit": 0, "alpha_compression": 1, "alpha_filtering": 1, "alpha_quality": 100, "lossless": 0, "exact": 0, "image_hint": 0,
	"emulate_jpeg_size": 0, "thread_level": 0, "low_memory": 0, "near_lossless": 100, "use_delta_palette": 0, "use_sharp_yuv": 0,
}

// The rest calls the program and reads its memory. What cannot be panics, and is an error of encode or of the call that led here.

func (in *instance) call(name string, args ...uint64) uint64 {
	return first(in.module.ExportedFunction(name).Call(in.ctx, args...))
}

// callTable calls a function by its place in the program's table. The signature is of its result and its parameters, a letter each.
func (in *instance) callTable(at uint32, signature string, args ...uint64) uint64 {
	var params, results []api.ValueType
	for i, letter := range signature {
		t, ok := map[rune]api.ValueType{'i': i32, 'p': i32, 'f': api.ValueTypeF32, 'd': api.ValueTypeF64}[letter]
		switch {
		case i > 0:
			params = append(params, t)
		case ok:
			results = append(results, t)
		}
	}
	return first(table.LookupFunction(in.module, 0, at, params, results).Call(in.ctx, args...))
}

func first(results []uint64, err error) uint64 {
	if err != nil {
		panic(err)
	}
	if len(results) == 0 {
		return 0
	}
	return results[0]
}

func (in *instance) alloc(size int) uint32 {
	at := uint32(in.call(exportAlloc, uint64(size)))
	if at == 0 {
		panic(errors.New("the picture is too large"))
	}
	return at
}

// read gives a view of memory: it is copied before the program goes on.
func (in *instance) read(at, size uint32) []byte {
	b, ok := in.module.Memory().Read(at, size)
	if !ok {
		panic(errors.New("the program reads beyond its memory"))
	}
	return b
}

func (in *instance) write(at uint32, b []byte) {
	if !in.module.Memory().Write(at, b) {
		panic(errors.New("the program writes beyond its memory"))
	}
}

// text reads a text that ends in a zero.
func (in *instance) text(at uint64) string {
	memory := in.module.Memory()
	var b strings.Builder
	for i := uint32(at); b.Len() < 200; i++ {
		c, ok := memory.ReadByte(i)
		if !ok || c == 0 {
			break
		}
		b.WriteByte(c)
	}
	return b.String()
}
