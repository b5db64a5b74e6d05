package cache

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/testdb"
)

// world is a database whose notes change, and a cache that may be away.
type world struct {
	version, lists int
	// during runs while the database reads a list.
	during func()
	away   bool
	asked  int
	texts  map[string]string
}

func (w *world) Version(context.Context) (int, error) { return w.version, nil }

func (w *world) List(_ context.Context, query note.Query) (note.Page, error) {
	w.lists++
	page := note.Page{Notes: []note.Note{}, Page: query.Page, PageSize: query.PageSize, Total: w.version}
	if w.during != nil {
		w.during()
	}
	return page, nil
}

var errAway = errors.New("connection refused")

func (w *world) Get(_ context.Context, key string) (string, error) {
	w.asked++
	if w.away {
		return "", errAway
	}
	return w.texts[key], nil
}

func (w *world) Set(_ context.Context, key, value string, _ time.Duration) error {
	if w.away {
		return errAway
	}
	w.texts[key] = value
	return nil
}

func newWorld() (*world, *Lists) {
	w := &world{texts: map[string]string{}}
	return w, New(w, w, testdb.Quiet)
}

var first = note.Query{Page: 1, PageSize: 10}

// expect reads the first page, which must show the last change.
func (w *world) expect(t *testing.T, lists *Lists, reads int) {
	t.Helper()
	before := w.lists
	page, err := lists.List(t.Context(), first)
	if err != nil || page.Total != w.version {
		t.Errorf("the list shows change %d of %d, %v", page.Total, w.version, err)
	}
	if w.lists-before != reads {
		t.Errorf("the database read %d lists, want %d", w.lists-before, reads)
	}
}

func TestAListIsReadOnceUntilANoteChanges(t *testing.T) {
	w, lists := newWorld()
	w.expect(t, lists, 1)
	w.expect(t, lists, 0)
	w.version++
	w.expect(t, lists, 1)
	w.expect(t, lists, 0)
}

func TestAListReadDuringAChangeIsNotShownAfterIt(t *testing.T) {
	w, lists := newWorld()
	w.during = func() { w.version++; w.during = nil }
	if page, err := lists.List(t.Context(), first); err != nil || page.Total != 0 {
		t.Fatalf("%+v, %v", page, err)
	}
	w.expect(t, lists, 1)
}

func TestWithoutACacheListsComeFromTheDatabase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, lists := newWorld()
		w.expect(t, lists, 1)
		w.away = true
		for range 20 {
			w.version++ // nothing tells the cache, and nothing has to
			w.expect(t, lists, 1)
		}
		if w.asked != 2 {
			t.Errorf("a cache that is away was asked %d times", w.asked)
		}
		w.away = false
		w.expect(t, lists, 1)
		time.Sleep(pause)
		w.expect(t, lists, 1)
		w.expect(t, lists, 0)
	})
}

func TestSearchesAreNotKept(t *testing.T) {
	w, lists := newWorld()
	for word := range 3 {
		if _, err := lists.List(t.Context(), note.Query{Search: fmt.Sprint(word), Page: 1, PageSize: 10}); err != nil {
			t.Fatal(err)
		}
	}
	if w.lists != 3 || len(w.texts) != 0 || w.asked != 0 {
		t.Errorf("%d lists, %d kept", w.lists, len(w.texts))
	}
}

func TestNonsenseInTheCacheIsPassedOver(t *testing.T) {
	w, lists := newWorld()
	w.texts["notes:0:10:1"] = "{"
	w.expect(t, lists, 1)
	w.expect(t, lists, 0)
}

func TestACallerThatWentAwaySaysNothingOfTheCache(t *testing.T) {
	w, lists := newWorld()
	w.away = true
	gone, leave := context.WithCancel(t.Context())
	leave()
	_, _ = lists.List(gone, first)
	w.away = false
	w.expect(t, lists, 1)
	w.expect(t, lists, 0)
}
