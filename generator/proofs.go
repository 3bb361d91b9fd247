package generator

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"
	"sync"

	"github.com/plaudit/plaudit/generator/asset"
	"github.com/plaudit/plaudit/generator/cache"
	"github.com/plaudit/plaudit/generator/certificate"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/drawing"
	"github.com/plaudit/plaudit/generator/kit"
	"github.com/plaudit/plaudit/generator/lettering"
	"github.com/plaudit/plaudit/generator/locale"
	"github.com/plaudit/plaudit/generator/picture"
	"github.com/plaudit/plaudit/generator/plan"
	"github.com/plaudit/plaudit/generator/publish"
	"github.com/plaudit/plaudit/generator/site"
)

// proofs makes what stands for an award: certificates, badges, posters, kits, and the pictures with which addresses are shared. What a file is made of
// is known before it is drawn, so that a page can name it, and a file that would be the same is not drawn again.
type proofs struct {
	m         *producer
	languages map[*site.Site]*kit.Language
	ordered   []*kit.Language // the original first
	drawnKeys sync.Map        // of *plan.Output: the cache.Key of what is drawn for it; nil: it cannot be

	mu       sync.Mutex
	pictures map[string]*proofPicture
}

// proofPicture is a picture that drawings show, read once.
type proofPicture struct {
	once sync.Once
	kit.Picture
	ok bool
}

// fontsFolder has a site's own fonts.
const fontsFolder = "assets/fonts"

func newProofs(m *producer) *proofs {
	p := &proofs{m: m, languages: map[*site.Site]*kit.Language{}, pictures: map[string]*proofPicture{}}
	fonts, key := p.fonts()
	template, templateKey := p.template()
	for _, s := range m.whole.Sites {
		catalog := m.look.catalogs[s.Language]
		l, err := locale.For(s.Language)
		if err != nil {
			l = catalog.Locale()
		}
		one := &kit.Language{Site: s, Addresses: plan.AddressesOf(s), Locale: l, T: catalog.T, Accent: m.look.accent(), Fonts: fonts, FontsKey: key, Template: template, TemplateKey: templateKey, Picture: p.picture}
		p.languages[s] = one
		p.ordered = append(p.ordered, one)
	}
	return p
}

// accent is the theme's colour; that of ink where the theme has none.
func (l *look) accent() asset.RGB {
	c, err := asset.ParseColor(l.option("accent"))
	if err != nil {
		return asset.RGB{R: 0x1c, G: 0x1a, B: 0x17}
	}
	return c
}

// fonts are the embedded ones and those of the site, by name, with a key of the latter.
func (p *proofs) fonts() (*lettering.Fonts, [sha256.Size]byte) {
	var own []lettering.File
	h := sha256.New()
	for _, f := range p.m.tree.Under(fontsFolder) {
		switch strings.ToLower(path.Ext(f.Path)) {
		case ".ttf", ".otf", ".ttc", ".otc", ".woff":
		default:
			continue
		}
		own = append(own, lettering.File{Name: f.Path, Data: func() ([]byte, error) { return p.m.tree.ReadFile(f.Path) }})
		fmt.Fprintf(h, "%s\x00%x", f.Path, p.digestOf(f.Path))
	}
	return lettering.New(own, func(name string, err error) {
		p.m.problems.Add(diag.BadFont.New(diag.Position{File: name}, "%v", err).WithHint("replace it by the TrueType or OpenType file of the font"))
	}), [sha256.Size]byte(h.Sum(nil))
}

// template is the site's own layout of certificates, if it has one that can be used.
func (p *proofs) template() (*certificate.Template, [sha256.Size]byte) {
	sitePath := p.m.whole.Sites[0].Options.Certificate.Template
	if sitePath == "" {
		return nil, [sha256.Size]byte{}
	}
	data, err := p.m.tree.ReadFile(sitePath)
	if err != nil {
		return nil, [sha256.Size]byte{} // whoever refers to it has said so
	}
	clean, _, _, err := asset.CleanSVG(data)
	var made *certificate.Template
	if err == nil {
		made, err = certificate.ReadTemplate(clean)
	}
	if err != nil {
		p.m.problems.Add(diag.BadTemplateDrawing.New(diag.Position{File: sitePath}, "this cannot lay out certificates: %v", err).
			WithHint("docs/certificates.md tells what a layout needs"))
		return nil, [sha256.Size]byte{}
	}
	return made, sha256.Sum256(data)
}

