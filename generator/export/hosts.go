package export

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/plaudit/plaudit/generator/plan"
)

// Robots writes robots.txt: everything may be read, and the sitemap is named. A preview may not be read at all.
func Robots(a plan.Addresses, preview bool) []byte {
	if preview {
		return []byte("User-agent: *\nDisallow: /\n")
	}
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + a.Absolute("sitemap.xml") + "\n")
}

// Redirects writes _redirects as Netlify and Cloudflare read it: a line for each address that moved (301) and, on hosts that can,
// for each that is withheld or was given up (410, which answers with the notice that is there). Paths carry that of base_url.
func Redirects(p *plan.Plan, a plan.Addresses) []byte {
	var b strings.Builder
	for _, o := range p.Outputs {
		if o.Kind == plan.Withheld || o.Kind == plan.Gone {
			fmt.Fprintf(&b, "%s %s 410!\n", rulePath(a.Href(o.Address)), rulePath(a.Href(o.Path)))
		}
	}
	for _, r := range p.Redirects {
		from, splat := strings.CutSuffix(strings.TrimPrefix(r.From, "/"), "*")
		line := rulePath(a.Href(from))
		if splat {
			line += "*"
		}
		to, onward := r.To, false
		if splat {
			to, onward = strings.CutSuffix(to, "*")
		}
		if below, ok := strings.CutPrefix(to, "/"); ok {
			to = a.Href(below)
		}
		line += " " + ruleTarget(to)
		if onward {
			line += ":splat"
		}
		b.WriteString(line + " 301\n")
	}
	return []byte(b.String())
}

// rulePath writes a path so that it is one word of a line and means itself: without space, control character, comment, placeholder
// or wildcard.
func rulePath(s string) string { return percent(s, "*:#?") }

// ruleTarget writes the second word of a redirect. There a colon is a placeholder's behind a slash or an equals sign only.
func ruleTarget(s string) string {
	scheme, rest := "", s
	if i := strings.Index(s, "://"); i >= 0 {
		scheme, rest = s[:i+3], s[i+3:]
	}
	rest = strings.NewReplacer("/:", "/%3A", "=:", "=%3A").Replace(rest)
	return percent(scheme+rest, "*")
}

const hexDigits = "0123456789ABCDEF"

