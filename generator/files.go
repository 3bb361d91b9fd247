package generator

import (
	"crypto/sha256"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/source"
	"github.com/plaudit/plaudit/generator/view"
)

// files publishes the pictures and theme files that pages ask for, each once, under a name that its content gives. Only what
// is asked for is published: a logo that nobody may see stays where it is.
type files struct {
	p    *prepared
	sink sink
	base string // path of base_url

	encodings encodings

	mu    sync.Mutex
	known map[string]*file // by site path, or what it is for and a colon before it
}

// file is one asked-for file; once guards the rest.
type file struct {
	once      sync.Once
	src       string         // root-relative address; empty: cannot be had
	shown     view.Published // of a picture
	integrity string
	err       error // of the machine
}

// sink takes outputs: a publish.Stage or a publish.Hasher.
type sink interface {
	Write(path string, data []byte) error
}

// keeper is a sink that keeps outputs of the build before, which it knows by their keys: a publish.Stage.
type keeper interface {
	WriteMade(path string, data []byte, key publish.Key) error
	Keep(path string, key publish.Key) bool
}

// put hands over an output that is made each time. Of one that was there before, the sink is told so by a key of its bytes: then it
// need not read what it has.
func put(to sink, path string, data []byte) error {
	k, ok := to.(keeper)
	if !ok {
		return to.Write(path, data)
	}
	key := publish.Key(sha256.Sum256(data))
	if k.Keep(path, key) {
		return nil
	}
	return k.WriteMade(path, data, key)
}

func newFiles(p *prepared) *files {
	f := &files{p: p, known: map[string]*file{}}
	f.encodings.files = f
	return f
}

// get gives a file, making it when it is asked for the first time.
func (f *files) get(key string, make func(*file)) *file {
	f.mu.Lock()
	one := f.known[key]
	if one == nil {
		one = &file{}
		f.known[key] = one
	}
	f.mu.Unlock()
	one.once.Do(func() { make(one) })
	return one
}

// failed is the first error that writing a file met.
func (f *files) failed() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, one := range f.known {
		if one.err != nil {
			return one.err
		}
	}
	return nil
}

// assetNames are the files of the theme that have been asked for, sorted.
func (f *files) assetNames() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var names []string
	for key := range f.known {
		if name, ok := strings.CutPrefix(key, "theme:"); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// made says whether a page has asked for the file of an output path.
func (f *files) made(path string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.known["out:"+path] != nil
}

// other publishes a file that is no picture, such as captions.
func (f *files) other(sitePath string) (src string, ok bool) {
	one := f.get(sitePath, func(one *file) {
		data, ok := f.read(sitePath)
		if ok {
			f.put(one, sitePath, data)
		}
	})
	return one.src, one.src != ""
}

// read reads a file of the site; what is wrong becomes a diagnostic.
func (f *files) read(sitePath string) ([]byte, bool) {
	if _, ok := f.p.tree.Lookup(sitePath); !ok {
		return nil, false // whoever refers to it has said so
	}
	data, err := f.p.tree.ReadFile(sitePath)
	if err != nil {
		f.p.problems.Add(source.Problem(sitePath, err))
		return nil, false
	}
	return data, true
}

// put writes a file's bytes under their published name. A static file keeps its address: it is copied in any case.
func (f *files) put(one *file, sitePath string, data []byte) {
	if rest, static := strings.CutPrefix(sitePath, "static/"); static {
		one.src = f.base + escapePath(rest)
		return
	}
	f.write(one, asset.Name(sitePath, data), data)
}

func (f *files) write(one *file, name string, data []byte) {
	out := "assets/" + name
	one.src = f.base + out
	// Two sources with the same bytes and base name have one published name; only the first of them writes it.
	f.get("out:"+out, func(written *file) { written.err = put(f.sink, out, data) })
}

// asset publishes a file of the theme.
func (f *files) asset(name string) *file {
	return f.get("theme:"+name, func(one *file) {
		data, ok := f.p.look.asset(f, name, &f.p.problems)
		if !ok {
			return
		}
		one.integrity = asset.Integrity(data)
		f.write(one, asset.Name(name, data), data)
	})
}

// fileProblem makes a diagnostic of an error about a file's content.
func fileProblem(code diag.Code, file string, err error) diag.Diagnostic {
	at := diag.Position{File: file}
	var e *asset.Error
	if errors.As(err, &e) {
		at.Line, at.Column = e.Line, e.Column
		return code.New(at, "%s", e.Text)
	}
	return code.New(at, "%v", err)
}

// escapePath writes a file's path as the path of an address (RFC 3986).
func escapePath(p string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/!$&'()*+,;=:@"
	var b strings.Builder
	for i := range len(p) {
		if c := p[i]; strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
		} else {
			const hex = "0123456789ABCDEF"
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}
