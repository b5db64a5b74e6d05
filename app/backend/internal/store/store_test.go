package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/migrate"
	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

var start = time.Date(2026, 1, 2, 3, 4, 5, 678_000_000, time.UTC)

func open(t *testing.T) (*Store, testdb.Database, *sql.DB) {
	t.Helper()
	d := testdb.New(t)
	pool := database.Open(database.Options{
		Host: d.Host, Port: d.Port, Name: d.Name, MaxConnections: 4, Logger: testdb.Quiet,
		Credentials: database.Fixed{Username: d.Username, Password: d.Password}, Encryption: database.Plain(),
	})
	t.Cleanup(func() { _ = pool.Close() })
	if _, err := migrate.Apply(t.Context(), pool, testdb.Quiet); err != nil {
		t.Fatal(err)
	}
	return New(pool, false), d, pool
}

func add(t *testing.T, s *Store, title, body string, at time.Time) note.Note {
	t.Helper()
	created := note.New(note.Draft{Title: title, Body: body}, at)
	if err := s.Create(t.Context(), created); err != nil {
		t.Fatal(err)
	}
	return created
}

func TestANoteComesBackAsItWasStored(t *testing.T) {
	s, _, _ := open(t)
	for _, text := range []string{"plain", "'; DROP TABLE notes; --", `back\slash`, "emoji 🗒️ and 中文", "line\nends\tand tabs", strings.Repeat("𝄞", 10_000)} {
		title := string([]rune(text)[:min(len([]rune(text)), 100)])
		stored := add(t, s, title, text, start)
		found, err := s.Get(t.Context(), stored.ID)
		if err != nil || found != stored {
			t.Errorf("%.20q came back as %.60v, %v", text, found, err)
		}
	}
}

func TestUpdateAndDelete(t *testing.T) {
	s, _, _ := open(t)
	stored := add(t, s, "old", "old", start)
	later := start.Add(time.Hour)
	for range 2 { // the second one changes nothing and must still find the note
		updated, err := s.Update(t.Context(), stored.ID, note.Draft{Title: "new", Body: "text"}, later)
		if err != nil || updated != (note.Note{ID: stored.ID, Title: "new", Body: "text", CreatedAt: start, UpdatedAt: later}) {
			t.Fatalf("got %+v, %v", updated, err)
		}
	}
	if err := s.Delete(t.Context(), stored.ID); err != nil {
		t.Fatal(err)
	}
	_, getErr := s.Get(t.Context(), stored.ID)
	_, updateErr := s.Update(t.Context(), stored.ID, note.Draft{Title: "x"}, later)
	for _, err := range []error{getErr, updateErr, s.Delete(t.Context(), stored.ID)} {
		if !errors.Is(err, note.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	}
}

func TestListPagesNewestChangeFirst(t *testing.T) {
	s, _, _ := open(t)
	for step := range 5 {
		add(t, s, fmt.Sprint(step), "", start.Add(time.Duration(step)*time.Second))
	}
	for _, test := range []struct {
		page int
		want string
	}{{1, "43"}, {2, "21"}, {3, "0"}, {4, ""}} {
		page, err := s.List(t.Context(), note.Query{Page: test.page, PageSize: 2})
		titles := ""
		for _, one := range page.Notes {
			titles += one.Title
		}
		if err != nil || titles != test.want || page.Total != 5 || page.Notes == nil {
			t.Errorf("page %d: %q of %d, %v", test.page, titles, page.Total, err)
		}
	}
}

func TestSearchTakesWordsAsTheyStand(t *testing.T) {
	s, _, _ := open(t)
	for _, body := range []string{"100% sure", "100 sure", "snake_case", "snakeXcase", "wow!", `C:\temp`, "it's", "Ärger"} {
		add(t, s, "note", body, start)
	}
	add(t, s, "Zebra", "", start)
	for words, want := range map[string]int{
		"100%": 1, "100": 2, "_": 1, "%": 1, "!": 1, `\`: 1, "'": 1, "' OR 1=1 --": 0, "ärger": 1, "SNAKE": 2, "zebra": 1, "note": 8,
	} {
		page, err := s.List(t.Context(), note.Query{Search: words, Page: 1, PageSize: 50})
		if err != nil || page.Total != want || len(page.Notes) != want {
			t.Errorf("%q found %d (%d), want %d, %v", words, page.Total, len(page.Notes), want, err)
		}
	}
}

func TestAnEndedContextIsATemporaryFailure(t *testing.T) {
	s, _, _ := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.List(ctx, note.Query{Page: 1, PageSize: 1}); !database.IsTemporary(err) {
		t.Errorf("got %v", err)
	}
}

func TestLostConnectionsAreReplaced(t *testing.T) {
	s, d, pool := open(t)
	stored := add(t, s, "kept", "", start)
	for range 3 {
		var id int64
		if err := pool.QueryRowContext(t.Context(), "SELECT CONNECTION_ID()").Scan(&id); err != nil {
			t.Fatal(err)
		}
		testdb.Run(t, d.Admin, fmt.Sprintf("KILL %d", id))
		if _, err := s.Get(t.Context(), stored.ID); err != nil {
			t.Fatalf("after its connection was killed: %v", err)
		}
	}
}

func FuzzContaining(f *testing.F) {
	f.Add("100%_!")
	f.Fuzz(func(t *testing.T, words string) {
		pattern := containing(words)
		inside := pattern[1 : len(pattern)-1]
		if plain := strings.NewReplacer("!!", "!", "!%", "%", "!_", "_").Replace(inside); plain != words {
			t.Errorf("%q became %q", words, pattern)
		}
		if rest := strings.NewReplacer("!!", "", "!%", "", "!_", "").Replace(inside); strings.ContainsAny(rest, "!%_") {
			t.Errorf("%q has a wildcard left: %q", words, pattern)
		}
	})
}