// percent encodes what is no visible ASCII character, what would break out of a line or markup, and those of extra.
func percent(s, extra string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"'<>\\^`{|}", c) >= 0 || strings.IndexByte(extra, c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// HeaderOptions are what Headers cannot know from the plan.
type HeaderOptions struct {
	// Policy is the Content-Security-Policy of the whole site: what any of its pages needs. A page's own <meta> may only be
	// narrower, since a browser applies both.
	Policy func() string
	// Immutable are folders below the output folder, with a slash at the end, in which every name carries a fingerprint.
	Immutable []string
	// Type gives the media type of a path; see asset.ContentType.
	Type func(path string) string
	// PolicyOf is the policy of an output that needs another one than the site, or empty; it may be nil.
	PolicyOf func(*plan.Output) string
	// Preview says that nothing may be indexed.
	Preview bool
}

// policyOf is the policy of an output of its own; empty for most.
func (o HeaderOptions) policyOf(out *plan.Output) string {
	if out == nil || o.PolicyOf == nil {
		return ""
	}
	return o.PolicyOf(out)
}

// headerRules is how many rules Cloudflare takes in one file.
const headerRules = 100

// Headers writes _headers as Netlify and Cloudflare read it: security for everything, cache times, media types, and leave for
// scripts of other sites to read the public records. Both hosts join the values of all rules that fit an address, so no two rules
// here give one header to the same address.
func Headers(p *plan.Plan, a plan.Addresses, o HeaderOptions) []byte {
	var b strings.Builder
	rules := 0
	rule := func(pattern string, headers ...string) {
		b.WriteString(a.Base() + pattern + "\n")
		for _, h := range headers {
			b.WriteString("  " + oneLine(h) + "\n")
		}
		rules++
	}
	rule("*", o.everywhere()...)
	for _, folder := range o.Immutable {
		rule(folder+"*", immutable)
	}
	rule("data/*", readable, revalidated)
	for _, t := range types(p, o.Type) {
		rule(t.pattern, append([]string{"Content-Type: " + t.kind}, moreHeaders(t.of)...)...)
	}
	folders := pageFolders(p, append([]string{"data/"}, o.Immutable...))
	for _, r := range o.policies(p) {
		// Cloudflare takes the site's policy away with the exclamation mark; Netlify reports that line and sends the more special rule's.
		headers := []string{"! Content-Security-Policy", "Content-Security-Policy: " + r.policy}
		if i := slices.Index(folders, r.pattern); i >= 0 { // a whole folder has it
			folders, headers = slices.Delete(folders, i, i+1), append(headers, revalidated)
		}
		rule(r.pattern, headers...)
	}
	for _, pattern := range folders {
		if rules == headerRules {
			break // these hosts revalidate what no rule names
		}
		rule(pattern, revalidated)
	}
	return []byte(b.String())
}

const (
	immutable   = "Cache-Control: public, max-age=31536000, immutable"
	revalidated = "Cache-Control: public, max-age=0, must-revalidate"
	readable    = "Access-Control-Allow-Origin: *"
)

type policyRule struct{ pattern, policy string }

// policies are rules for the pages with a policy of their own, with and without the ending .html, which some hosts leave out.
func (o HeaderOptions) policies(p *plan.Plan) []policyRule {
	var rules []policyRule
	for _, out := range p.Outputs {
		if policy := o.policyOf(out); policy != "" {
			pattern := typePattern(out)
			if out.Kind == plan.Embed {
				pattern = out.Path[:strings.Index(out.Path, "embed/")] + "embed/*" // all that is in the folder, however a host names its files
				rules = append(rules, policyRule{pattern, withAncestors(policy)})
				continue
			}
			rules = append(rules, policyRule{pattern, withAncestors(policy)}, policyRule{strings.TrimSuffix(pattern, ".html"), withAncestors(policy)})
		}
	}
	slices.SortFunc(rules, func(x, y policyRule) int { return strings.Compare(x.pattern, y.pattern) })
	return slices.Compact(rules)
}

// everywhere are the headers of all answers.
func (o HeaderOptions) everywhere() []string {
	all := []string{
		"Content-Security-Policy: " + withAncestors(o.Policy()),
		"X-Content-Type-Options: nosniff",
		"Referrer-Policy: strict-origin-when-cross-origin",
		"Permissions-Policy: accelerometer=(), browsing-topics=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
		"Cross-Origin-Opener-Policy: same-origin",
	}
	if o.Preview {
		all = append(all, "X-Robots-Tag: noindex, nofollow")
	}
	return all
}

// PageFolders are the first folders of all pages, but for those with a rule of their own: what Headers says is revalidated.
func PageFolders(p *plan.Plan, o HeaderOptions) map[string]bool {
	folders := map[string]bool{}
	for _, folder := range p.PageFolders() {
		if folder != "data" && !slices.Contains(o.Immutable, folder+"/") {
			folders[folder] = true
		}
	}
	return folders
}

// HeadersOf are the headers that Headers gives one file, as lines "Name: value", with its media type; out is nil for a file that is in no
// plan. folders are those of PageFolders, all of them, even where a host takes no more rules.
func HeadersOf(name string, out *plan.Output, folders map[string]bool, o HeaderOptions) []string {
	all := o.everywhere()
	for i := range all {
		all[i] = oneLine(all[i])
		if own := o.policyOf(out); own != "" && strings.HasPrefix(all[i], "Content-Security-Policy: ") {
			all[i] = "Content-Security-Policy: " + withAncestors(own)
		}
	}
	kind := o.Type(name)
	var more []string
	if out != nil {
		if special := specialType(out, o.Type); special != "" {
			kind = special
		}
		more = moreHeaders(out.Kind)
	}
	all = append(append(all, "Content-Type: "+kind), more...)
	first, _, deep := strings.Cut(name, "/")
	switch {
	case deep && slices.Contains(o.Immutable, first+"/"):
		return append(all, immutable)
	case deep && first == "data":
		return append(all, readable, revalidated)
	case deep && folders[first], name == "index.html":
		return append(all, revalidated)
	}
	return all
}

// specialType is the media type of an output that hosts get wrong or do not know; empty for others.
func specialType(o *plan.Output, typeOf func(string) string) string {
	switch {
	case o.HTML:
	case o.Kind == plan.Atom:
		return "application/atom+xml; charset=utf-8"
	case o.Kind == plan.JSONFeed:
		return "application/feed+json; charset=utf-8"
	case o.Kind == plan.Calendar, strings.HasSuffix(o.Path, ".jwt"):
		return typeOf(o.Path)
	case o.Kind == plan.CredentialJSON, o.Kind == plan.StatusList:
		return "application/vc+ld+json"
	case o.Kind == plan.DIDDocument:
		return "application/did+json"
	case o.Kind == plan.KeySet:
		return "application/jwk-set+json"
	}
	return ""
}

// moreHeaders are those of what verifiers in other sites' pages read. Whether an award was taken back, and by which keys it was signed, is asked
// each time; credentials lie in folders of pages, which say that already.
func moreHeaders(k plan.Kind) []string {
	switch k {
	case plan.CredentialJWT, plan.CredentialJSON:
		return []string{readable}
	case plan.StatusList, plan.DIDDocument, plan.KeySet:
		return []string{readable, revalidated}
	}
	return nil
}

// withAncestors adds what a <meta> cannot say: that no other site may frame the pages.
func withAncestors(policy string) string {
	if strings.Contains(policy, "frame-ancestors") {
		return policy
	}
	policy = strings.TrimRight(policy, "; ")
	if policy != "" {
		policy += "; "
	}
	return policy + "frame-ancestors 'none'"
}

// oneLine keeps a header on its line.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

type typeRule struct {
	pattern, kind string
	of            plan.Kind // that other headers follow from; empty: none
}

// types are rules for the files whose media type hosts get wrong or do not know.
func types(p *plan.Plan, typeOf func(string) string) []typeRule {
	var rules []typeRule
	for _, o := range p.Outputs {
		if kind := specialType(o, typeOf); kind != "" {
			rule := typeRule{pattern: typePattern(o), kind: kind}
			if moreHeaders(o.Kind) != nil {
				rule.of = o.Kind
			}
			rules = append(rules, rule)
		}
	}
	slices.SortFunc(rules, func(x, y typeRule) int { return strings.Compare(x.pattern, y.pattern) })
	return slices.Compact(rules)
}

// typePattern stands for all files like this one: partners/bva/feed.xml is partners/:a/feed.xml.
func typePattern(o *plan.Output) string {
	if o.Kind == plan.StatusList {
		return o.Path[:strings.LastIndexByte(o.Path, '/')+1] + "*"
	}
	parts := strings.Split(o.Path, "/")
	for i := 1; i < len(parts)-1; i++ {
		parts[i] = ":" + string(rune('a'+(i-1)%26))
	}
	last := len(parts) - 1
	if o.Kind == plan.Calendar {
		parts[last] = "*" + path.Ext(parts[last])
	}
	return strings.Join(parts, "/")
}

// pageFolders are patterns for all pages: the first folder of each, once, but for those that have a rule already.
func pageFolders(p *plan.Plan, ruled []string) []string {
	patterns := []string{""}
	for _, o := range p.Outputs {
		first, _, deep := strings.Cut(o.Path, "/")
		if !o.HTML || !deep || slices.Contains(ruled, first+"/") {
			continue
		}
		patterns = append(patterns, percent(first, "*:")+"/*")
	}
	slices.Sort(patterns)
	return slices.Compact(patterns)
}
