package note

import (
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestNewDraft(t *testing.T) {
	for name, test := range map[string]struct {
		title, body string
		want        Draft
		refused     string
	}{
		"plain":                     {"Plan", "text", Draft{"Plan", "text"}, ""},
		"empty body":                {"Plan", "", Draft{"Plan", ""}, ""},
		"surrounding space":         {" \t Plan \n", " kept ", Draft{"Plan", " kept "}, ""},
		"browser line ends":         {"Plan", "a\r\nb\n\tc", Draft{"Plan", "a\nb\n\tc"}, ""},
		"longest title in runes":    {strings.Repeat("é", 120), "", Draft{strings.Repeat("é", 120), ""}, ""},
		"longest body in runes":     {"Plan", strings.Repeat("𝄞", 10_000), Draft{"Plan", strings.Repeat("𝄞", 10_000)}, ""},
		"line ends count once":      {"Plan", strings.Repeat("\r\n", 10_000), Draft{"Plan", strings.Repeat("\n", 10_000)}, ""},
		"title of only space":       {" \u00a0 ", "", Draft{}, "title"},
		"title one too long":        {strings.Repeat("é", 121), "", Draft{}, "title"},
		"title of two lines":        {"a\nb", "", Draft{}, "title"},
		"title with NUL":            {"a\x00b", "", Draft{}, "title"},
		"title with C1 control":     {"a\u0085b", "", Draft{}, "title"},
		"body one too long":         {"Plan", strings.Repeat("x", 10_001), Draft{}, "body"},
		"body with NUL":             {"Plan", "a\x00b", Draft{}, "body"},
		"body with terminal escape": {"Plan", "\x1b[31m", Draft{}, "body"},
	} {
		t.Run(name, func(t *testing.T) {
			draft, violations := NewDraft(test.title, test.body)
			if draft != test.want {
				t.Errorf("got %+v", draft)
			}
			if _, refused := violations[test.refused]; test.refused != "" && !refused {
				t.Errorf("%s was not refused: %v", test.refused, violations)
			}
			if test.refused == "" && len(violations) > 0 {
				t.Errorf("refused: %v", violations)
			}
		})
	}
}

func TestNewDraftReportsBothFields(t *testing.T) {
	if _, violations := NewDraft("", "\x00"); len(violations) != 2 {
		t.Errorf("got %v", violations)
	}
}

func TestIDsAreUniqueOrderedUUIDs(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	seen := map[ID]bool{}
	var last ID
	for step := range 1000 {
		id := NewID(start.Add(time.Duration(step) * time.Millisecond))
		if parsed, ok := ParseID(string(id)); !ok || parsed != id || !form.MatchString(string(id)) {
			t.Fatalf("%q is not a UUID of version 7", id)
		}
		if seen[id] || id <= last {
			t.Fatalf("%q repeats or comes before %q", id, last)
		}
		seen[id], last = true, id
	}
}

func TestParseIDRefusesOtherText(t *testing.T) {
	for _, text := range []string{
		"", "1", "../etc/passwd", "1 OR 1=1", strings.Repeat("a", 36),
		"0198f0a0-0000-7000-8000-00000000000G", "0198F0A0-0000-7000-8000-000000000000",
		"0198f0a0-0000-7000-8000-0000000000000", "0198f0a0-0000-7000-8000-0000000000é",
	} {
		if id, ok := ParseID(text); ok {
			t.Errorf("%q was accepted as %q", text, id)
		}
	}
}

func FuzzNewDraft(f *testing.F) {
	f.Add("Plan", "text")
	f.Add(" \t", "\r\n\x00")
	f.Add(strings.Repeat("é", 121), "")
	f.Fuzz(func(t *testing.T, title, body string) {
		draft, violations := NewDraft(title, body)
		if len(violations) > 0 {
			return
		}
		again, violations := NewDraft(draft.Title, draft.Body)
		if len(violations) > 0 || again.Title != draft.Title {
			t.Errorf("an accepted draft is refused or changed the second time: %v", violations)
		}
		if strings.ContainsRune(draft.Title+draft.Body, 0) || draft.Title == "" {
			t.Errorf("accepted %q", draft)
		}
	})
}

func FuzzParseID(f *testing.F) {
	f.Add("0198f0a0-0000-7000-8000-000000000000")
	f.Add("0198f0a0_0000-7000-8000-000000000000")
	f.Fuzz(func(t *testing.T, text string) {
		if id, ok := ParseID(text); ok && (string(id) != text || strings.Trim(text, "0123456789abcdef-") != "") {
			t.Errorf("accepted %q", text)
		}
	})
}
