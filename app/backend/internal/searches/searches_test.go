package searches

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// crowd enters so many searches of each client, each of which stays until release is closed.
type crowd struct {
	inside, most  atomic.Int32
	done          atomic.Int32
	tooMany, busy atomic.Int32
	release       chan struct{}
	gate          *Gate
	waiting       sync.WaitGroup
}

func newCrowd(places int) *crowd { return &crowd{release: make(chan struct{}), gate: NewGate(places)} }

func (c *crowd) send(t *testing.T, client string, searches int) {
	for range searches {
		c.waiting.Add(1)
		go func() {
			defer c.waiting.Done()
			leave, err := c.gate.Enter(t.Context(), client)
			switch {
			case errors.Is(err, ErrTooMany):
				c.tooMany.Add(1)
				return
			case errors.Is(err, ErrBusy):
				c.busy.Add(1)
				return
			}
			c.most.Store(max(c.most.Load(), c.inside.Add(1)))
			<-c.release
			c.inside.Add(-1)
			leave()
			c.done.Add(1)
		}()
	}
}

func TestOneClientHasOnePlaceAndOthersTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(3)
		c.send(t, "greedy", 50)
		synctest.Wait()
		if inside, turned := c.inside.Load(), c.tooMany.Load(); inside != 1 || turned != 45 {
			t.Errorf("%d inside, %d turned away at once", inside, turned)
		}
		c.send(t, "one", 1)
		c.send(t, "another", 1)
		synctest.Wait()
		if c.inside.Load() != 3 {
			t.Errorf("%d inside: others have no place", c.inside.Load())
		}
		close(c.release)
		c.waiting.Wait()
		if c.done.Load() != 7 || c.most.Load() != 3 || c.busy.Load() != 0 || c.gate.known() != 0 {
			t.Errorf("%d done, at most %d at once, %d busy, %d clients left", c.done.Load(), c.most.Load(), c.busy.Load(), c.gate.known())
		}
	})
}

func TestManyClientsShareThePlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCrowd(2)
		for client := range 20 {
			c.send(t, fmt.Sprint(client), 1)
		}
		// Nobody leaves, so the patience of eighteen ends.
		synctest.Wait()
		if c.inside.Load() != 2 || c.busy.Load() != 0 {
			t.Errorf("%d inside, %d busy", c.inside.Load(), c.busy.Load())
		}
		for c.busy.Load() < 18 {
			synctest.Wait()
			time.Sleep(patience)
		}
		close(c.release)
		c.waiting.Wait()
		if c.done.Load() != 2 || c.busy.Load() != 18 || c.gate.known() != 0 {
			t.Errorf("%d done, %d busy, %d clients left", c.done.Load(), c.busy.Load(), c.gate.known())
		}
	})
}

func TestWhoeverLeavesInTheQueueIsForgotten(t *testing.T) {
	gate := NewGate(1)
	leave, err := gate.Enter(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := gate.Enter(gone, "a"); !errors.Is(err, ErrTooMany) {
		t.Errorf("got %v", err)
	}
	if _, err := gate.Enter(gone, "b"); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v", err)
	}
	leave()
	if gate.known() != 0 {
		t.Errorf("%d clients left", gate.known())
	}
}
