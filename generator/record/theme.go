package record

// Theme is theme.yaml of a theme.
type Theme struct {
	File     string
	Name     Text          `key:"name,required"`
	Parent   Text          `key:"parent"`
	Contract Int           `key:"contract,required"` // version of the theme contract
	Options  []ThemeOption `key:"options"`           // a map, in file order
}

// ThemeOption is an option that a site may set with `theme_options`.
type ThemeOption struct {
	Name        Text
	Type        Text   `key:"type,required,enum=color|choice|text|boolean"`
	Default     Text   `key:"default,literal"`
	Choices     []Text `key:"choices"`
	Description Text   `key:"description"`
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
