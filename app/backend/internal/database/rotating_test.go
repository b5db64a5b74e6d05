package database

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	first  = Credentials{"admin", "first"}
	second = Credentials{"admin", "second"}
)

// secret is a Fetch that counts, and a clock that stands until it is moved.
type secret struct {
	reads atomic.Int32
	holds Credentials
	err   error
	time  time.Time
}

func (s *secret) source(initial Credentials) *Rotating {
	source := NewRotating(initial, func(context.Context) (Credentials, error) {
		s.reads.Add(1)
		return s.holds, s.err
	})
	source.now = func() time.Time { return s.time }
	return source
}

func TestManyRefusalsReadTheSecretOnce(t *testing.T) {
	kept := &secret{holds: second}
	source := kept.source(first)
	var group sync.WaitGroup
	for range 50 {
		group.Add(1)
		go func() {
			defer group.Done()
			if got, err := source.Refresh(t.Context(), first); err != nil || got != second {
				t.Errorf("got %v, %v", got, err)
			}
		}()
	}
	group.Wait()
	if reads := kept.reads.Load(); reads != 1 {
		t.Errorf("the secret was read %d times", reads)
	}
	if got, _ := source.Current(t.Context()); got != second {
		t.Errorf("the newer credentials were forgotten: %v", got)
	}
}

func TestAnUnchangedSecretIsReadLessAndLess(t *testing.T) {
	kept := &secret{holds: first, time: time.Unix(0, 0)}
	source := kept.source(first)
	for second := range 120 {
		kept.time = time.Unix(int64(second), 0)
		for range 10 {
			if _, err := source.Refresh(t.Context(), first); !errors.Is(err, ErrNothingNewer) {
				t.Fatalf("got %v", err)
			}
		}
	}
	// At 0, 1, 3, 7, 15, 31, 61 and 91 seconds: pauses of 1, 2, 4, 8, 16 and then 30 seconds.
	if reads := kept.reads.Load(); reads != 8 {
		t.Errorf("the secret was read %d times", reads)
	}
	kept.holds, kept.time = second, time.Unix(200, 0)
	if got, err := source.Refresh(t.Context(), first); err != nil || got != second {
		t.Errorf("got %v, %v", got, err)
	}
	kept.holds = Credentials{"admin", "third"}
	if got, err := source.Refresh(t.Context(), second); err != nil || got.Password != "third" {
		t.Errorf("the pause did not end with a change: %v, %v", got, err)
	}
}

func TestAFailedReadIsReportedAndNotRepeatedAtOnce(t *testing.T) {
	kept := &secret{err: errors.New("AccessDeniedException")}
	source := kept.source(Credentials{})
	if _, err := source.Current(t.Context()); !errors.Is(err, kept.err) {
		t.Errorf("got %v", err)
	}
	if _, err := source.Current(t.Context()); !errors.Is(err, ErrNothingNewer) || kept.reads.Load() != 1 {
		t.Errorf("got %v after %d reads", err, kept.reads.Load())
	}
}

func TestWaitingForAReadEndsWithTheContext(t *testing.T) {
	source := (&secret{}).source(first)
	<-source.fetching // somebody else reads and does not come back
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := source.Refresh(ctx, first); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
