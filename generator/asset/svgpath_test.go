package asset

import "testing"

func TestShortPath(t *testing.T) {
	tests := []struct{ in, out string }{
		{"M 0,0 L 10,10 Z", "M0 0L10 10Z"},
		{"m 0.50 -0.5 l +1.0 .25 l 0.5 .5 z", "m.5-.5l1 .25.5.5z"},
		{"M1 1H007V-0.0", "M1 1H7V0"},
		{"M1 1M2 2", "M1 1M2 2"},
		{"M0 0a1 1 0 01.5.5", "M0 0a1 1 0 0 1 .5.5"},
		{"M0 0A1,1,0,1,0,-5,5A2 2 0 00 1 1", "M0 0A1 1 0 1 0-5 5 2 2 0 0 0 1 1"},
		{"M1e3.5L1E-2 3", "M1e3.5L1E-2 3"},
		{"M1000 100", "M1000 100"},
		{"M0 0L1 2 3L4 5", "M0 0L1 2 3L4 5"}, // a mistake: the letter matters
		{"L1 1", "L1 1"}, {"M 1 x 2", "M 1 x 2"}, {"M0 0a1 1 0 2 1 5 5", "M0 0a1 1 0 2 1 5 5"}, {"M 1 .", "M 1 ."}, {"", ""}, {" none ", " none "},
	}
	for _, tt := range tests {
		got := shortPath(tt.in)
		if got != tt.out {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.out)
		}
		if again := shortPath(got); again != got {
			t.Errorf("%q: again %q", got, again)
		}
	}
}
