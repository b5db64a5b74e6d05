package database

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// Bounds of the pause between two readings of the secret while it brings nothing new: a database that refuses a wrong
// password must not turn every connection attempt into a call to Secrets Manager.
const (
	shortestPause = time.Second
	longestPause  = 30 * time.Second
)

// Fetch reads the credentials from where they are kept.
type Fetch func(ctx context.Context) (Credentials, error)

// Rotating is a Source that reads the secret again when the database refuses what it has. However many connections fail
// at once, one of them reads the secret and the others take its answer.
type Rotating struct {
	fetch Fetch
	now   func() time.Time

	// fetching holds one value; who takes it out may call fetch. A mutex could not be given up when a context ends.
	fetching chan struct{}
	pause    time.Duration // guarded by fetching
	notAgain time.Time     // guarded by fetching

	mutex   sync.Mutex
	current Credentials
}

// NewRotating starts with the credentials of the environment. Zero credentials are fetched on first use.
func NewRotating(initial Credentials, fetch Fetch) *Rotating {
	source := &Rotating{fetch: fetch, now: time.Now, fetching: make(chan struct{}, 1), current: initial}
	source.fetching <- struct{}{}
	return source
}

// Current returns the newest credentials known.
func (r *Rotating) Current(ctx context.Context) (Credentials, error) {
	if known := r.known(); known != (Credentials{}) {
		return known, nil
	}
	return r.Refresh(ctx, Credentials{})
}

// Refresh returns credentials other than the refused ones, reading the secret at most once in the current pause.
func (r *Rotating) Refresh(ctx context.Context, refused Credentials) (Credentials, error) {
	select {
	case <-r.fetching:
		defer func() { r.fetching <- struct{}{} }()
	case <-ctx.Done():
		return Credentials{}, ctx.Err()
	}
	if known := r.known(); known != refused {
		return known, nil
	}
	if wait := r.notAgain.Sub(r.now()); wait > 0 {
		return Credentials{}, fmt.Errorf("%w: the secret was read a moment ago, next time in %s", ErrNothingNewer, wait.Round(time.Millisecond))
	}
	fetched, err := r.fetch(ctx)
	if err != nil || fetched == refused {
		r.backOff()
	}
	if err != nil {
		return Credentials{}, fmt.Errorf("reading the secret: %w", err)
	}
	if fetched == refused {
		return Credentials{}, fmt.Errorf("%w: the secret holds the refused ones", ErrNothingNewer)
	}
	r.pause, r.notAgain = 0, time.Time{}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.current = fetched
	return fetched, nil
}

func (r *Rotating) backOff() {
	r.pause = min(max(2*r.pause, shortestPause), longestPause)
	r.notAgain = r.now().Add(r.pause)
}

func (r *Rotating) known() Credentials {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.current
}