// digestOf is the digest of a file of the site; of one that cannot be read it is zero.
func (p *proofs) digestOf(sitePath string) [sha256.Size]byte {
	if f, ok := p.m.tree.Lookup(sitePath); ok && f.Digested() {
		return f.Digest
	}
	data, err := p.m.tree.ReadFile(sitePath)
	if err != nil {
		return [sha256.Size]byte{}
	}
	return sha256.Sum256(data)
}

// file says what an output is made of; nil when it cannot be made, which is told.
func (p *proofs) file(o *plan.Output) *kit.File {
	f := p.languages[o.Site].Of(o)
	if f == nil {
		return nil
	}
	if len(f.Missing) > 0 {
		p.m.problems.Add(noFont(o, f.Missing))
		return nil
	}
	return f
}

// version tells what a file is from what it was before; ok is false when it cannot be made.
func (p *proofs) version(o *plan.Output) (version string, ok bool) {
	if o.Kind == plan.Kit {
		return "", true
	}
	key, ok := p.drawnKey(o)
	if !ok {
		return "", false
	}
	return hex.EncodeToString(key[:4]), true
}

// embed is the markup with which another site shows a badge, and what that says.
func (p *proofs) embed(s *site.Site) func(w *site.Award, recipient int) (markup, alt string) {
	return func(w *site.Award, recipient int) (markup, alt string) {
		// The badge is the original language's, whatever the page's.
		first := p.ordered[0]
		if same := first.Site.AwardByID[w.ID]; same != nil {
			w = same
		}
		return first.Embed(w, recipient), first.BadgeAlt(w, recipient)
	}
}

// key is the key of an output; ok is false when it cannot be made.
func (p *proofs) key(o *plan.Output) (key cache.Key, ok bool) {
	if o.Kind == plan.Kit {
		return kit.PartsKey(p.parts(o), p.key), true
	}
	if isSigned(o.Kind) { // a kit has it
		unsigned, _ := p.m.exports.statement(o)
		return p.m.statementKey(string(o.Kind), unsigned), true
	}
	key, ok = p.drawnKey(o)
	if !ok {
		return key, false
	}
	if carried := p.carried(o); carried != nil {
		key = sha256.Sum256(append(key[:], carried...))
	}
	return key, true
}

// drawnKey is the key of what is drawn for an output. It is found once: a page names it, a kit has it, and it is a file of its own.
func (p *proofs) drawnKey(o *plan.Output) (key cache.Key, ok bool) {
	if known, found := p.drawnKeys.Load(o); found {
		key, ok = known.(cache.Key)
		return key, ok
	}
	f := p.file(o)
	if f == nil {
		p.drawnKeys.Store(o, nil)
		return key, false
	}
	key = f.Key()
	p.drawnKeys.Store(o, key)
	return key, true
}

// carried is the key of the credential that an output carries: a badge, where credentials are signed. Else it is empty.
func (p *proofs) carried(o *plan.Output) []byte {
	if o.Kind != plan.Badge {
		return nil
	}
	proof := o.Subject.(plan.Proof)
	return p.m.bakeKey(proof.Award, proof.Recipient)
}

func (p *proofs) parts(o *plan.Output) []kit.Part {
	if _, press := o.Subject.(*site.Edition); press {
		return kit.PressParts(o, p.m.plan, p.ordered)
	}
	return kit.Parts(o, p.m.plan, p.ordered, "")
}

// sketches says that what is drawn is not drawn: its key, the digest of all that it is made of, stands for it.
func (p *prepared) sketches() bool { return p.sketch || p.in.sketch }

// bytes makes an output, or finds it in the cache. ok is false when it cannot be made.
func (p *proofs) bytes(o *plan.Output) (data []byte, ok bool, err error) {
	if p.m.sketches() {
		key, ok := p.key(o)
		return key[:], ok, nil
	}
	if o.Kind == plan.Kit {
		data, err := kit.Pack(p.parts(o), p.bytes)
		return data, err == nil, err
	}
	if isSigned(o.Kind) {
		_, sign := p.m.exports.statement(o)
		data, err := sign()
		return data, err == nil, err
	}
	f := p.file(o)
	if f == nil {
		return nil, false, nil
	}
	data, ok, err = p.draw(f)
	if err == nil && ok && o.Kind == plan.Badge {
		proof := o.Subject.(plan.Proof)
		data, err = p.m.bake(proof.Award, proof.Recipient, data)
	}
	return data, ok, err
}

