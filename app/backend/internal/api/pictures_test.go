package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"example.com/webapp/backend/internal/limit"
	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/picture"
	"example.com/webapp/backend/internal/upload"
)

// album is the pictures of notes in memory, with a bucket and a queue that may be away.
type album struct {
	pictures map[note.ID][]picture.Picture
	uploaded map[string]bool
	sent     []note.ID
	deleted  []string
	bucket   error
	queue    error
	full     error
}

func (a *album) CheckRoom(context.Context, note.ID) error { return a.full }

func (a *album) AddPicture(_ context.Context, noteID, id note.ID, now time.Time) error {
	if a.full == nil {
		a.pictures[noteID] = append(a.pictures[noteID], picture.Picture{ID: id, Status: picture.Waiting, CreatedAt: note.Timestamp(now)})
	}
	return a.full
}

func (a *album) Pictures(_ context.Context, noteID note.ID) ([]picture.Picture, error) {
	return append([]picture.Picture{}, a.pictures[noteID]...), nil
}

func (a *album) RemovePicture(_ context.Context, noteID, _ note.ID) error {
	if len(a.pictures[noteID]) == 0 {
		return picture.ErrNotFound
	}
	delete(a.pictures, noteID)
	return nil
}

func (a *album) Sign(_ context.Context, key string, wanted picture.Upload) (upload.Form, error) {
	return upload.Form{URL: "https://bucket.example", Fields: map[string]string{"key": key, "Content-Type": wanted.ContentType}}, a.bucket
}

func (a *album) Check(_ context.Context, key string) error {
	if a.bucket == nil && !a.uploaded[key] {
		return picture.ErrNotUploaded
	}
	return a.bucket
}

func (a *album) Delete(_ context.Context, keys ...string) error {
	a.deleted = append(a.deleted, keys...)
	return a.bucket
}

func withAlbum(t *testing.T) (*fixture, *album, note.ID) {
	t.Helper()
	a := &album{pictures: map[note.ID][]picture.Picture{}, uploaded: map[string]bool{}}
	send := func(_ context.Context, id note.ID) error {
		if a.queue == nil {
			a.sent = append(a.sent, id)
		}
		return a.queue
	}
	f := newFixtureWith(&Pictures{Store: a, Bucket: a, Send: send, Forms: limit.New(20, time.Minute), Prefix: "uploads/"})
	owner := note.New(note.Draft{Title: "with pictures"}, time.Now())
	f.store.notes[owner.ID] = owner
	return f, a, owner.ID
}

func pathOf(owner note.ID) string { return "/api/notes/" + string(owner) + "/pictures" }

func TestAPictureIsSignedUploadedAndShown(t *testing.T) {
	f, a, owner := withAlbum(t)
	var signed struct {
		ID     note.ID
		Fields map[string]string
	}
	answer := f.send("POST", pathOf(owner), `{"contentType":"image/png","size":10}`)
	if err := json.Unmarshal(answer.Body.Bytes(), &signed); err != nil || answer.Code != http.StatusCreated {
		t.Fatalf("%d %s", answer.Code, answer.Body)
	}
	keys := picture.KeysOf("uploads/", owner, signed.ID)
	if signed.Fields["key"] != keys.Incoming || len(a.pictures) != 0 {
		t.Errorf("signed %v, recorded %v", signed.Fields, a.pictures)
	}
	confirm := pathOf(owner) + "/" + string(signed.ID)
	if answer := f.send("PUT", confirm, ""); answer.Code != http.StatusConflict || problemOf(t, answer).Code != "not_uploaded" {
		t.Errorf("confirmed what never came: %d", answer.Code)
	}
	a.uploaded[keys.Incoming] = true
	if answer := f.send("PUT", confirm, ""); answer.Code != http.StatusAccepted || len(a.sent) != 1 || a.sent[0] != signed.ID {
		t.Errorf("%d %s, sent %v", answer.Code, answer.Body, a.sent)
	}
	for status, want := range map[picture.Status]string{picture.Waiting: "", picture.Ready: "/" + keys.Thumbnail, picture.Refused: ""} {
		a.pictures[owner][0].Status = status
		var shown noteWithPictures
		if err := json.Unmarshal(f.send("GET", "/api/notes/"+string(owner), "").Body.Bytes(), &shown); err != nil {
			t.Fatal(err)
		}
		if len(shown.Pictures) != 1 || shown.Title != "with pictures" || shown.Pictures[0].ThumbnailURL != want {
			t.Errorf("%s: shown as %+v", status, shown)
		}
	}
	if answer := f.send("DELETE", confirm, ""); answer.Code != http.StatusNoContent || len(a.deleted) != 3 {
		t.Errorf("%d, deleted %v", answer.Code, a.deleted)
	}
	if answer := f.send("DELETE", confirm, ""); answer.Code != http.StatusNotFound {
		t.Errorf("deleted twice: %d", answer.Code)
	}
}

func TestFormsAreSignedOutsideOfWhatTheEdgeServes(t *testing.T) {
	keys := picture.KeysOf("uploads/", "note", "id")
	if want := (picture.Keys{Incoming: "incoming/note/id", Original: "uploads/note/id/original", Thumbnail: "uploads/note/id/thumbnail"}); keys != want {
		t.Errorf("%+v", keys)
	}
}

