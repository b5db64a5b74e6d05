package manifest

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"webapp/backup/internal/failure"
)

func example() Manifest {
	return Manifest{
		FormatVersion: 1, Key: "dumps/2026/11/24/notes-20261124T020000Z.sql.zst", Database: "notes",
		Bytes: 10, SHA256: strings.Repeat("a", 64), Rows: 5, Tables: map[string]int64{"a": 2, "b": 3, "empty": 0},
	}
}

func TestKey(t *testing.T) {
	madrid := time.FixedZone("CET", 3600)
	got := Key("notes", time.Date(2026, 1, 1, 0, 30, 5, 0, madrid))
	if want := "dumps/2025/12/31/notes-20251231T233005Z.sql.zst"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
}

func TestLatestIsTheNewestWithAManifestOfThatDatabase(t *testing.T) {
	old, newest := Key("notes", time.Unix(1_700_000_000, 0)), Key("notes", time.Unix(1_700_090_000, 0))
	withoutManifest := Key("notes", time.Unix(1_800_000_000, 0))
	other := Key("my-notes", time.Unix(1_900_000_000, 0))
	keys := []string{newest, newest + Suffix, old, old + Suffix, withoutManifest, other, other + Suffix}
	if got, found := Latest(keys, "notes"); got != newest || !found {
		t.Fatalf("got %q, want %q", got, newest)
	}
	if got, found := Latest([]string{withoutManifest}, "notes"); found {
		t.Fatalf("got %q, want none", got)
	}
}

func TestEncodedAndDecodedAreTheSame(t *testing.T) {
	encoded, err := example().Encode()
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := Decode(encoded, example().Key)
	if err != nil || !reflect.DeepEqual(decoded, example()) {
		t.Fatalf("got %+v and %v", decoded, err)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for want, change := range map[string]func(m *Manifest){
		"has format version 2":       func(m *Manifest) { m.FormatVersion = 2 },
		"was the dump renamed":       func(m *Manifest) { m.Key = "dumps/other" },
		"lacks the dump's sha256":    func(m *Manifest) { m.SHA256 = "aa" },
		"lacks the dump's sha256, b": func(m *Manifest) { m.Bytes = 0 },
		"bytes or tables":            func(m *Manifest) { m.Tables = nil },
	} {
		m := example()
		change(&m)
		encoded, err := m.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if m.FormatVersion != 1 {
			encoded = []byte(strings.Replace(string(encoded), `"formatVersion": 1`, `"formatVersion": 2`, 1))
		}
		_, err = Decode(encoded, example().Key)
		if err == nil || !strings.Contains(err.Error(), want) || failure.CodeOf(err) != failure.Refused {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if _, err := Decode([]byte("<html>"), "k"); failure.CodeOf(err) != failure.Refused {
		t.Errorf("got %v", err)
	}
}

func TestDifferences(t *testing.T) {
	counted := maps.Clone(example().Tables)
	counted["other"] = 9
	if got := example().Differences(counted); got != nil {
		t.Errorf("got %v, want none", got)
	}
	counted["a"]--
	delete(counted, "empty")
	want := []string{"a: 1 rows, manifest 2", "empty: missing, manifest 0"}
	if got := example().Differences(counted); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
