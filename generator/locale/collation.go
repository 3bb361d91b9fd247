package locale

import "bytes"

// Key is a string's collation key: keys sort by bytes as their strings do in this language. Store it next to the record,
// and break ties by id.
func (l *Locale) Key(s string) []byte {
	sorter := l.collators.Get().(*sorter)
	key := bytes.Clone(sorter.collator.KeyFromString(&sorter.buffer, s))
	sorter.buffer.Reset()
	l.collators.Put(sorter)
	return key
}

// Compare orders two strings as their keys would: -1, 0 or 1. For more than a few, make keys.
func (l *Locale) Compare(a, b string) int {
	sorter := l.collators.Get().(*sorter)
	order := sorter.collator.CompareString(a, b)
	l.collators.Put(sorter)
	return order
}