func TestAClientGetsSoManyForms(t *testing.T) {
	f, _, owner := withAlbum(t)
	ask := func(client, body string) *httptest.ResponseRecorder {
		return f.send("POST", pathOf(owner), body, "X-Forwarded-For", client+", 130.176.0.1")
	}
	const fine, wrong = `{"contentType":"image/png","size":10}`, `{"contentType":"image/png","size":0}`
	for range 20 {
		// What is not signed is not counted.
		if answer := ask("2001:db8::1", wrong); answer.Code != http.StatusUnprocessableEntity {
			t.Fatalf("%d %s", answer.Code, answer.Body)
		}
		if answer := ask("2001:db8::1", fine); answer.Code != http.StatusCreated {
			t.Fatalf("%d %s", answer.Code, answer.Body)
		}
	}
	// The same network of IPv6.
	answer := ask("2001:db8::2", fine)
	if wait := answer.Header().Get("Retry-After"); answer.Code != http.StatusTooManyRequests || problemOf(t, answer).Code != "too_many_uploads" || wait != "60" {
		t.Errorf("%d %s, again after %q", answer.Code, answer.Body, wait)
	}
	if answer := ask("2001:db8:0:1::1", fine); answer.Code != http.StatusCreated {
		t.Errorf("another client: %d %s", answer.Code, answer.Body)
	}
}

func TestOnlySmallPicturesAreSigned(t *testing.T) {
	f, _, owner := withAlbum(t)
	for body, field := range map[string]string{
		`{"contentType":"image/png","size":1073741824}`:  "size",
		`{"contentType":"image/png","size":0}`:           "size",
		`{"contentType":"image/svg+xml","size":10}`:      "contentType",
		`{"contentType":"text/html","size":10}`:          "contentType",
		`{"contentType":"image/png; x=\"y\"","size":10}`: "contentType",
	} {
		answer := f.send("POST", pathOf(owner), body)
		if detail := problemOf(t, answer); answer.Code != http.StatusUnprocessableEntity || len(detail.Fields) != 1 || detail.Fields[field] == "" {
			t.Errorf("%s: %d %+v", body, answer.Code, detail)
		}
	}
	for _, body := range []string{`{"contentType":"image/png","size":"10"}`, `{"contentType":"image/png","size":1.5}`, `{"key":"x"}`, `[`} {
		if answer := f.send("POST", pathOf(owner), body); answer.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", body, answer.Code)
		}
	}
}

func TestABucketThatRefusesKeepsTheNote(t *testing.T) {
	f, a, owner := withAlbum(t)
	a.bucket = errors.New("AccessDenied: not authorized to perform s3:GetObject")
	id := string(note.NewID(time.Now()))
	for _, answer := range []int{
		f.send("POST", pathOf(owner), `{"contentType":"image/png","size":10}`).Code,
		f.send("PUT", pathOf(owner)+"/"+id, "").Code,
	} {
		if answer != http.StatusServiceUnavailable {
			t.Errorf("got %d", answer)
		}
	}
	if f.send("GET", "/api/notes/"+string(owner), "").Code != http.StatusOK || len(a.pictures) != 0 {
		t.Error("the note is not as it was")
	}
}

func TestAQueueThatIsAwayLosesNoPicture(t *testing.T) {
	f, a, owner := withAlbum(t)
	a.queue = errors.New("connection refused")
	id := note.NewID(time.Now())
	a.uploaded[picture.KeysOf("uploads/", owner, id).Incoming] = true
	if answer := f.send("PUT", pathOf(owner)+"/"+string(id), ""); answer.Code != http.StatusAccepted || len(a.pictures[owner]) != 1 {
		t.Errorf("%d, recorded %v", answer.Code, a.pictures)
	}
}

func TestAFullNoteTakesNoPicture(t *testing.T) {
	f, a, owner := withAlbum(t)
	a.full = picture.ErrTooMany
	answer := f.send("POST", pathOf(owner), `{"contentType":"image/png","size":10}`)
	if answer.Code != http.StatusConflict || problemOf(t, answer).Message != "A note has at most 20 pictures." {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

func TestWithoutABucketNotesHaveNoPictures(t *testing.T) {
	f := newFixture()
	owner := note.New(note.Draft{Title: "plain"}, time.Now())
	f.store.notes[owner.ID] = owner
	var fields map[string]any
	if err := json.Unmarshal(f.send("GET", "/api/notes/"+string(owner.ID), "").Body.Bytes(), &fields); err != nil {
		t.Fatal(err)
	}
	if _, has := fields["pictures"]; has {
		t.Errorf("got %v", fields)
	}
	for method, path := range map[string]string{"POST": pathOf(owner.ID), "PUT": pathOf(owner.ID) + "/" + string(owner.ID)} {
		if answer := f.send(method, path, `{}`); answer.Code != http.StatusNotFound {
			t.Errorf("%s: %d", method, answer.Code)
		}
	}
}
