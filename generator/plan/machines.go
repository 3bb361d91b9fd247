package plan

import "github.com/plaudit/plaudit/generator/site"

// The kinds of what other sites and programs take from this one.
const (
	Embed  Kind = "embed"  // an award as a card, for other sites to show in a frame
	Schema Kind = "schema" // of a file of public records
)

// Embed is the card of an award. Its address names the award alone, as that of a certificate does, and so it outlives a new category name.
func (a Addresses) Embed(award string) string { return a.record("embed/", award) }

// SchemaPath is the JSON Schema of data/<name>.json.
func SchemaPath(name string) string { return "data/schema/" + name + ".json" }

// schemas plans the schemas of the public records, each with the name of what it describes as its subject.
func (b *builder) schemas() {
	for _, name := range []string{"partners", "awards", "build"} {
		b.file(Schema, SchemaPath(name), name)
	}
}

// embed plans the card of an award. It is no record of the lock: what becomes of the award becomes of it.
func (b *builder) embed(w *site.Award) { b.page(Embed, b.addr.Embed(w.ID), w) }
