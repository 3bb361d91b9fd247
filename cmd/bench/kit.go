package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/credential"
	"github.com/plaudit/plaudit/generator/plan"
)

// kitting are the options of `bench kit`.
type kitting struct {
	setting
	site string // the folder of the site whose kits are made
	most int    // files of each kind
}

// item is something of the kit with its bar: each of its makings is the making of some outputs together.
type item struct {
	name   string
	bar    time.Duration
	size   int // the most bytes of one output; 0: as it comes
	signed bool
	of     func(*generator.Snapshot) [][]string // the paths of the outputs of each making
}

var items = []item{
	{name: "certificate PDF", bar: 10 * time.Millisecond, size: 80_000, of: eachOf(plan.CertificatePDF, nil)},
	{name: "badge SVG, before it carries a credential", bar: 200 * time.Microsecond, of: eachOf(plan.Badge, func(p string) bool { return path.Ext(p) == ".svg" })},
	{name: "share image", bar: 40 * time.Millisecond, size: 300_000, of: eachOf(plan.ShareImage, nil)},
	{name: "both credentials", bar: time.Millisecond, signed: true, of: credentials},
	{name: "an award's whole kit in all languages, without PNGs", bar: 150 * time.Millisecond, signed: true, of: awardKits},
}

// eachOf are the outputs of a kind one by one, those with a path that is wanted.
func eachOf(kind plan.Kind, wanted func(path string) bool) func(*generator.Snapshot) [][]string {
	return func(s *generator.Snapshot) (all [][]string) {
		list, _ := s.Outputs("", kind, 0, 1<<20)
		for _, o := range list {
			if wanted == nil || wanted(o.Path) {
				all = append(all, []string{o.Path})
			}
		}
		return all
	}
}

// awardKits are the kits of awards, not those of whole editions.
func awardKits(s *generator.Snapshot) [][]string {
	awards := map[string]bool{}
	for _, one := range eachOf(plan.Certificate, nil)(s) {
		awards[path.Base(path.Dir(one[0]))] = true
	}
	return eachOf(plan.Kit, func(p string) bool { return awards[strings.TrimSuffix(path.Base(p), ".zip")] })(s)
}

// credentials are the two forms of each credential.
func credentials(s *generator.Snapshot) (all [][]string) {
	for _, one := range eachOf(plan.CredentialJWT, nil)(s) {
		all = append(all, append(one, path.Dir(one[0])+"/"+string(plan.CredentialJSON)))
	}
	return all
}

// made is what was measured of an item.
type made struct {
	item
	took  []float64 // milliseconds of processor time, of each making
	bytes []float64 // kilobytes of each making
	most  int       // bytes of the largest output
}

// kits measures how long what stands for an award takes to make, on one core, each once and as `plaudit serve` makes it: without a cache. The first of
// each kind is not counted, which reads fonts and pictures. Time is the processor's, so that others on the machine do not count; where the system
// does not tell it, that of the clock.
func kits(ctx context.Context, k kitting, w io.Writer) (err error) {
	work, remove, err := workFolder(k.dir)
	if err != nil {
		return err
	}
	defer remove(&err)
	if err := copySite(k.site, work); err != nil {
		return err
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var all []made
	for _, signed := range []bool{false, true} {
		some, err := kitsOf(ctx, k, work, signed)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	return show(w, k.markdown, kitTables(all))
}

// copySite copies what a site is made of, with kits that have no PNG: those are made and measured alone.
func copySite(from, to string) error {
	for _, name := range []string{"data", "content", "assets"} {
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(from, name))); err != nil {
			return err
		}
	}
	config, err := os.ReadFile(filepath.Join(from, "plaudit.yaml"))
	if err != nil {
		return err
	}
	config = append(config, "\nkits: {formats: [pdf, svg, text, jwt, json]}\n"...)
	return os.WriteFile(filepath.Join(to, "plaudit.yaml"), config, 0o644)
}

// kitsOf measures the items that are made with a key, or without.
func kitsOf(ctx context.Context, k kitting, dir string, signed bool) (all []made, err error) {
	at, err := time.Parse(time.RFC3339, now)
	if err != nil {
		return nil, err
	}
	in := generator.Input{Dir: dir, Now: at, Version: "bench", Jobs: 1}
	if signed {
		seed, err := credential.NewSeed(bytes.NewReader(bytes.Repeat([]byte{1}, credential.SeedSize)))
		if err != nil {
			return nil, err
		}
		in.Secret = func(string) (string, error) { return seed, nil }
	}
	v, err := generator.OpenPreview(in)
	if err != nil {
		return nil, err
	}
	defer v.Close()
	for _, one := range items {
		if one.signed != signed {
			continue
		}
		m := made{item: one}
		makings := one.of(v.Latest())
		for i, paths := range makings[:min(len(makings), k.most+1)] {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if err := m.making(v.Latest(), paths, i == 0); err != nil {
				return nil, err
			}
		}
		if len(m.took) == 0 {
			return nil, fmt.Errorf("the site %s has less than two of: %s", k.site, one.name)
		}
		all = append(all, m)
	}
	return all, nil
}

// making makes outputs together; what they took is not counted the first time.
func (m *made) making(s *generator.Snapshot, paths []string, first bool) error {
	total := 0
	start := busyFor()
	for _, p := range paths {
		data, ok, err := s.Output(p)
		if err != nil || !ok {
			return fmt.Errorf("%s was not made: %v", p, err)
		}
		total += len(data)
		m.most = max(m.most, len(data))
	}
	took := busyFor() - start
	if !first {
		m.took = append(m.took, took.Seconds()*1e3)
		m.bytes = append(m.bytes, float64(total)/1e3)
	}
	return nil
}

var began = time.Now()

// busyFor is the processor time that this process has had; where the system does not tell it, how long it runs.
func busyFor() time.Duration {
	if user, system := spent(); user > 0 {
		return user + system
	}
	return time.Since(began)
}

func kitTables(all []made) tables {
	t := table{head: []string{"made alone, after the first", "bar: at most", "median of", "ms of processor time", "", "kB", ""}, left: 1}
	for _, m := range all {
		digits := 1
		if m.bar < 5*time.Millisecond {
			digits = 2
		}
		took, size, fits := spreadOver(m.took), spreadOver(m.bytes), ""
		if m.size > 0 {
			fits = "at most " + fmt.Sprint(m.size/1000) + ": " + verdictOf(float64(m.most), float64(m.size))
		}
		bar := m.bar.Seconds() * 1e3
		t.rows = append(t.rows, []string{m.name, strings.TrimSuffix(fmt.Sprintf("%.1f", bar), ".0") + " ms", fmt.Sprint(len(m.took)), took.show(digits), verdictOf(took.median, bar), size.show(0), fits})
	}
	return tables{heading: machine() + ", one of them used; median (least–most)", tables: []table{t},
		notes: []string{"each was made once, without a cache; the first of each kind, which reads fonts and pictures, is left out"}}
}

func verdictOf(got, most float64) string {
	if got <= most {
		return "met"
	}
	return "missed"
}
