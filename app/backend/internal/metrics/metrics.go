// Package metrics writes a line of figures for each minute with traffic, in CloudWatch's embedded metric format.
//
// Embedded metrics and not Prometheus: the log driver already carries standard output to CloudWatch, where the alarms
// are, so there is no port to protect, no collector to run and no right to call the metrics API. Custom metrics cost
// money, so the figures become metrics only when there is a namespace; without one they are an ordinary log line.
package metrics

import (
	"context"
	"database/sql"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"example.com/webapp/backend/internal/emf"
)

// sampleSize is the most values that one metric of an embedded line may have (CloudWatch User Guide, embedded metric
// format specification).
const sampleSize = 100

// Interval is the time between two lines: the resolution of a standard metric.
const Interval = time.Minute

// Recorder collects figures between two lines.
type Recorder struct {
	namespace string
	logger    *slog.Logger
	pool      func() sql.DBStats

	mutex     sync.Mutex
	requests  int
	failures  int
	durations []float64 // a uniform sample, in milliseconds
	waits     int64     // connection waits until the last line
}

// New makes a recorder. The logger must not be filtered by level, since these lines are data.
func New(namespace string, logger *slog.Logger, pool func() sql.DBStats) *Recorder {
	return &Recorder{namespace: namespace, logger: logger, pool: pool}
}

// Observe counts one answered request.
func (r *Recorder) Observe(status int, duration time.Duration) {
	milliseconds := float64(duration.Microseconds()) / 1000
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.requests++
	if status == 0 || status >= 500 {
		r.failures++
	}
	if len(r.durations) < sampleSize {
		r.durations = append(r.durations, milliseconds)
	} else if place := rand.IntN(r.requests); place < sampleSize {
		r.durations[place] = milliseconds
	}
}

// Run writes a line each interval, and a last one when the context ends.
func (r *Recorder) Run(ctx context.Context, interval time.Duration) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			r.Flush(time.Now())
		case <-ctx.Done():
			r.Flush(time.Now())
			return
		}
	}
}

// Flush writes the figures since the last line, or nothing without traffic: CloudWatch bills a custom metric by the
// hour, and only for hours with data.
func (r *Recorder) Flush(now time.Time) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.requests == 0 {
		return
	}
	pool := r.pool()
	attributes := []any{
		slog.Int("Requests", r.requests),
		slog.Int("ServerErrors", r.failures),
		slog.Any("Latency", r.durations),
		slog.Int("DatabaseConnections", pool.InUse),
		slog.Int64("DatabaseConnectionWaits", pool.WaitCount-r.waits),
	}
	if r.namespace != "" {
		attributes = append(attributes, slog.String(emf.Service, "backend"), slog.Any("_aws", r.directive(now)))
	}
	r.logger.Info("metrics", attributes...)
	r.requests, r.failures, r.durations, r.waits = 0, 0, nil, pool.WaitCount
}

func (r *Recorder) directive(now time.Time) emf.Directive {
	return emf.Describe(r.namespace, now,
		emf.Metric{Name: "Requests", Unit: "Count"},
		emf.Metric{Name: "ServerErrors", Unit: "Count"},
		emf.Metric{Name: "Latency", Unit: "Milliseconds"},
		emf.Metric{Name: "DatabaseConnections", Unit: "Count"},
		emf.Metric{Name: "DatabaseConnectionWaits", Unit: "Count"},
	)
}
