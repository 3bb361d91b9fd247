package credential

import (
	"fmt"
	"slices"
	"strings"
)

// The vocabularies of the two contexts. That awardedDate's datatype is not expanded, and that url's begins with https, is how context 3.0.3
// of Open Badges has it.
const (
	rdfType     = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	vc          = "https://www.w3.org/2018/credentials#"
	status      = "https://www.w3.org/ns/credentials/status#"
	security    = "https://w3id.org/security#"
	badges      = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
	schema      = "https://schema.org/"
	dateTime    = "http://www.w3.org/2001/XMLSchema#dateTime"
	awardedTime = "xsd:dateTime"
	anyURI      = "https://www.w3.org/2001/XMLSchema#anyURI"
)

// types are the terms that may stand as a type, with what the contexts expand them to.
var types = map[string]string{
	"VerifiableCredential": vc + "VerifiableCredential", "OpenBadgeCredential": badges + "OpenBadgeCredential", "Profile": badges + "Profile",
	"AchievementSubject": badges + "AchievementSubject", "Achievement": badges + "Achievement", "Image": badges + "Image", "Evidence": badges + "Evidence",
	"BitstringStatusListEntry":      status + "BitstringStatusListEntry",
	"BitstringStatusListCredential": status + "BitstringStatusListCredential", "BitstringStatusList": status + "BitstringStatusList",
	"DataIntegrityProof": security + "DataIntegrityProof",
}

// NQuads is the canonical form of the credential's graph (RDF Dataset Canonicalization 1.0) without its proof: a fixed table from fields to
// statements takes the place of a JSON-LD processor. Since every node has an id there is no blank node to name, and the canonical form is
// the statements, sorted.
func (c Credential) NQuads() (string, error) {
	var g graph
	g.types(c.ID, c.Type)
	g.link(c.ID, vc+"issuer", c.Issuer.ID)
	g.literal(c.ID, vc+"validFrom", c.ValidFrom, dateTime)
	g.literal(c.ID, vc+"validUntil", c.ValidUntil, dateTime)
	g.literal(c.ID, badges+"awardedDate", c.AwardedDate, awardedTime)
	g.text(c.ID, schema+"name", c.Name)
	g.text(c.ID, schema+"description", c.Description)
	g.link(c.ID, vc+"credentialSubject", c.Subject.ID)

	g.types(c.Issuer.ID, c.Issuer.Type)
	g.text(c.Issuer.ID, schema+"name", c.Issuer.Name)
	g.literal(c.Issuer.ID, schema+"url", c.Issuer.URL, anyURI)

	g.types(c.Subject.ID, c.Subject.Type)
	g.achievement(c.Subject.ID, &c.Subject.Achievement)
	for _, e := range c.Evidence {
		g.link(c.ID, vc+"evidence", e.ID)
		g.types(e.ID, e.Type)
		g.text(e.ID, schema+"name", e.Name)
		g.text(e.ID, badges+"narrative", e.Narrative)
	}
	if s := c.Status; s != nil {
		g.link(c.ID, vc+"credentialStatus", s.ID)
		g.types(s.ID, []string{s.Type})
		g.text(s.ID, status+"statusPurpose", s.Purpose)
		g.text(s.ID, status+"statusListIndex", s.Index)
		g.link(s.ID, status+"statusListCredential", s.List)
	}
	return g.canonical()
}

func (g *graph) achievement(subject string, a *Achievement) {
	g.link(subject, badges+"achievement", a.ID)
	g.types(a.ID, a.Type)
	g.text(a.ID, badges+"achievementType", a.AchievementType)
	g.text(a.ID, schema+"name", a.Name)
	g.text(a.ID, schema+"description", a.Description)
	g.link(a.ID, badges+"Criteria", a.Criteria.ID)
	g.text(a.Criteria.ID, badges+"narrative", a.Criteria.Narrative)
	if a.Image != nil {
		g.link(a.ID, badges+"image", a.Image.ID)
		g.types(a.Image.ID, a.Image.Type)
	}
}

// graph collects statements as lines of N-Quads.
type graph struct {
	lines []string
	err   error
}

// node writes an IRI. One with a character that N-Quads does not allow could write statements of its own.
func (g *graph) node(iri string) string {
	if strings.HasPrefix(iri, "_:") {
		return iri // only proofConfig names one
	}
	colon := strings.IndexByte(iri, ':')
	if colon < 1 || strings.ContainsFunc(iri, func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"{}|^`\\\ufffd", r) }) {
		g.err = fmt.Errorf("%q is no address that can be signed", iri)
	}
	return "<" + iri + ">"
}

func (g *graph) link(subject, predicate, object string) {
	g.lines = append(g.lines, g.node(subject)+" <"+predicate+"> "+g.node(object)+" .\n")
}

func (g *graph) types(subject string, list []string) {
	for _, t := range list {
		if types[t] == "" {
			g.err = fmt.Errorf("%q is a type that this program does not know", t)
		}
		g.link(subject, rdfType, types[t])
	}
}

// text writes a statement about a text; an empty one is none.
func (g *graph) text(subject, predicate, text string) { g.literal(subject, predicate, text, "") }

func (g *graph) literal(subject, predicate, text, datatype string) {
	if text == "" {
		return
	}
	line := g.node(subject) + " <" + predicate + "> \"" + literalEscapes.Replace(text) + "\""
	if datatype != "" {
		line += "^^<" + datatype + ">"
	}
	g.lines = append(g.lines, line+" .\n")
}

// literalEscapes are those of canonical N-Quads (RDF 1.2 N-Quads, Canonical Form).
var literalEscapes = func() *strings.Replacer {
	pairs := []string{`\`, `\\`, `"`, `\"`, "\b", `\b`, "\t", `\t`, "\n", `\n`, "\f", `\f`, "\r", `\r`, "\x7f", `\u007F`}
	for c := range rune(' ') {
		if !strings.ContainsRune("\b\t\n\f\r", c) {
			pairs = append(pairs, string(c), fmt.Sprintf(`\u%04X`, c))
		}
	}
	return strings.NewReplacer(pairs...)
}()

// canonical is the statements, each once, sorted.
func (g *graph) canonical() (string, error) {
	if g.err != nil {
		return "", g.err
	}
	slices.Sort(g.lines)
	return strings.Join(slices.Compact(g.lines), ""), nil
}
