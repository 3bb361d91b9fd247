package generator

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/check"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/publish"
)

// recall is what a build remembers of its pages for the next one, so that a page whose key is the same need not be made again: the
// bytes are in the output folder, where publish keeps them with their keys; here is what the page said of itself.
//
// It holds only as long as the world is the same, and as long as no address that there was is gone: of a page only those addresses are
// remembered that led nowhere, which is why pages with such ones, and those that a diagnostic was about, are not remembered.
type recall struct {
	world     [sha256.Size]byte
	addresses map[string]bool // of the outputs, as paths
	assets    []string        // files of the theme that pages asked for
	pages     map[string]recalled
}

// recalled is a page, by its path.
type recalled struct {
	key      [sha256.Size]byte // zero: the page is not to be kept
	facts    check.Kept
	linkers  []string // paths of some pages that link to it
	linkedBy bool     // there are others
}

// worldOf is the digest of all that pages depend on beside their views, and of what their facts depend on beside their bytes: the program,
// plaudit.yaml, the theme, the flags, redirects, and the words that must be in no output.
func (m *producer) worldOf() [sha256.Size]byte {
	h := sha256.New()
	text := func(s string) {
		h.Write(binary.AppendUvarint(nil, uint64(len(s))))
		io.WriteString(h, s)
	}
	text(m.in.Program)
	text(m.in.Version)
	text(m.whole.Sites[0].BaseURL)
	text(map[bool]string{true: "drafts"}[m.in.Drafts] + map[bool]string{true: "future"}[m.in.Future])
	if f, ok := m.tree.Lookup("plaudit.yaml"); ok {
		h.Write(f.Digest[:])
	}
	for _, name := range slices.Sorted(maps.Keys(m.look.files)) {
		text(name)
		text(string(m.look.files[name].Data))
		for _, f := range m.look.texts[name] {
			text(f.Name)
			text(string(f.Data))
		}
	}
	text("redirects")
	for _, r := range m.plan.Redirects {
		text(r.From)
		text(r.To)
	}
	words := m.withheld.Digest()
	h.Write(words[:])
	return [sha256.Size]byte(h.Sum(nil))
}

// recallKey is where what was remembered lies in the cache. Sites that share a cache, and the same site with other flags, are told apart.
func (p *prepared) recallKey() cache.Key {
	s := p.whole.Sites[0]
	return sha256.Sum256([]byte(strings.Join([]string{"recall", s.BaseURL, s.Organization.Name.S, s.Title.S,
		map[bool]string{true: "drafts"}[p.in.Drafts], map[bool]string{true: "future"}[p.in.Future]}, "\x00")))
}

// remember begins to use what the last build remembered: m.last is nil where that does not hold any more.
func (m *producer) remember() {
	if _, keeps := m.sink.(keeper); !keeps || m.cache == nil && m.before == nil || m.in.Program == "" {
		return
	}
	m.world = m.worldOf()
	m.keys = make([][sha256.Size]byte, len(m.pages))
	last := m.lastTime()
	if last == nil || last.world != m.world {
		return
	}
	for path := range last.addresses {
		if _, ok := m.plan.At(path); !ok {
			return
		}
	}
	for _, name := range last.assets {
		m.files.asset(name) // pages that are kept do not ask for it
	}
	m.last = last
}

// lastTime is what the build before remembered: in this process, or in the cache. nil: nothing.
func (m *producer) lastTime() *recall {
	if m.before != nil {
		return m.before.recall
	}
	data, ok := m.cache.Get(m.recallKey())
	if !ok {
		return nil
	}
	last, err := decodeRecall(data)
	if err != nil {
		return nil
	}
	return last
}

// keyOf is the key of a page by the digest of its view. The world and the template are in it since the key stays with the page's bytes: the
// output folder, or the spare tree beside it, may hold those of a build before the last, with another theme.
func (m *producer) keyOf(o *plan.Output, view [sha256.Size]byte) [sha256.Size]byte {
	all := append(m.world[:], view[:]...)
	return sha256.Sum256(append(all, o.Template...))
}

// keep keeps a page of the last build, if it would be the same now.
func (m *producer) keep(i int, o *plan.Output, key [sha256.Size]byte) bool {
	to, ok := m.sink.(keeper)
	if !ok || m.last == nil {
		return false
	}
	was := m.last.pages[o.Path]
	if was.key != key || !to.Keep(o.Path, publish.Key(key)) {
		return false
	}
	m.pages[i].Facts, m.read[i], m.kept[i], m.keys[i] = was.facts.Facts(m.book), true, true, key
	return true
}

// linked adds to what the readers have seen what kept pages linked to. It is not sure of a page that several linked to, when none of those
// that are remembered was kept, and no other links to it now; then it says so.
func (m *producer) linked() (sure bool) {
	sure = true
	for i := range m.pages {
		p := &m.pages[i]
		was, ok := m.last.pages[p.Path]
		if !ok || p.Linked {
			continue
		}
		for _, path := range was.linkers {
			if k, ok := m.at[path]; ok && m.kept[k] {
				p.Linked = true
			}
		}
		if !p.Linked && was.linkedBy {
			sure = false
		}
	}
	return sure
}

