package asset

import "strings"

// arity is how many numbers a path command takes (SVG 2, 9.3).
var arity = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// shortPath writes path data without what says nothing: space, commas, plus signs, zeros at the ends of numbers, and a command
// that is the one before once more. Every coordinate keeps its value, so the drawing is the same to the last bit. Data with a
// mistake stays as it is: browsers draw it up to there.
func shortPath(d string) string {
	out := make([]byte, 0, len(d))
	command, count := byte(0), 0 // the command at hand and how many numbers it had so far
	last := ""                   // the number before, "" after a letter
	for i := 0; i < len(d); {
		switch c := d[i]; {
		case c == ' ' || c == ',' || c == '\t' || c == '\n' || c == '\r' || c == '\f':
			i++
		case 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z':
			size, known := arity[c&^0x20]
			if !known || command == 0 && c&^0x20 != 'M' {
				return d
			}
			again := c == command && size > 0 && c&^0x20 != 'M' && count > 0 && count%size == 0
			if !again {
				out = append(out, c)
				command, count, last = c, 0, ""
			}
			i++
		default:
			if command == 0 || command&^0x20 == 'Z' {
				return d
			}
			n := 0
			if position := count % 7; command&^0x20 == 'A' && (position == 3 || position == 4) {
				if c != '0' && c != '1' {
					return d
				}
				n = 1 // a flag may stand before the next number without a space
			} else if n = numberLength(d[i:]); n == 0 {
				return d
			}
			number := shortNumber(d[i : i+n])
			if last != "" && number[0] != '-' && (number[0] != '.' || !strings.ContainsAny(last, ".eE")) {
				out = append(out, ' ')
			}
			out = append(out, number...)
			last = number
			count++
			i += n
		}
	}
	return string(out)
}

// numberLength is the length of the number that s begins with, 0 when there is none.
func numberLength(s string) int {
	i := 0
	digits := func() (n int) {
		for i < len(s) && '0' <= s[i] && s[i] <= '9' {
			i++
			n++
		}
		return n
	}
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	n := digits()
	if i < len(s) && s[i] == '.' {
		i++
		n += digits()
	}
	if n == 0 {
		return 0
	}
	if end := i; i < len(s) && s[i]|0x20 == 'e' {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		if digits() == 0 {
			i = end
		}
	}
	return i
}

// shortNumber writes a number without plus sign and without zeros that say nothing. One with an exponent stays as it is.
func shortNumber(s string) string {
	s = strings.TrimPrefix(s, "+")
	if strings.ContainsAny(s, "eE") {
		return s
	}
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	switch {
	case whole == "" && fraction == "":
		return "0"
	case fraction != "":
		whole += "." + fraction
	}
	if negative {
		return "-" + whole
	}
	return whole
}
