package locale

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func TestLists(t *testing.T) {
	for _, c := range []struct{ tag, two, three, orTwo, orThree string }{
		{"en", "A and B", "A, B, and C", "A or B", "A, B, or C"},
		{"en-GB", "A and B", "A, B and C", "A or B", "A, B or C"},
		{"de", "A und B", "A, B und C", "A oder B", "A, B oder C"},
		{"fr", "A et B", "A, B et C", "A ou B", "A, B ou C"},
		{"es", "A y B", "A, B y C", "A o B", "A, B o C"},
		{"ja", "A、B", "A、B、C", "AまたはB", "A、B、またはC"},
		{"ar", "A وB", "A وB وC", "A أو B", "A أو B أو C"},
		{"it", "A e B", "A, B e C", "A o B", "A, B o C"},
		{"zh-TW", "A和B", "A、B和C", "A或B", "A、B或C"},
		{"tlh", "A, B", "A, B, C", "A, B", "A, B, C"},
	} {
		l := mustFor(t, c.tag)
		for _, p := range [][2]string{
			{l.List([]string{"A", "B"}), c.two}, {l.List([]string{"A", "B", "C"}), c.three}, {l.ListOr([]string{"A", "B"}), c.orTwo},
			{l.List(nil), ""}, {l.List([]string{"A"}), "A"},
		} {
			if p[0] != p[1] {
				t.Errorf("%s: %q, want %q", c.tag, p[0], p[1])
			}
		}
		if got := l.ListOr([]string{"A", "B", "C"}); got != c.orThree {
			t.Errorf("%s: %q, want %q", c.tag, got, c.orThree)
		}
	}
	es := mustFor(t, "es")
	for _, c := range [][2]string{
		{"Iberia", "A e Iberia"}, {"hilo", "A e hilo"}, {"hierro", "A y hierro"}, {"Yago", "A y Yago"},
	} {
		if got := es.List([]string{"A", c[0]}); got != c[1] {
			t.Errorf("%q, want %q", got, c[1])
		}
	}
	for _, c := range [][2]string{{"Oracle", "A u Oracle"}, {"hotel", "A u hotel"}, {"Acme", "A o Acme"}} {
		if got := es.ListOr([]string{"A", c[0]}); got != c[1] {
			t.Errorf("%q, want %q", got, c[1])
		}
	}
	if got := mustFor(t, "it").List([]string{"A", "IBM"}); got != "A e IBM" {
		t.Errorf("Italian: %q", got)
	}
}

func TestQuotes(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "“x”", "de": "„x“", "de-CH": "«x»", "fr": "«\u00a0x\u00a0»", "es": "«x»", "ja": "「x」", "ar": "”x“", "sv": "”x”", "pl": "„x”", "tlh": "“x”",
	} {
		if got := mustFor(t, tag).Quote("x"); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
	open, end := mustFor(t, "de").InnerQuotes()
	if open != "‚" || end != "‘" {
		t.Errorf("inner marks %s %s", open, end)
	}
}

func TestPlural(t *testing.T) {
	for _, c := range []struct {
		tag   string
		n     []int
		want  string
		forms string
	}{
		{"en", []int{0, 1, 2, 11, -1, 1000001}, "other one other other one other", "one other"},
		{"de", []int{0, 1, 2}, "other one other", "one other"},
		{"fr", []int{0, 1, 2, 1000000}, "one one other other", "one other"},
		{"es", []int{0, 1, 2}, "other one other", "one other"},
		{"ja", []int{0, 1, 2}, "other other other", "other"},
		{"ar", []int{0, 1, 2, 3, 10, 11, 99, 100, 103, 1003, 1011}, "zero one two few few many many other few few many", "zero one two few many other"},
		{"pl", []int{1, 2, 5, 12, 22, 1002}, "one few many many few few", "one few many other"},
		{"ru", []int{1, 2, 5, 11, 21, 1021}, "one few many many one one", "one few many other"},
		{"cs", []int{1, 2, 5}, "one few other", "one few other"},
		{"he", []int{1, 2, 10, 20, 30}, "one two other other other", "one two other"},
		{"cy", []int{0, 1, 2, 3, 6, 7}, "zero one two few many other", "zero one two few many other"},
	} {
		l := mustFor(t, c.tag)
		var got []string
		for _, n := range c.n {
			got = append(got, l.Plural(n))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s %v: %s, want %s", c.tag, c.n, strings.Join(got, " "), c.want)
		}
		if forms := strings.Join(l.PluralForms(), " "); forms != c.forms {
			t.Errorf("%s has %s, want %s", c.tag, forms, c.forms)
		}
	}
	for _, c := range []struct {
		tag  string
		f    float64
		want string
	}{
		{"en", 1, "one"}, {"en", 1.5, "other"}, {"fr", 1.5, "one"}, {"fr", 2.5, "other"}, {"de", 1.004, "one"}, {"cs", 1.5, "many"}, {"ru", 1.5, "other"}, {"ru", 1e9 + 21, "one"},
		{"en", math.NaN(), "other"}, {"en", math.Inf(1), "other"},
	} {
		if got := mustFor(t, c.tag).PluralNumber(c.f, 2); got != c.want {
			t.Errorf("%s %v: %s, want %s", c.tag, c.f, got, c.want)
		}
	}
	if got := mustFor(t, "en").Plural(math.MinInt); got != "other" {
		t.Errorf("the least number: %s", got)
	}
	en := mustFor(t, "en")
	var ordinals []string
	for _, n := range []int{1, 2, 3, 4, 11, 21, 112} {
		ordinals = append(ordinals, en.Ordinal(n))
	}
	if got := strings.Join(ordinals, " "); got != "one two few other other one other" {
		t.Errorf("ordinals: %s", got)
	}
}

