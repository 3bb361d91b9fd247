package decode

// kind is what a node of a parsed file is.
type kind uint8

const (
	scalar kind = iota
	mapping
	list
	null  // a key without a value, or an empty entry of a list
	alias // stands for target
)

// style is how a scalar was written.
type style uint8

const (
	plain style = iota
	single
	double
	literal
	folded
)

// node is one value of a file with its place. It is all that the walk knows of YAML: whoever makes nodes is free in how.
type node struct {
	kind     kind
	style    style
	line     uint32 // in the file, from 1
	column   uint32 // in runes, from 1
	text     string // of a scalar
	children []node // of a map key, value, key, value …; of a list its entries
	target   *node  // of an alias
}

// resolved is the node itself, or what an alias stands for.
func (n *node) resolved() *node {
	for n.kind == alias {
		n = n.target
	}
	return n
}

// says what stands there, for messages.
func (n *node) says() string {
	switch n.resolved().kind {
	case mapping:
		return "keys with values"
	case list:
		return "a list"
	case null:
		return "nothing"
	}
	return "a text"
}
