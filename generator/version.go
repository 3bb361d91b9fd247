package generator

import (
	"strconv"
	"strings"

	"github.com/plaudit/plaudit/generator/diag"
)

// requires checks `requires:` of plaudit.yaml against the program's version. A version that was not released ("devel") fits all.
func (p *prepared) requires() {
	want := p.records.Config.Requires
	if want.S == "" {
		return
	}
	at := want.In(p.records.Config.File)
	for constraint := range strings.FieldsFuncSeq(want.S, func(r rune) bool { return r == ',' || r == ' ' }) {
		op := strings.TrimRight(constraint, "0123456789.")
		limit, ok := parseVersion(strings.TrimPrefix(constraint, op))
		if !ok || !strings.Contains(" >= > <= < = == ", " "+op+" ") {
			p.problems.Add(diag.RequiresVersion.New(at, "\"%s\" is no version to require", constraint).WithHint(`write it like ">=1.0" or ">=1.2, <2"`))
			return
		}
		have, released := parseVersion(p.in.Version)
		if released && !satisfies(compareVersions(have, limit), op) {
			p.problems.Add(diag.RequiresVersion.New(at, "the site needs plaudit %s, and this is %s", want.S, p.in.Version).
				WithHint("install a version that fits, or change `requires`"))
			return
		}
	}
}

func satisfies(order int, op string) bool {
	switch op {
	case ">=":
		return order >= 0
	case ">":
		return order > 0
	case "<=":
		return order <= 0
	case "<":
		return order < 0
	}
	return order == 0
}

// parseVersion reads 1, 1.2 or 1.2.3, with or without a v before it.
func parseVersion(s string) (v [3]int, ok bool) {
	parts := strings.Split(strings.TrimPrefix(s, "v"), ".")
	if len(parts) > 3 {
		return v, false
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return v, false
		}
		v[i] = n
	}
	return v, true
}

func compareVersions(a, b [3]int) int {
	for i := range a {
		if a[i] != b[i] {
			return a[i] - b[i]
		}
	}
	return 0
}
