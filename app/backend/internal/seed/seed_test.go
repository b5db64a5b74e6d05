package seed

import (
	"context"
	"errors"
	"testing"
	"time"

	"example.com/webapp/backend/internal/note"
)

type kept struct {
	notes []note.Note
	limit int
}

var errFull = errors.New("full")

func (k *kept) List(context.Context, note.Query) (note.Page, error) {
	return note.Page{Total: len(k.notes)}, nil
}

func (k *kept) Create(_ context.Context, n note.Note) error {
	if len(k.notes) == k.limit {
		return errFull
	}
	k.notes = append(k.notes, n)
	return nil
}

var now = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

func TestFillsWhatIsEmptyAndNothingElse(t *testing.T) {
	notes := &kept{limit: 100}
	stored, err := Fill(t.Context(), notes, now)
	if err != nil || stored < 11 || len(notes.notes) != stored {
		t.Fatalf("%d stored, %d kept, %v", stored, len(notes.notes), err)
	}
	last := notes.notes[stored-1]
	if last.Title != "The last one" || !last.UpdatedAt.Equal(now) || !notes.notes[0].UpdatedAt.Before(notes.notes[1].UpdatedAt) {
		t.Errorf("order: %+v", last)
	}
	if again, err := Fill(t.Context(), notes, now); err != nil || again != 0 || len(notes.notes) != stored {
		t.Errorf("the second time: %d stored, %d kept, %v", again, len(notes.notes), err)
	}
	if stored, err := Fill(t.Context(), &kept{limit: 3}, now); stored != 3 || !errors.Is(err, errFull) {
		t.Errorf("%d stored, %v", stored, err)
	}
}

func TestSamplesAreNotes(t *testing.T) {
	for _, wrong := range []string{`{}`, `[{"title": ""}]`, `[{"title": "a\nb"}]`} {
		if drafts, err := draftsIn([]byte(wrong)); err == nil {
			t.Errorf("%s: %v", wrong, drafts)
		}
	}
}