// recallNow is what there is to remember after all pages have been made.
func (m *producer) recallNow(readers []*check.Reader) *recall {
	r := &recall{world: m.world, addresses: map[string]bool{}, assets: m.files.assetNames(), pages: map[string]recalled{}}
	for _, o := range m.plan.Outputs {
		r.addresses[o.Path] = true
	}
	linkers := check.LinkersOf(readers)
	for i := range m.pages {
		p := &m.pages[i]
		if p.Path == "" {
			continue
		}
		var one recalled
		if facts, ok := p.Facts.Keep(m.book); ok {
			one.key, one.facts = m.keys[i], facts
		}
		for _, k := range linkers[i].Pages {
			one.linkers = append(one.linkers, m.pages[k].Path)
		}
		one.linkedBy = linkers[i].More
		if m.last != nil {
			m.stillLinking(&one, m.last.pages[p.Path])
		}
		r.pages[p.Path] = one
	}
	return r
}

// stillLinking adds the pages that linked to a page before and were kept; where there is no room for one, that there are others.
func (m *producer) stillLinking(now *recalled, was recalled) {
	now.linkedBy = now.linkedBy || was.linkedBy
	for _, path := range was.linkers {
		if k, ok := m.at[path]; !ok || !m.kept[k] || slices.Contains(now.linkers, path) {
			continue
		}
		if len(now.linkers) == check.MaxLinkers {
			now.linkedBy = true
			return
		}
		now.linkers = append(now.linkers, path)
	}
}

const recallMagic = "plaudit recall 1\n"

var errRecall = errors.New("not what a build remembers")

// encode writes a recall so that decodeRecall gives it back.
func (r *recall) encode() []byte {
	out := append(make([]byte, 0, 1<<20), recallMagic...)
	out = append(out, r.world[:]...)
	text := func(s string) { out = append(binary.AppendUvarint(out, uint64(len(s))), s...) }
	number := map[string]uint64{} // pages name each other by number
	paths := slices.Sorted(maps.Keys(r.pages))
	for i, path := range paths {
		number[path] = uint64(i)
	}
	list := func(all []string) {
		out = binary.AppendUvarint(out, uint64(len(all)))
		for _, s := range all {
			text(s)
		}
	}
	list(r.assets)
	list(slices.Sorted(maps.Keys(r.addresses)))
	list(paths)
	for _, path := range paths {
		p := r.pages[path]
		out = append(out, p.key[:]...)
		flags := byte(0)
		for i, is := range []bool{p.facts.Titled, p.facts.Described, p.facts.NoIndex, p.linkedBy} {
			if is {
				flags |= 1 << i
			}
		}
		out = append(out, flags)
		out = binary.AppendUvarint(out, uint64(p.facts.H1))
		list(p.facts.IDs)
		out = binary.AppendUvarint(out, uint64(len(p.linkers)))
		for _, linker := range p.linkers {
			out = binary.AppendUvarint(out, number[linker])
		}
	}
	return out
}

// decodeRecall reads what encode wrote. Anything else is an error, and never a panic.
func decodeRecall(data []byte) (*recall, error) {
	d := recallDecoder{rest: data, seen: map[string]string{}}
	if string(d.take(len(recallMagic))) != recallMagic {
		return nil, errRecall
	}
	r := &recall{addresses: map[string]bool{}, pages: map[string]recalled{}}
	copy(r.world[:], d.take(sha256.Size))
	r.assets = d.list()
	for _, path := range d.list() {
		r.addresses[path] = true
	}
	paths := d.list()
	for _, path := range paths {
		var p recalled
		copy(p.key[:], d.take(sha256.Size))
		if flags := d.take(1); len(flags) == 1 {
			p.facts.Titled, p.facts.Described, p.facts.NoIndex, p.linkedBy = flags[0]&1 != 0, flags[0]&2 != 0, flags[0]&4 != 0, flags[0]&8 != 0
		}
		p.facts.H1 = int(d.number())
		p.facts.IDs = d.list()
		for range d.count(1) {
			n := d.number()
			if n >= uint64(len(paths)) {
				return nil, errRecall
			}
			p.linkers = append(p.linkers, paths[n])
		}
		r.pages[path] = p
	}
	if d.bad || len(d.rest) > 0 {
		return nil, errRecall
	}
	return r, nil
}

type recallDecoder struct {
	rest []byte
	bad  bool
	seen map[string]string // short texts, which are often the same
}

func (d *recallDecoder) take(n int) []byte {
	if n > len(d.rest) {
		d.bad, d.rest = true, nil
		return nil
	}
	out := d.rest[:n]
	d.rest = d.rest[n:]
	return out
}

func (d *recallDecoder) number() uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 {
		d.bad, d.rest = true, nil
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// count is a number of things of at least so many bytes each.
func (d *recallDecoder) count(size int) int {
	n := d.number()
	if n > uint64(len(d.rest)/size) {
		d.bad, d.rest = true, nil
		return 0
	}
	return int(n)
}

func (d *recallDecoder) list() []string {
	var all []string
	n := d.count(1)
	if n > 0 {
		all = make([]string, 0, n)
	}
	for range n {
		s := d.take(d.count(1))
		kept, ok := d.seen[string(s)]
		if !ok {
			kept = string(s)
			if len(kept) < 16 {
				d.seen[kept] = kept
			}
		}
		all = append(all, kept)
	}
	return all
}
