package check

import (
	"encoding/json"
	"encoding/xml"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	words := NewWords([]string{"Zephyr Labs", `A&B "Q" <wd>`, "O'Neill", "Wu", "東京", "Ada", "x", "", " ", "C++ Guild", "Ada", "Zürich AG", "Tab; Comma, Slash\\"})
	tests := []struct {
		name, data string
		want       []string
	}{
		{"plain", "by Zephyr Labs.", []string{"Zephyr Labs"}},
		{"part of a word", "Zephyr Labsworth, Adalbert, Canada, Wurst, xx, Adaé, Ada\u0301", nil},
		{"case", "ZEPHYR LABS zephyr labs", nil},
		{"at the ends", "Ada", []string{"Ada"}},
		{"after a longer word that begins alike", "Adalbert Ada", []string{"Ada"}},
		{"two letters", "Mr Wu.", []string{"Wu"}},
		{"one letter", "an x here", []string{"x"}},
		{"without spaces", "在東京都", []string{"東京"}},
		{"HTML", "<b>A&amp;B &#34;Q&#34; &lt;wd&gt;</b>", []string{`A&B "Q" <wd>`}},
		{"minified HTML", `<b>A&amp;B "Q" &lt;wd&gt;</b>`, []string{`A&B "Q" <wd>`}},
		{"quotes", `<a title="O&#39;Neill"> `, []string{"O'Neill"}},
		{"XML quotes", `<a title="O&apos;Neill"> `, []string{"O'Neill"}},
		{"attributes of templates", `<a title="C&#43;&#43; Guild">`, []string{"C++ Guild"}},
		{"JSON", `"\u003cp\u003eAda\u003c/p\u003e"`, []string{"Ada"}},
		{"JSON lines", `"first\nAda"`, []string{"Ada"}},
		{"JSON backslash", `"first\\nAda"`, nil},
		{"JSON text", `"A\u0026B \"Q\" \u003cwd\u003e"`, []string{`A&B "Q" <wd>`}},
		{"script", `"O\u0027Neill"`, []string{"O'Neill"}},
		{"address", `?q=%20Ada&z=Z%C3%BCrich%20AG`, []string{"Ada", "Zürich AG"}},
		{"query", `?q=Zephyr+Labs`, []string{"Zephyr Labs"}},
		{"calendar", "BEGIN:VCALENDAR\r\nSUMMARY:of Zephyr\r\n  Labs and Tab\\; Com\r\n ma\\, Slash\\\\\r\n", []string{"Tab; Comma, Slash\\", "Zephyr Labs"}},
		{"several", "O'Neill, Ada, Ada", []string{"Ada", "O'Neill"}},
		{"short data", "Ad", nil},
		{"no data", "", nil},
	}
	for _, test := range tests {
		if got := words.Find([]byte(test.data)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	if got := NewWords(nil).Find([]byte("anything")); got != nil {
		t.Errorf("no words: found %q", got)
	}
}

// FuzzWords says of any word that it is found in each way in which it is written.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{"Ada", `A&B "Q" <wd>`, "O'Neill", "東京", "a b", "C++", "\\", "é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if strings.TrimSpace(word) == "" || strings.ToValidUTF8(word, "") != word || strings.ContainsAny(word, "\r\n\t") {
			t.Skip("no name of a record has these characters")
		}
		for _, r := range word {
			if r < ' ' || r == 0xFFFE || r == 0xFFFF || r == 0xFFFD {
				t.Skip("no name of a record has these characters")
			}
		}
		w := NewWords([]string{word})
		quoted, _ := json.Marshal(word)
		var inXML strings.Builder
		if err := xml.EscapeText(&inXML, []byte(word)); err != nil {
			t.Skip("no name of a record has these characters")
		}
		for _, form := range []string{word, html.EscapeString(word), string(quoted), inXML.String(), url.PathEscape(word), url.QueryEscape(word)} {
			if !slices.Equal(w.Find([]byte("a ("+form+") b")), []string{word}) {
				t.Errorf("%q is not found as %s", word, form)
			}
		}
	})
}