func TestCollation(t *testing.T) {
	for _, c := range []struct {
		tag  string
		want []string
	}{
		{"en", []string{"apple", "Ärger", "banana", "Éclair", "zebra", "東京"}},
		{"de", []string{"Apfel", "Äpfel", "Öl", "Zoo"}},
		{"sv", []string{"Apfel", "Zoo", "Åre", "Äpfel", "Öl"}},
		{"es", []string{"nube", "ñandú", "ocho"}},
		{"da", []string{"Zoo", "Ærø", "Østers", "Århus"}},
		{"fr", []string{"cote", "coté", "côte", "côté"}},
		{"ja", []string{"あい", "アメリカ", "いえ"}},
		// These orders are those of ICU 78, which reads CLDR too.
		{"ja", []string{"100", "ABC", "Zeta", "アーク", "アーツ", "アクメ", "あさひ", "いすす", "いすゞ", "いすた", "いろは", "ヴェルデ", "ガーデン", "かあと", "カード", "キヤノン", "コーヒー", "コヒ", "ソニー", "データ", "テスト", "トヨタ", "ノート", "パーク", "ハイテク", "ビール", "山田", "東京", "日本", "富士", "鈴木"}},
		{"ar", []string{"١٠٠", "آفاق", "إبراهيم", "أحمد", "احمس", "الأمل", "النور", "بيت", "پارس", "تقنية", "ثقة", "شركة الأمل", "شركة النور", "شركة ABC", "مأرب", "مؤسسة", "محمد", "مصر", "مكتبة", "هدى", "ياسر", "Alpha", "Zeta"}},
		{"fa", []string{"آریا", "ایران", "پارس", "تهران", "گیلان", "لاله", "یزد", "Alpha"}},
		{"he", []string{"100", "אלון", "בית", "שלום", "תל", "Alpha"}},
		{"el", []string{"Άλφα", "Βήτα", "ωμέγα", "Alpha", "Бета"}},
		{"ru", []string{"Альфа", "Ёлка", "Ель", "Яна", "Alpha", "Δέλτα"}},
	} {
		l := mustFor(t, c.tag)
		got := slices.Clone(c.want)
		slices.Reverse(got)
		slices.SortFunc(got, l.Compare)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.tag, got, c.want)
		}
	}
	en := mustFor(t, "en")
	if en.Compare("e\u0301", "\u00e9") != 0 {
		t.Error("composed and decomposed letters differ")
	}
	if en.Compare("a", "A") == 0 {
		t.Error("case makes no difference")
	}
	before := en.Key("Muster")
	kept := bytes.Clone(before)
	en.Key("something quite different and longer than that")
	if !bytes.Equal(before, kept) {
		t.Error("a later key overwrites an earlier one")
	}
}

// FuzzCollation proves that keys and comparison agree.
func FuzzCollation(f *testing.F) {
	l := mustFor(f, "sv")
	for _, seed := range [][2]string{{"a", "B"}, {"å", "a\u030a"}, {"", "x"}, {"日本", "カタ"}, {"co-op", "coop"}, {"10", "9"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return // texts are valid when they come here
		}
		if by, direct := bytes.Compare(l.Key(a), l.Key(b)), l.Compare(a, b); by != direct {
			t.Fatalf("%q and %q: %d by key, %d compared", a, b, by, direct)
		}
	})
}

// TestConcurrent is for the race detector.
func TestConcurrent(t *testing.T) {
	l := mustFor(t, "de")
	want := l.Key("Überraschung")
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 100 {
				if !bytes.Equal(l.Key("Überraschung"), want) || l.Country("DE") != "Deutschland" || l.Language("fr") != "Französisch" || l.Plural(500) != "other" {
					t.Error("another result in parallel")
					return
				}
			}
		})
	}
	wait.Wait()
}
