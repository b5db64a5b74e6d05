package limit

import (
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var start = time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)

func after(seconds float64) time.Time {
	return start.Add(time.Duration(seconds * float64(time.Second)))
}

func TestAClientMayDoSoManyAtOnceAndThenOneAtATime(t *testing.T) {
	limiter := New(3, 10*time.Second)
	for _, one := range []struct {
		at   float64
		wait time.Duration
	}{
		{0, 0}, {0, 0}, {0, 0}, {0, 10 * time.Second}, {4, 6 * time.Second},
		// What was refused is not counted.
		{10, 0}, {10, 10 * time.Second}, {19.5, 500 * time.Millisecond},
		// After a rest all of it is there again, and no more.
		{1000, 0}, {1000, 0}, {1000, 0}, {1000, 10 * time.Second},
	} {
		if wait := limiter.Take("a", after(one.at)); wait != one.wait {
			t.Errorf("after %v s: wait %v, want %v", one.at, wait, one.wait)
		}
	}
	if wait := limiter.Take("b", after(1000)); wait != 0 {
		t.Errorf("another client waits %v", wait)
	}
}

func TestClientsThatHaveWaitedAreForgotten(t *testing.T) {
	limiter := New(3, 10*time.Second)
	for client := range 1000 {
		limiter.Take(strconv.Itoa(client), start)
	}
	limiter.Take("late", after(25))
	limiter.Take("last", after(31))
	if len(limiter.full) != 2 {
		t.Errorf("%d clients are remembered", len(limiter.full))
	}
	if wait := limiter.Take("0", after(31)); wait != 0 {
		t.Errorf("who was forgotten waits %v", wait)
	}
}

func TestManyAtOnce(t *testing.T) {
	limiter := New(20, time.Minute)
	var taken atomic.Int32
	var all sync.WaitGroup
	for range 100 {
		all.Add(1)
		go func() {
			defer all.Done()
			if limiter.Take("a", start) == 0 {
				taken.Add(1)
			}
		}()
	}
	all.Wait()
	if taken.Load() != 20 {
		t.Errorf("%d were let through", taken.Load())
	}
}