// draw makes a file, or finds it in the cache.
func (p *proofs) draw(f *kit.File) (data []byte, ok bool, err error) {
	key := f.Key()
	if data, ok := p.m.cache.Get(key); ok {
		return data, true, nil
	}
	if drawn != nil {
		if data, ok := drawn.get(key); ok {
			return data, true, nil
		}
	}
	if data, err = f.Draw(); err != nil {
		return nil, false, err
	}
	p.m.cache.Put(key, data)
	if drawn != nil {
		drawn.put(key, data)
	}
	return data, true, nil
}

// drawn remembers files within a process that builds many sites: that of the tests. Else it is nil.
var drawn interface {
	get(key cache.Key) ([]byte, bool)
	put(key cache.Key, data []byte)
}

// proof makes an output and hands it over, unless it is there already.
func (w *worker) proof(o *plan.Output) error {
	key, ok := w.proofs.key(o)
	if !ok {
		return nil // which is told
	}
	if f := w.proofs.languages[o.Site].Of(o); f != nil {
		w.leaks(o.Path, nil, w.withheld.Find([]byte(strings.Join(f.Texts(), "\n"))))
	} else if o.Kind == plan.Kit {
		for _, part := range w.proofs.parts(o) {
			w.leaks(o.Path, part.Text, w.withheld.Find(part.Text))
		}
	}
	to, keeps := w.sink.(keeper)
	if keeps && (w.cache != nil || w.before != nil) && to.Keep(o.Path, publish.Key(key)) {
		return nil // without a cache nothing of earlier builds is believed
	}
	data := key[:]
	if !w.sketches() {
		made, ok, err := w.proofs.bytes(o)
		if err != nil || !ok {
			return err
		}
		data = made
	}
	if keeps {
		return to.WriteMade(o.Path, data, publish.Key(key))
	}
	return w.sink.Write(o.Path, data)
}

// picture gives a picture that drawings may show.
func (p *proofs) picture(sitePath string) (*kit.Picture, bool) {
	p.mu.Lock()
	one := p.pictures[sitePath]
	if one == nil {
		one = &proofPicture{}
		p.pictures[sitePath] = one
	}
	p.mu.Unlock()
	one.once.Do(func() { p.look(one, sitePath) })
	return &one.Picture, one.ok
}

// look tells whether a picture can be drawn. What is wrong with the file itself is told where pages show it.
func (p *proofs) look(one *proofPicture, sitePath string) {
	if _, ok := p.m.tree.Lookup(sitePath); !ok {
		return
	}
	one.Key = p.digestOf(sitePath)
	var fault string
	factKey := sha256.Sum256(fmt.Appendf(nil, "drawable %s %x", certificate.Version, one.Key))
	if known, ok := p.m.cache.Get(factKey); ok {
		fault = string(known)
		one.Load = sync.OnceValue(func() *certificate.Picture { made, _ := p.load(sitePath); return made })
	} else {
		made, err := p.load(sitePath)
		if err != nil {
			fault = err.Error()
		}
		one.Load = func() *certificate.Picture { return made }
		p.m.cache.Put(factKey, []byte(fault))
	}
	one.ok = fault == ""
	if fault != "" && fault != errBadPicture.Error() {
		p.m.problems.Add(diag.UndrawablePicture.New(diag.Position{File: sitePath}, "certificates, posters and share images leave this drawing out: %s", fault).
			WithHint("save it with texts as paths, and without filters, masks, patterns and pictures of pixels"))
	}
}

// errBadPicture is the fault of a file that pages report.
var errBadPicture = errors.New("no picture")

// load reads a picture as paths or pixels.
func (p *proofs) load(sitePath string) (*certificate.Picture, error) {
	data, err := p.m.tree.ReadFile(sitePath)
	if err != nil {
		return nil, errBadPicture
	}
	info, err := asset.Probe(path.Base(sitePath), data)
	if err != nil {
		return nil, errBadPicture
	}
	if info.Format != asset.SVG {
		if picture.Passed(info) {
			return nil, fmt.Errorf("it is an animation, or of a format that cannot be decoded (%s)", info.Format)
		}
		const most = 900
		width, height, pixels, err := picture.Pixels(info, data, most)
		if err != nil {
			return nil, errBadPicture
		}
		return &certificate.Picture{Pixels: &drawing.Pixels{Width: width, Height: height, RGBA: pixels}}, nil
	}
	clean, _, _, err := asset.CleanSVG(data)
	if err != nil {
		return nil, errBadPicture
	}
	v, err := drawing.ReadSVG(clean)
	if err != nil {
		return nil, err
	}
	return &certificate.Picture{Vector: v}, nil
}
