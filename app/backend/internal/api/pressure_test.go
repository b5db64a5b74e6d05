package api

import (
	"context"
	"errors"
	"math"
	"net"
	"net/http/httptest"
	"testing"
	"time"

	"example.com/webapp/backend/internal/note"
)

func TestWhatRanOutOfTimeIsRefused(t *testing.T) {
	for name, one := range map[string]struct {
		err     error
		refused bool
	}{
		"answered":                      {nil, false},
		"no connection within its time": {context.DeadlineExceeded, true},
		"a database that is away":       {&net.OpError{Op: "dial", Err: errors.New("connection refused")}, false},
		"a mistake of ours":             {errors.New("no such column"), false},
	} {
		f := newFixture()
		f.store.err = one.err
		f.send("GET", "/api/notes", "")
		if got := f.pressure.Take(time.Now()).Refused > 0; got != one.refused {
			t.Errorf("%s: refused is %v", name, got)
		}
	}
}

func TestACallerThatWentAwayIsRefused(t *testing.T) {
	f := newFixture()
	f.store.err = context.Canceled
	ctx, leave := context.WithCancel(context.Background())
	leave()
	f.handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, "GET", "/api/notes", nil))
	if f.pressure.Take(time.Now()).Refused == 0 {
		t.Error("not counted")
	}
}

func TestHealthChecksAreNoPressure(t *testing.T) {
	for target, want := range map[string]float64{"/readyz": 0, "/api/notes": 1} {
		f := newFixture()
		inside := -1.0
		// Seen an hour later, a request that counts has been there all the time.
		f.store.during = func(note.Query) { inside = f.pressure.Take(time.Now().Add(time.Hour)).InFlight }
		f.send("GET", target, "")
		if math.Abs(inside-want) > 0.01 {
			t.Errorf("%s: %v in flight", target, inside)
		}
		if left := f.pressure.Take(time.Now().Add(1000 * time.Hour)).InFlight; left > 0.01 {
			t.Errorf("%s: %v left in flight", target, left)
		}
	}
}
