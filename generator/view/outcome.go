package view

import (
	"strings"

	"github.com/plaudit/plaudit/generator/site"
)

// outcome says in a few words what a result amounts to: "Finalist · Tied · Europe · Rescinded".
func (b *Builder) outcome(a *site.Award) string { return strings.Join(b.outcomes(a), " · ") }

func (b *Builder) outcomes(a *site.Award) []string {
	level := a.Level.Name.S
	if a.Shortlisted {
		level = b.t.T("award.shortlisted")
	}
	words := append([]string{level}, b.circumstances(a)...)
	if a.Region != nil {
		words = append(words, a.Region.Name.S)
	}
	return words
}

// circumstances are what is to be said of a result beside its level and region.
func (b *Builder) circumstances(a *site.Award) []string {
	var words []string
	switch {
	case a.Tie:
		words = append(words, b.t.T("award.tie"))
	case a.Joint:
		words = append(words, b.t.T("award.joint"))
	}
	var shares []string
	for i := range a.Recipients {
		if r := &a.Recipients[i]; r.Share.Den > 0 {
			shares = append(shares, r.Name.S+" "+r.Share.String())
		}
	}
	if len(shares) > 0 {
		words = append(words, b.t.T("award.shares")+" "+strings.Join(shares, ", "))
	}
	if s := b.standing(a); s != "" {
		words = append(words, s)
	}
	if a.Replaces != nil {
		words = append(words, b.t.T("award.in-place"))
	}
	if a.ReplacedBy != nil {
		words = append(words, b.t.T("award.given-anew"))
	}
	return words
}

// standing is the status of an award in a word; empty while it is active.
func (b *Builder) standing(a *site.Award) string {
	switch a.Status {
	case site.Declined, site.Rescinded, site.Expired:
		return b.t.T("status." + a.Status)
	}
	return ""
}
