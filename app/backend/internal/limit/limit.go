// Package limit says how often each client may do something: so many at once, and after that one at a time.
package limit

import (
	"sync"
	"time"
)

// Limiter counts by client, in this process alone: of several tasks each has its own. Its methods may be called at the same
// time.
type Limiter struct {
	// atOnce is what a client may do that has done nothing for a while.
	atOnce int
	// every is after what time it may do one more.
	every time.Duration

	mutex sync.Mutex
	// full is when a client may do everything at once again. Who may already is not in it.
	full  map[string]time.Time
	swept time.Time
}

// New makes a limiter.
func New(atOnce int, every time.Duration) *Limiter {
	return &Limiter{atOnce: atOnce, every: every, full: map[string]time.Time{}}
}

// Take counts one, and returns 0; or counts nothing, and returns how long this client has to wait.
func (l *Limiter) Take(client string, now time.Time) time.Duration {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.sweep(now)
	full := l.full[client]
	if full.Before(now) {
		full = now
	}
	full = full.Add(l.every)
	if wait := full.Sub(now) - l.period(); wait > 0 {
		return wait
	}
	l.full[client] = full
	return 0
}

// period is how long a client waits for everything that it may do at once.
func (l *Limiter) period() time.Duration { return time.Duration(l.atOnce) * l.every }

// sweep forgets clients that have waited long enough, once in a while: whoever asks from ever new addresses fills no memory.
func (l *Limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < l.period() {
		return
	}
	l.swept = now
	for client, full := range l.full {
		if !full.After(now) {
			delete(l.full, client)
		}
	}
}
