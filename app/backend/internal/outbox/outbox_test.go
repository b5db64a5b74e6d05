package outbox

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/testdb"
)

// world is a table of pictures and a queue, each of which may be away.
type world struct {
	mutex      sync.Mutex
	unsent     []note.ID
	sent       []note.ID
	queueAway  bool
	recordAway bool
}

var errAway = errors.New("away")

func (w *world) Unsent(context.Context, time.Time, int) ([]note.ID, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return slices.Clone(w.unsent), nil
}

func (w *world) MarkSent(_ context.Context, id note.ID, _ time.Time) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.recordAway {
		return errAway
	}
	w.unsent = slices.DeleteFunc(w.unsent, func(one note.ID) bool { return one == id })
	return nil
}

func (w *world) Send(_ context.Context, id note.ID) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.queueAway {
		return errAway
	}
	w.sent = append(w.sent, id)
	return nil
}

func (w *world) sends() int {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return len(w.sent)
}

func TestWhatWasNotSentIsSentOnce(t *testing.T) {
	w := &world{unsent: []note.ID{"a", "b", "c"}, queueAway: true}
	o := &Outbox{Pictures: w, Queue: w, Logger: testdb.Quiet}
	if sent := o.Sweep(t.Context(), time.Now()); sent != 0 || len(w.unsent) != 3 {
		t.Errorf("%d sent, %d left", sent, len(w.unsent))
	}
	w.queueAway = false
	for _, want := range []int{3, 0} {
		if sent := o.Sweep(t.Context(), time.Now()); sent != want {
			t.Errorf("%d sent, want %d", sent, want)
		}
	}
	if !slices.Equal(w.sent, []note.ID{"a", "b", "c"}) {
		t.Errorf("sent %v", w.sent)
	}
}

func TestAMessageWithoutItsRecordGoesOutAgain(t *testing.T) {
	w := &world{unsent: []note.ID{"a"}, recordAway: true}
	o := &Outbox{Pictures: w, Queue: w, Logger: testdb.Quiet}
	if err := o.Send(t.Context(), "a"); !errors.Is(err, errAway) {
		t.Errorf("got %v", err)
	}
	w.recordAway = false
	o.Sweep(t.Context(), time.Now())
	if len(w.sent) != 2 || len(w.unsent) != 0 {
		t.Errorf("sent %v, left %v", w.sent, w.unsent)
	}
}

func TestRunWaitsForTheTables(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &world{unsent: []note.ID{"a"}}
		o := &Outbox{Pictures: w, Queue: w, Logger: testdb.Quiet}
		ctx, stop := context.WithCancel(t.Context())
		var ready atomic.Bool
		go o.Run(ctx, Interval, ready.Load)
		time.Sleep(2 * Interval)
		synctest.Wait()
		if w.sends() != 0 {
			t.Error("sent before the tables were there")
		}
		ready.Store(true)
		time.Sleep(Interval)
		synctest.Wait()
		if count := w.sends(); count != 1 {
			t.Errorf("%d sent", count)
		}
		stop()
	})
}
