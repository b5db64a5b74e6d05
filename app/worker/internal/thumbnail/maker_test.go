package thumbnail

import (
	"bytes"
	"context"
	"errors"
	"image/color"
	"io"
	"log/slog"
	"testing"
	"time"

	"example.com/webapp/worker/internal/bucket"
	"example.com/webapp/worker/internal/pictures"
	"example.com/webapp/worker/internal/work"
)

const (
	id      = "0194f9b4-0000-7000-8000-000000000001"
	body    = `{"picture":"` + id + `"}`
	sent    = "incoming/note/" + id
	largest = "uploads/note/" + id + "/original"
	smaller = "uploads/note/" + id + "/thumbnail"
)

var errAway = errors.New("away")

// world is a table with one picture and a bucket.
type world struct {
	status, reason string
	records        int
	objects        map[string][]byte
	claimed        string
	puts           int
	types          map[string]string
	away, lost     error
}

func (w *world) Find(_ context.Context, wanted string) (pictures.Picture, error) {
	if wanted != id {
		return pictures.Picture{}, pictures.ErrNotFound
	}
	return pictures.Picture{ID: id, NoteID: "note", Done: w.status != "waiting"}, nil
}

func (w *world) record(status, reason string) {
	if w.status == "waiting" {
		w.status, w.reason = status, reason
		w.records++
	}
}

func (w *world) Finish(context.Context, string, int, int, time.Time) error {
	if w.lost == nil {
		w.record("ready", "")
	}
	return w.lost
}

func (w *world) Refuse(_ context.Context, _, reason string, _ time.Time) error {
	w.record("refused", reason)
	return nil
}

func (w *world) Get(_ context.Context, key string) ([]byte, string, error) {
	content, found := w.objects[key]
	if !found && w.away == nil {
		return nil, "", bucket.ErrNotFound
	}
	return content, w.claimed, w.away
}

func (w *world) Put(_ context.Context, key, contentType string, content []byte) error {
	w.puts++
	w.objects[key], w.types[key] = content, contentType
	return nil
}

func (w *world) Delete(_ context.Context, keys ...string) error {
	for _, key := range keys {
		delete(w.objects, key)
	}
	return nil
}

func newWorld(t *testing.T) (*world, *Maker) {
	w := &world{status: "waiting", claimed: "image/png", types: map[string]string{}, objects: map[string][]byte{sent: pngOf(t, picture(50, 40, color.Black))}}
	return w, NewMaker(Maker{Table: w, Bucket: w, Prefix: "uploads/", LongestSide: 32, Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
}

func TestAMessageThatComesTwiceMakesNothingTwice(t *testing.T) {
	w, maker := newWorld(t)
	for range 3 {
		if err := maker.Handle(t.Context(), body); err != nil {
			t.Fatal(err)
		}
	}
	if w.status != "ready" || w.records != 1 || w.puts != 2 || len(w.objects) != 2 || w.objects[smaller] == nil {
		t.Errorf("%s, recorded %d times, written %d times, %d objects", w.status, w.records, w.puts, len(w.objects))
	}
}

// A form is valid for a while after its picture was looked at.
func TestWhatIsSentAfterTheVerdictIsNotShown(t *testing.T) {
	w, maker := newWorld(t)
	judged := w.objects[sent]
	if err := maker.Handle(t.Context(), body); err != nil {
		t.Fatal(err)
	}
	w.objects[sent] = []byte("<script>")
	if err := maker.Handle(t.Context(), body); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(w.objects[largest], judged) || w.types[largest] != "image/png" || w.types[smaller] != "image/jpeg" {
		t.Errorf("shown are %d bytes of %s, judged were %d", len(w.objects[largest]), w.types[largest], len(judged))
	}
}

// The worker that is killed after any of its steps leaves enough for the next one.
func TestATableThatIsAwayLeavesWhatWasSent(t *testing.T) {
	w, maker := newWorld(t)
	w.lost = errAway
	if err := maker.Handle(t.Context(), body); !errors.Is(err, errAway) || w.objects[sent] == nil {
		t.Errorf("%v, what was sent is there: %t", err, w.objects[sent] != nil)
	}
	w.lost = nil
	if err := maker.Handle(t.Context(), body); err != nil || w.status != "ready" || w.objects[sent] != nil {
		t.Errorf("%v, %s, what was sent is there: %t", err, w.status, w.objects[sent] != nil)
	}
}

func TestWhatIsRefusedIsDeleted(t *testing.T) {
	for name, change := range map[string]func(*world){
		"it is neither a JPEG nor a PNG":                 func(w *world) { w.objects[sent] = []byte("<html>") },
		"it is image/png and was sent as something else": func(w *world) { w.claimed = "image/jpeg" },
		"its file is gone":                               func(w *world) { delete(w.objects, sent) },
		"it is larger than 5 MiB":                        func(w *world) { w.away = bucket.ErrTooLarge },
	} {
		w, maker := newWorld(t)
		change(w)
		if err := maker.Handle(t.Context(), body); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if w.status != "refused" || w.reason != name || len(w.objects) != 0 {
			t.Errorf("%s: %s because %s, %d objects left", name, w.status, w.reason, len(w.objects))
		}
	}
}

func TestABucketThatIsAwayIsNotThePicturesFault(t *testing.T) {
	w, maker := newWorld(t)
	w.away = errAway
	if err := maker.Handle(t.Context(), body); !errors.Is(err, errAway) || w.status != "waiting" {
		t.Errorf("%v, %s", err, w.status)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	w.away = nil
	if err := maker.Handle(ended, body); !errors.Is(err, context.Canceled) || w.status != "waiting" {
		t.Errorf("a process that ends: %v, %s", err, w.status)
	}
}

func TestMessagesOfNoPicture(t *testing.T) {
	w, maker := newWorld(t)
	for _, text := range []string{"", "{", `{"picture":""}`, `{"picture":"../../etc"}`, `[]`} {
		if err := maker.Handle(t.Context(), text); !errors.Is(err, work.ErrPoison) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := maker.Handle(t.Context(), `{"picture":"0194f9b4-0000-7000-8000-00000000ffff"}`); err != nil || w.records != 0 {
		t.Errorf("a picture that was removed: %v", err)
	}
}
