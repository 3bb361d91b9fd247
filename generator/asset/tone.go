package asset

// Tone says on which ground a picture with a transparent ground cannot be seen well.
type Tone string

// The tones.
const (
	NoTone Tone = ""      // it can be seen on both, or brings its own ground
	Dark   Tone = "dark"  // dark lines: it needs a light ground
	Light  Tone = "light" // light lines: it needs a dark ground
)

// Letter is a tone in one letter, and ToneOf its inverse; false for what is no tone.
func (t Tone) Letter() byte {
	if t == NoTone {
		return '-'
	}
	return t[0]
}

// ToneOf reads a tone's letter.
func ToneOf(letter byte) (Tone, bool) {
	for _, t := range []Tone{NoTone, Dark, Light} {
		if t.Letter() == letter {
			return t, true
		}
	}
	return NoTone, false
}

// Tones adds up the colours of a picture by their area, and judges them. The zero value is ready.
type Tones struct{ dark, light, all int }

// A colour is light when it has less than 1.6 of contrast to white, and dark when it has less than 1.8 to the ground of a dark page, as
// luminance (WCAG 2.2): below that lines are lost.
const (
	lightFrom = 0.6
	darkTo    = 0.053
)

// Add adds a colour on an area.
func (t *Tones) Add(c RGB, area int) {
	switch l := luminance(c); {
	case l >= lightFrom:
		t.light += area
	case l <= darkTo:
		t.dark += area
	}
	t.all += area
}

// Tone is what the colours amount to: a third of them would be lost on one ground, and next to none on the other.
func (t *Tones) Tone() Tone {
	switch {
	case 3*t.light >= t.all && 20*t.dark <= t.all && t.all > 0:
		return Light
	case 3*t.dark >= t.all && 20*t.light <= t.all && t.all > 0:
		return Dark
	}
	return NoTone
}
