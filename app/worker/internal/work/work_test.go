package work

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// queue hides messages as SQS does, and counts.
type queue struct {
	mutex    sync.Mutex
	visible  map[string]time.Time
	deleted  map[string]int
	received map[string]int
	waits    time.Duration
}

func newQueue(messages int) *queue {
	q := &queue{visible: map[string]time.Time{}, deleted: map[string]int{}, received: map[string]int{}, waits: 20 * time.Second}
	for number := range messages {
		q.visible[fmt.Sprintf("m%02d", number)] = time.Time{}
	}
	return q
}

const visibility = 30 * time.Second

func (q *queue) Receive(ctx context.Context) ([]Message, error) {
	for range 2 {
		if messages := q.take(); len(messages) > 0 {
			return messages, nil
		}
		wait(ctx, q.waits)
	}
	return nil, ctx.Err()
}

func (q *queue) take() (messages []Message) {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for id, at := range q.visible {
		if len(messages) < 10 && !time.Now().Before(at) {
			q.visible[id] = time.Now().Add(visibility)
			q.received[id]++
			messages = append(messages, Message{ID: id, Receipt: id, Body: id})
		}
	}
	return messages
}

func (q *queue) Delete(_ context.Context, messages []Message) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for _, one := range messages {
		delete(q.visible, one.Receipt)
		q.deleted[one.ID]++
	}
	return nil
}

func (q *queue) Hide(_ context.Context, messages []Message, hidden time.Duration) error {
	q.mutex.Lock()
	defer q.mutex.Unlock()
	for _, one := range messages {
		q.visible[one.Receipt] = time.Now().Add(hidden)
	}
	return nil
}

type shield struct{ states []bool }

func (s *shield) Set(_ context.Context, protected bool) {
	if len(s.states) == 0 || s.states[len(s.states)-1] != protected {
		s.states = append(s.states, protected)
	}
}

// during runs a worker for that long, then ends it as SIGTERM does.
func during(t *testing.T, q *queue, runs time.Duration, handle func(context.Context, string) error, change ...func(*Worker)) (*shield, error) {
	t.Helper()
	protection := &shield{}
	worker := Worker{
		Queue: q, Handle: handle, Ready: func(context.Context) error { return nil }, Protection: protection,
		Visibility: visibility, ShutdownTimeout: 20 * time.Second, Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	}
	for _, one := range change {
		one(&worker)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	time.AfterFunc(runs, stop)
	return protection, worker.Run(ctx)
}

func TestEachMessageIsHandledOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(25)
		var mutex sync.Mutex
		handled, inside, most := map[string]int{}, 0, 0
		protection, err := during(t, q, 2*time.Minute, func(_ context.Context, body string) error {
			mutex.Lock()
			handled[body]++
			inside++
			most = max(most, inside)
			mutex.Unlock()
			time.Sleep(time.Second)
			mutex.Lock()
			inside--
			mutex.Unlock()
			return nil
		})
		if err != nil || len(handled) != 25 || len(q.deleted) != 25 || len(q.visible) != 0 || most != atOnce {
			t.Errorf("%v: %d handled, %d deleted, %d left, %d at once", err, len(handled), len(q.deleted), len(q.visible), most)
		}
		for body, times := range handled {
			if times != 1 {
				t.Errorf("%s was handled %d times", body, times)
			}
		}
		if fmt.Sprint(protection.states) != "[true false]" {
			t.Errorf("protected %v", protection.states)
		}
	})
}

func TestLongWorkKeepsItsMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(10)
		// Twelve turns of 25 seconds: the last message of a batch waits longer than it would be hidden.
		if _, err := during(t, q, 10*time.Minute, func(context.Context, string) error { time.Sleep(25 * time.Second); return nil }); err != nil {
			t.Error(err)
		}
		for id, times := range q.received {
			if times != 1 || q.deleted[id] != 1 {
				t.Errorf("%s was received %d times", id, times)
			}
		}
	})
}

func TestAFailedMessageComesBackAndPoisonAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(3)
		first := map[string]time.Time{}
		var mutex sync.Mutex
		_, err := during(t, q, 100*time.Second, func(_ context.Context, body string) error {
			mutex.Lock()
			defer mutex.Unlock()
			if _, seen := first[body]; !seen {
				first[body] = time.Now()
			}
			switch body {
			case "m00":
				return fmt.Errorf("%w: nonsense", ErrPoison)
			case "m01":
				if q.received[body] == 1 {
					return errors.New("the bucket is away")
				}
				if since := time.Since(first[body]); since < visibility {
					t.Errorf("came back after %v", since)
				}
			case "m02":
				if q.received[body] == 1 {
					panic("a mistake")
				}
				if since := time.Since(first[body]); since >= visibility {
					t.Errorf("what panicked came back after %v", since)
				}
			}
			if body == "m00" {
				return nil
			}
			q.waits = time.Second
			return nil
		}, func(w *Worker) {
			handle := w.Handle
			w.Handle = func(ctx context.Context, body string) error { time.Sleep(time.Second); return handle(ctx, body) }
		})
		if err != nil || q.deleted["m01"] != 1 || q.deleted["m02"] != 1 || q.deleted["m00"] != 0 || q.received["m00"] < 5 {
			t.Errorf("%v: deleted %v, received %v", err, q.deleted, q.received)
		}
	})
}

func TestAtTheEndWorkIsFinishedAndTheRestGivenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(10)
		began := time.Now()
		_, err := during(t, q, time.Second, func(context.Context, string) error { time.Sleep(10 * time.Second); return nil })
		if err != nil || len(q.deleted) != atOnce || time.Since(began) != 10*time.Second {
			t.Errorf("%v: %d deleted after %v", err, len(q.deleted), time.Since(began))
		}
		if free := len(q.take()); free != 10-atOnce {
			t.Errorf("%d messages are there for others", free)
		}
	})
}

func TestWorkThatDoesNotEndIsCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(1)
		began := time.Now()
		_, err := during(t, q, time.Second, func(ctx context.Context, _ string) error { <-ctx.Done(); return ctx.Err() })
		if err == nil || time.Since(began) != 21*time.Second || len(q.deleted) != 0 {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

func TestWithoutItsSurroundingsAWorkerTakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue(5)
		asked := 0
		if _, err := during(t, q, 2*time.Minute, nil, func(w *Worker) {
			w.Ready = func(context.Context) error { asked++; return errors.New("connection refused") }
		}); err != nil {
			t.Error(err)
		}
		if len(q.received) != 0 || asked != 8 { // after 1, 2, 4, 8, 16, 30 and 30 seconds
			t.Errorf("%d received, asked %d times", len(q.received), asked)
		}
	})
}
