package generator

import (
	"slices"
	"strings"
)

// Lock gives the text of plaudit.lock with the addresses of everything that is published now added, and how many those are.
// Drafts and what the clock withholds are never in it.
func Lock(in Input) (text []byte, added int, r *Result, err error) {
	in.Drafts, in.Future = false, false
	p, err := prepare(in)
	if err != nil {
		return nil, 0, nil, err
	}
	r = p.result()
	if r.Failed(false) {
		return nil, 0, r, nil
	}
	var lines []string
	for _, l := range p.records.Lock {
		lines = append(lines, lockLine(l.Path, l.Kind, l.Record))
	}
	fresh := p.plan.NewAddresses()
	for _, o := range fresh {
		lines = append(lines, lockLine("/"+o.Address, string(o.Kind), o.Record))
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	return []byte(strings.Join(lines, "")), len(fresh), r, nil
}

func lockLine(path, kind, record string) string { return path + " " + kind + " " + record + "\n" }
