package locale

// quoteForms are a language's marks: around a quotation, and around one inside it.
type quoteForms struct {
	tags                               string
	open, close, openInner, closeInner string
}

// quoteTable is CLDR's; French has its no-break spaces. The last row is for all other languages.
var quoteTable = []quoteForms{
	{"en pt tr zh da id th hi", "“", "”", "‘", "’"},
	{"de cs sk sl bg is lt et", "„", "“", "‚", "‘"},
	{"de-CH de-LI fr-CH it-CH", "«", "»", "‹", "›"},
	{"fr", "«\u00a0", "\u00a0»", "“", "”"},
	{"es it pt-PT el", "«", "»", "“", "”"},
	{"no nb nn", "«", "»", "‘", "’"},
	{"ru uk be", "«", "»", "„", "“"},
	{"ja zh-Hant", "「", "」", "『", "』"},
	{"ar", "”", "“", "’", "‘"},
	{"sv fi he", "”", "”", "’", "’"},
	{"nl ko", "‘", "’", "“", "”"},
	{"pl ro hu", "„", "”", "«", "»"},
	{"", "“", "”", "‘", "’"},
}

// Quotes gives the marks before and after a quotation, with the spaces that belong to them.
func (l *Locale) Quotes() (open, close string) { return l.quotes.open, l.quotes.close }

// InnerQuotes gives the marks of a quotation inside a quotation.
func (l *Locale) InnerQuotes() (open, close string) { return l.quotes.openInner, l.quotes.closeInner }

// Quote puts a text between the language's quotation marks.
func (l *Locale) Quote(text string) string { return l.quotes.open + text + l.quotes.close }
