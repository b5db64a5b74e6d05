package failure

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTheReadmeNamesEveryExitCode(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []Code{0, Usage, Database, Storage, Archived, Refused, RowsDiffer, TargetInUse, Interrupted} {
		if row := fmt.Sprintf("\n| %d ", code); strings.Count(string(readme), row) != 1 {
			t.Errorf("README.md has no row for exit code %d", code)
		}
	}
}

func TestTheCodeOfAnError(t *testing.T) {
	inner := New(Storage, "no bucket")
	for want, err := range map[Code]error{
		Storage:  fmt.Errorf("upload: %w", inner),
		Archived: New(Archived, "later: %w", inner),
		Database: errors.New("unknown"),
	} {
		if got := CodeOf(err); got != want {
			t.Errorf("%v: got %d, want %d", err, got, want)
		}
	}
}
