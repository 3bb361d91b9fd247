package generator_test

import (
	"os"
	"testing"

	"github.com/plaudit/plaudit/generator"
)

func TestMain(m *testing.M) {
	generator.RememberDrawn()
	os.Exit(m.Run())
}
