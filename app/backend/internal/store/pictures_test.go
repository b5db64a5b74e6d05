package store

import (
	"errors"
	"testing"
	"time"

	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/picture"
)

func TestAPictureIsRecordedOnce(t *testing.T) {
	s, _, _ := open(t)
	owner := add(t, s, "with pictures", "", start)
	id := note.NewID(start)
	for range 2 {
		if err := s.AddPicture(t.Context(), owner.ID, id, start); err != nil {
			t.Fatal(err)
		}
	}
	pictures, err := s.Pictures(t.Context(), owner.ID)
	if err != nil || len(pictures) != 1 || pictures[0] != (picture.Picture{ID: id, Status: picture.Waiting, CreatedAt: start}) {
		t.Fatalf("got %+v, %v", pictures, err)
	}
	other := note.NewID(start)
	if err := s.RemovePicture(t.Context(), other, id); !errors.Is(err, picture.ErrNotFound) {
		t.Errorf("another note's picture was removed: %v", err)
	}
	if err := s.RemovePicture(t.Context(), owner.ID, id); err != nil {
		t.Error(err)
	}
}

func TestANoteHasRoomForSoManyPictures(t *testing.T) {
	s, _, _ := open(t)
	owner := add(t, s, "full", "", start)
	var last note.ID
	for range picture.MaxOfNote {
		last = note.NewID(start)
		if err := errors.Join(s.CheckRoom(t.Context(), owner.ID), s.AddPicture(t.Context(), owner.ID, last, start)); err != nil {
			t.Fatal(err)
		}
	}
	// A browser that had no answer for the last one says again that it is there.
	if err := s.AddPicture(t.Context(), owner.ID, last, start); err != nil {
		t.Errorf("recorded again: %v", err)
	}
	for _, err := range []error{s.CheckRoom(t.Context(), owner.ID), s.AddPicture(t.Context(), owner.ID, note.NewID(start), start)} {
		if !errors.Is(err, picture.ErrTooMany) {
			t.Errorf("got %v", err)
		}
	}
	if err := s.CheckRoom(t.Context(), note.NewID(start)); !errors.Is(err, note.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestUnsentPicturesAreThoseThatWait(t *testing.T) {
	s, d, _ := open(t)
	owner := add(t, s, "n", "", start)
	ids := []note.ID{note.NewID(start), note.NewID(start), note.NewID(start), note.NewID(start)}
	for step, id := range ids {
		if err := s.AddPicture(t.Context(), owner.ID, id, start.Add(time.Duration(step)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.MarkSent(t.Context(), ids[0], start); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Admin.ExecContext(t.Context(), "UPDATE pictures SET status = 'ready' WHERE id = ?", ids[1]); err != nil {
		t.Fatal(err)
	}
	// The last one is too young: whoever recorded it may still be sending.
	unsent, err := s.Unsent(t.Context(), start.Add(3*time.Minute), 10)
	if err != nil || len(unsent) != 1 || unsent[0] != ids[2] {
		t.Errorf("got %v, %v", unsent, err)
	}
}

func TestAVersionedStoreCountsEachChange(t *testing.T) {
	plain, _, pool := open(t)
	s := New(pool, true)
	expect := func(want int) {
		t.Helper()
		if version, err := plain.Version(t.Context()); err != nil || version != want {
			t.Errorf("version %d, want %d, %v", version, want, err)
		}
	}
	expect(0)
	stored := add(t, s, "a", "", start)
	expect(1)
	if _, err := s.Update(t.Context(), stored.ID, note.Draft{Title: "b"}, start); err != nil {
		t.Fatal(err)
	}
	expect(2)
	if _, err := s.Update(t.Context(), note.NewID(start), note.Draft{Title: "b"}, start); !errors.Is(err, note.ErrNotFound) {
		t.Errorf("got %v", err)
	}
	if err := s.Create(t.Context(), stored); err == nil {
		t.Error("stored one id twice")
	}
	expect(2)
	if err := s.Delete(t.Context(), stored.ID); err != nil {
		t.Fatal(err)
	}
	expect(3)
	add(t, plain, "uncounted", "", start)
	expect(3)
}

func TestChangesAtOnceAreAllCounted(t *testing.T) {
	_, _, pool := open(t)
	s := New(pool, true)
	const writers, each = 4, 10
	failures := make(chan error, writers*each)
	for range writers {
		go func() {
			for range each {
				failures <- s.Create(t.Context(), note.New(note.Draft{Title: "x"}, start))
			}
		}()
	}
	for range writers * each {
		if err := <-failures; err != nil {
			t.Error(err)
		}
	}
	if version, err := s.Version(t.Context()); err != nil || version != writers*each {
		t.Errorf("version %d, %v", version, err)
	}
}
