package lettering

import "math"

// Fit says how large a text may be and where it has to fit.
type Fit struct {
	Width   float64 // of the box
	Height  float64 // of the box; 0: as high as the lines need
	Max     float64 // the size to begin with
	Min     float64 // the smallest size that still looks right; what does not fit then is set smaller all the same, and never cut
	Lines   int     // at most; 0: as many as the height allows
	Leading float64 // from baseline to baseline, as a multiple of the size
	OneLine float64 // a text stays on one line down to this share of Max; 0: it does not matter
	Ragged  bool    // lines are filled one after the other; else they are made of one length
	Around  bool    // its surroundings are read from right to left
}

// step is the ratio of one size to the next smaller one.
const step = .97

// Set sets a text so that it fits. It panics where a font makes the shaper fail; the caller names the text. Nobody changes the block: what
// is set the same way again, such as a badge for dark grounds after the one for light ones, has the same.
func (s *Setter) Set(t Text, f Fit) *Block {
	key := setting{t, f}
	if known := s.blocks[key]; known != nil {
		return known
	}
	b := s.fit(t, f)
	if len(s.blocks) >= remembered {
		clear(s.blocks)
	}
	s.blocks[key] = b
	return b
}

func (s *Setter) fit(t Text, f Fit) *Block {
	t.S = clean(t.S)
	right := IsRight(t.S, f.Around)
	b := &Block{Right: right, Lang: t.Lang}
	if t.S == "" || f.Width <= 0 {
		return b
	}
	text := []rune(t.S)
	runs := s.shape(t, text, right)
	size, width, whole := s.size(t, f, func(size, width float64, whole bool) (lines int, widest float64) {
		for _, l := range s.wrap(runs, text, right, width*Unit/size, whole) {
			lines++
			w := 0.0
			for i := range l {
				w += float64(l[i].Advance) / 64
			}
			widest = max(widest, w*size/Unit)
		}
		return lines, widest
	})
	wrapped := s.wrap(runs, text, right, width*Unit/size, whole)
	b.Lines = s.lines(wrapped, text, right, size)
	b.Size, b.Leading = size, round(size*f.Leading)
	ascent, descent := s.extent(t.Style)
	b.Ascent, b.Descent = round(ascent*size/Unit), round(descent*size/Unit)
	for _, l := range b.Lines {
		b.Width = max(b.Width, l.Width)
	}
	return b
}

// size finds the size of a text, and the width at which its lines are nearly of one length. measure tells how many lines a size
// makes at a width, and the widest of them; whole says that it was measured with its words unbroken, and is to be set so.
func (s *Setter) size(t Text, f Fit, measure func(size, width float64, whole bool) (int, float64)) (size, width float64, whole bool) {
	ascent, descent := s.extent(t.Style)
	most := func(size float64) int { // lines that the box has room for
		n := math.MaxInt
		if f.Height > 0 {
			n = 1 + int(math.Floor((f.Height-(ascent+descent)*size/Unit)/(size*f.Leading)))
			if n < 1 {
				n = 0
			}
		}
		if f.Lines > 0 {
			n = min(n, f.Lines)
		}
		return n
	}
	if f.OneLine > 0 {
		for size = f.Max; size >= f.Max*f.OneLine; size = round(size * step) {
			if lines, widest := measure(size, f.Width, true); lines == 1 && widest <= f.Width && most(size) >= 1 {
				return size, f.Width, true
			}
		}
	}
	for size = f.Max; ; size = round(size * step) {
		whole = size >= f.Min // below, words are broken before they become too small to read
		lines, widest := measure(size, f.Width, whole)
		if lines <= most(size) && widest <= f.Width+.01 {
			return size, s.balance(f, size, lines, whole, measure), whole
		}
		if size < .5 {
			return size, f.Width, whole
		}
	}
}

// balance is the least width at which a text has no more lines.
func (s *Setter) balance(f Fit, size float64, lines int, whole bool, measure func(size, width float64, whole bool) (int, float64)) float64 {
	if f.Ragged || lines < 2 || !whole {
		return f.Width
	}
	low, high := f.Width/2, f.Width
	for high-low > 1 {
		middle := round((low + high) / 2)
		if n, widest := measure(size, middle, true); n <= lines && widest <= middle+.01 {
			high = middle
		} else {
			low = middle
		}
	}
	return high
}

// extent is how far the embedded font of a style goes up and down, in units: what lines of all scripts are placed by.
func (s *Setter) extent(style Style) (ascent, descent float64) {
	return ascents[style], descents[style]
}

// Measured at the embedded fonts: from the baseline to the top of their capitals with room for an accent, and to the foot of their letters.
var (
	ascents  = [styles]float64{Display: 760, Serif: 750, Sans: 750, Strong: 750}
	descents = [styles]float64{Display: 240, Serif: 240, Sans: 240, Strong: 240}
)
