package locale

import (
	"slices"
	"testing"
)

func englishCatalog(t testing.TB) *Catalog {
	return NewCatalog(mustFor(t, "en"), map[string]Message{
		"plain":   {Plain: "All awards"},
		"awards":  {Forms: map[string]string{"zero": "No awards in {region}", "one": "One award in {region}", "other": "{count} awards in {region}"}},
		"since":   {Plain: "Partner since {year}"},
		"braces":  {Plain: "{{not}} a {name}"},
		"only-en": {Forms: map[string]string{"one": "{count} day", "other": "{count} days"}},
	}, nil)
}

func TestT(t *testing.T) {
	en := englishCatalog(t)
	de := NewCatalog(mustFor(t, "de"), map[string]Message{
		"plain":  {Plain: "Alle Preise"},
		"awards": {Forms: map[string]string{"one": "Ein Preis in {region}", "other": "{count} Preise in {region}"}},
	}, en)
	for _, c := range []struct {
		catalog *Catalog
		want    string
		key     string
		args    []any
	}{
		{en, "All awards", "plain", nil},
		{en, "No awards in Europe", "awards", []any{"count", 0, "region", "Europe"}},
		{en, "One award in Europe", "awards", []any{"count", 1, "region", "Europe"}},
		{en, "12,345 awards in Europe", "awards", []any{"count", 12345, "region", "Europe"}},
		{en, "1.5 awards in Europe", "awards", []any{"count", 1.5, "region", "Europe"}},
		{en, "No awards in Europe", "awards", []any{"count", 0.0, "region", "Europe"}},
		{en, "2 awards in {region}", "awards", []any{"count", 2}},
		{en, "Partner since 2019", "since", []any{"year", 2019}},
		{en, "{not} a b", "braces", []any{"name", "b"}},
		{en, "no.such.key", "no.such.key", nil},
		{en, "2 awards in true", "awards", []any{"count", 2, "region", true, "odd"}},
		{en, "2 awards in 1,000", "awards", []any{"count", 2, "region", int64(1000)}},
		{de, "Alle Preise", "plain", nil},
		{de, "0 Preise in Europa", "awards", []any{"count", 0, "region", "Europa"}},
		{de, "1.234 Preise in Europa", "awards", []any{"count", 1234, "region", "Europa"}},
		{de, "1,234 days", "only-en", []any{"count", 1234}}, // English text, English number
	} {
		if got := c.catalog.T(c.key, c.args...); got != c.want {
			t.Errorf("%s: %q, want %q", c.key, got, c.want)
		}
	}
	if !de.Has("only-en") || de.Has("no.such.key") || slices.Contains(de.Keys(), "only-en") {
		t.Error("Has looks into the fallback, Keys does not")
	}
}

func TestCheck(t *testing.T) {
	en := englishCatalog(t)
	if got := en.Check(nil); len(got) != 0 {
		t.Errorf("a sound catalog: %v", got)
	}
	pl := NewCatalog(mustFor(t, "pl"), map[string]Message{
		"plain":  {Plain: "Nagrody {oops}"},
		"awards": {Forms: map[string]string{"one": "{count} nagroda", "other": "{count} nagrody", "several": "x"}},
		"since":  {Plain: "od {year", Forms: map[string]string{"other": "}"}},
		"extra":  {Plain: "x"},
		"braces": {Plain: "{name} }} {{"},
	}, nil)
	var got []string
	for _, p := range pl.Check(en) {
		got = append(got, p.String())
	}
	want := []string{
		"awards (several): is no plural category; there are zero, one, two, few, many and other",
		"awards (few): is missing: pl has the plural categories one, few, many, other",
		"awards (many): is missing: pl has the plural categories one, few, many, other",
		"awards: {region} is missing",
		"extra: is a text that nothing uses",
		"only-en: is not translated to pl",
		"plain: {oops} is no placeholder of this text; it has none",
		"since: has one text and plural forms at once",
		"since (other): a closing brace without an opening one; write it twice to mean itself",
		"since (one): is missing: pl has the plural categories one, few, many, other",
		"since (few): is missing: pl has the plural categories one, few, many, other",
		"since (many): is missing: pl has the plural categories one, few, many, other",
		"since: {year} is missing",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%q\nwant:\n%q", got, want)
	}
	broken := NewCatalog(mustFor(t, "en"), map[string]Message{"a": {Plain: "see {the Name} and {"}}, nil)
	if n := len(broken.Check(nil)); n != 3 {
		t.Errorf("%d problems: %v", n, broken.Check(nil))
	}
	if got := broken.T("a"); got != "see {the Name} and {" {
		t.Errorf("a broken text stands for itself: %q", got)
	}
}

func FuzzMessage(f *testing.F) {
	l := mustFor(f, "en")
	for _, seed := range []string{"", "a", "{count}", "{{", "}}", "{", "}", "{a}{b}", "{{{count}}}", "{\xff}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := NewCatalog(l, map[string]Message{"k": {Forms: map[string]string{"one": s, "other": s}}}, nil)
		one, other := c.T("k", "count", 1), c.T("k", "count", "1")
		if one != other {
			t.Fatalf("%q as one is %q, as other %q", s, one, other)
		}
		if c.Check(c) == nil && len(c.T("k")) > len(s) {
			t.Fatalf("%q grows to %q", s, c.T("k"))
		}
	})
}
