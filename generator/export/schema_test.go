package export

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/plaudit/plaudit/generator/plan"
)

// compiled is the schema of data/<name>.json as a validator of its own reads it, formats included.
func compiled(t testing.TB, e *example, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	address := e.addresses().Absolute(plan.SchemaPath(name))
	if err := c.AddResource(address, decoded(t, Schema(name, e.addresses()))); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(address)
	if err != nil {
		t.Fatalf("the schema of %s is none: %v", name, err)
	}
	return s
}

func decoded(t testing.TB, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestRecordsKeepToTheirSchemas(t *testing.T) {
	e := loaded(t)
	files := e.files(t)
	for name := range described {
		path := "data/" + name + ".json"
		if err := compiled(t, e, name).Validate(decoded(t, files[path])); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		var head struct {
			Schema string `json:"$schema"`
		}
		if err := json.Unmarshal(files[path], &head); err != nil {
			t.Fatal(err)
		}
		var own struct {
			ID string `json:"$id"`
		}
		if err := json.Unmarshal(files[plan.SchemaPath(name)], &own); err != nil {
			t.Fatal(err)
		}
		if want := "https://partners.example.com/awards-site/data/schema/" + name + ".json"; head.Schema != want || own.ID != want {
			t.Errorf("%s names %q, and that is %q", path, head.Schema, own.ID)
		}
	}
}

// What no record may be is found: each of these makes one of a record that is right.
func TestSchemasFind(t *testing.T) {
	e := loaded(t)
	files := e.files(t)
	for _, test := range []struct{ name, old, bad string }{
		{"partners", `"status":"active"`, `"status":"happy"`},
		{"partners", `"wins":2`, `"wins":-1`},
		{"partners", `"wins":2`, `"wins":"2"`},
		{"partners", `"country":"DE"`, `"country":"Germany"`},
		{"partners", `"founded":"2004"`, `"founded":"in 2004"`},
		{"partners", `{"id":"acme",`, `{"no":"acme",`},
		{"partners", `"serves":["DE","AT"]`, `"serves":"DE"`},
		{"awards", `"win":true`, `"win":1`},
		{"awards", `"recipients":[`, `"receivers":[`},
		{"awards", `"status":"rescinded"`, `"status":"gone"`},
		{"build", `"outputs":{`, `"outputs":{"x":-1,`},
	} {
		data := string(files["data/"+test.name+".json"])
		spoilt := strings.Replace(data, test.old, test.bad, 1)
		if spoilt == data {
			t.Errorf("%s has no %s", test.name, test.old)
			continue
		}
		if compiled(t, e, test.name).Validate(decoded(t, []byte(spoilt))) == nil {
			t.Errorf("%s with %s keeps to its schema", test.name, test.bad)
		}
	}
}

// The cards for other sites are sent with a policy of their own, once, and are looked at anew each time.
func TestHeadersOfCards(t *testing.T) {
	e := loaded(t)
	options := HeaderOptions{Policy: func() string { return policy }, Type: func(string) string { return "text/html" }, PolicyOf: func(o *plan.Output) string {
		if o.Kind == plan.Embed {
			return "style-src 'self'; frame-ancestors *"
		}
		return ""
	}}
	text := string(Headers(e.plan, e.addresses(), options))
	rule := "\n/awards-site/embed/*\n  ! Content-Security-Policy\n  Content-Security-Policy: style-src 'self'; frame-ancestors *\n  Cache-Control: public, max-age=0, must-revalidate\n"
	if strings.Count(text, "/embed/*\n") != 2 || !strings.Contains(text, rule) || !strings.Contains(text, "\n/awards-site/de/embed/*\n  ! Content-Security-Policy\n") {
		t.Errorf("no rule %q in\n%s", rule, text)
	}
}
