// Package pressure publishes what a task has on its hands, for a scaling policy that has to see a burst within seconds.
package pressure

import (
	"context"
	"log/slog"
	"math"
	"sync"
	"time"

	"example.com/webapp/backend/internal/emf"
)

// Interval is the time between two lines: the period of the alarm that reads them.
const Interval = 10 * time.Second

// Gauge measures requests in flight and refused. Its methods may be called at the same time.
type Gauge struct {
	mutex    sync.Mutex
	inFlight int
	refused  int
	// work is the time that requests have been in flight since the last line, all together.
	work     time.Duration
	changed  time.Time
	lastLine time.Time
}

// New makes a gauge that measures from now on.
func New(now time.Time) *Gauge {
	return &Gauge{changed: now, lastLine: now}
}

// Begin counts a request in.
func (g *Gauge) Begin(now time.Time) { g.change(now, 1) }

// End counts a request out.
func (g *Gauge) End(now time.Time) { g.change(now, -1) }

// Refuse counts a request that got no answer because none was to be had in time. Without it a task that turns requests
// away would look idle.
func (g *Gauge) Refuse() {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.refused++
}

func (g *Gauge) change(now time.Time, by int) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.advance(now)
	g.inFlight += by
}

func (g *Gauge) advance(now time.Time) {
	g.work += time.Duration(g.inFlight) * now.Sub(g.changed)
	g.changed = now
}

// Reading is what happened between two lines.
type Reading struct {
	// InFlight is the mean over the whole time, not what was there at its end.
	InFlight float64
	// Refused is the rate, requests a second.
	Refused float64
}

// Take returns what happened since the last call and begins anew.
func (g *Gauge) Take(now time.Time) Reading {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.advance(now)
	seconds := now.Sub(g.lastLine).Seconds()
	if seconds <= 0 {
		return Reading{}
	}
	reading := Reading{g.work.Seconds() / seconds, float64(g.refused) / seconds}
	g.work, g.refused, g.lastLine = 0, 0, now
	return reading
}

// Publisher writes the readings of a gauge as embedded metrics.
type Publisher struct {
	Gauge     *Gauge
	Namespace string
	// Logger must not be filtered by level, since these lines are data.
	Logger *slog.Logger
}

// Run writes a line each interval, and a last one when the context ends.
func (p *Publisher) Run(ctx context.Context, interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			p.Publish(time.Now())
		case <-ctx.Done():
			p.Publish(time.Now())
			return
		}
	}
}

// Publish writes a line, or nothing without a request: a task that gets none yet must not lower the average of the others.
func (p *Publisher) Publish(now time.Time) {
	reading := p.Gauge.Take(now)
	if reading == (Reading{}) {
		return
	}
	p.Logger.Info("pressure",
		slog.Float64("RequestsInFlight", rounded(reading.InFlight)),
		slog.Float64("RequestsRefused", rounded(reading.Refused)),
		slog.String(emf.Service, "backend"),
		slog.Any("_aws", emf.Describe(p.Namespace, now,
			emf.Metric{Name: "RequestsInFlight", Unit: "Count", StorageResolution: 1},
			emf.Metric{Name: "RequestsRefused", Unit: "Count/Second", StorageResolution: 1},
		)),
	)
}

func rounded(value float64) float64 { return math.Round(value*1000) / 1000 }
