package record

// Theme is theme.yaml of a theme.
type Theme struct {
	File     string
	Name     Text          `key:"name,required"`
	Parent   Text          `key:"parent"`
	Contract Int           `key:"contract,required"` // version of the theme contract
	Options  []ThemeOption `key:"options"`           // a map, in file order
	Contrast []Contrast    `key:"contrast"`
}

// ThemeOption is an option that a site may set with `theme_options`.
type ThemeOption struct {
	Name        Text
	Type        Text   `key:"type,required,enum=color|choice|text|boolean"`
	Default     Text   `key:"default,literal"`
	Choices     []Text `key:"choices"`
	Description Text   `key:"description"`
	// Tokens are what each choice sets: a map, in file order, of choices to custom properties of CSS.
	Tokens []ThemeChoice `key:"tokens"`
	At
}

// ThemeChoice is what a choice of an option sets.
type ThemeChoice struct {
	Choice Text
	Tokens []Token // a map, in file order
}

// Token is a custom property of CSS, named without its two hyphens, and its value; light-dark(a, b) for one that depends on the page's scheme.
type Token struct{ Name, Value Text }

// Contrast is a colour, of an option or a token, that has to be read on others.
type Contrast struct {
	Color   Text   `key:"color,required"`
	On      []Text `key:"on,required"`
	AtLeast Number `key:"at_least"` // WCAG 2.2's ratio; without one 4.5
	At
}

// Message is an interface text of an i18n file: one text, or a text for each plural category of {count}.
type Message struct {
	Key   Text
	Plain Text
	Forms []MessageForm // in file order
}

// MessageForm is a message's text for a plural category.
type MessageForm struct{ Category, Text Text }
