package main

import (
	"strings"
	"testing"
	"time"
)

// What stands for an award is made of the example site, and each row says whether its bar is met.
func TestKits(t *testing.T) {
	var out strings.Builder
	if err := kits(t.Context(), kitting{setting: setting{dir: t.TempDir(), markdown: true}, site: "../..", most: 1}, &out); err != nil {
		t.Fatal(err)
	}
	for _, one := range items {
		if !strings.Contains(out.String(), "| "+one.name+" |") {
			t.Errorf("no row of %s in\n%s", one.name, &out)
		}
	}
}

// A bar of time is missed by the median, one of size by the largest file.
func TestKitVerdicts(t *testing.T) {
	slow := made{item: item{name: "slow", bar: 200 * time.Microsecond}, took: []float64{.1, .25, .3}, bytes: []float64{1, 2, 3}, most: 3000}
	large := made{item: item{name: "large", bar: 10 * time.Millisecond, size: 80_000}, took: []float64{9, 10, 30}, bytes: []float64{60, 70, 81}, most: 81_000}
	var got []string
	for _, row := range kitTables([]made{slow, large}).tables[0].rows {
		got = append(got, strings.Join(row, ", "))
	}
	want := []string{
		"slow, 0.2 ms, 3, 0.25 (0.10–0.30), missed, 2 (1–3), ",
		"large, 10 ms, 3, 10.0 (9.0–30.0), met, 70 (60–81), at most 80: missed",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
