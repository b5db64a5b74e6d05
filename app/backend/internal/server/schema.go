package server

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

// Pauses between two attempts to make the schema ready.
const (
	firstPause = 500 * time.Millisecond
	lastPause  = 10 * time.Second
)

// Schema knows whether the tables are there. It keeps trying in the background, so the process is healthy before the
// database is reachable.
type Schema struct {
	ready   atomic.Bool
	prepare func(ctx context.Context) error
	isFinal func(error) bool
	logger  *slog.Logger
}

// NewSchema takes the work of one attempt, and which of its errors no further attempt changes.
func NewSchema(prepare func(ctx context.Context) error, isFinal func(error) bool, logger *slog.Logger) *Schema {
	return &Schema{prepare: prepare, isFinal: isFinal, logger: logger}
}

// Ready says whether an attempt has succeeded.
func (s *Schema) Ready() bool {
	return s.ready.Load()
}

// Run tries until it succeeds or the context ends. Its error is a final one.
func (s *Schema) Run(ctx context.Context) error {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		err := s.prepare(ctx)
		if err == nil {
			s.ready.Store(true)
			s.logger.Info("the schema is ready")
			return nil
		}
		if s.isFinal(err) {
			return err
		}
		if ctx.Err() != nil {
			return nil
		}
		s.logger.Warn("the schema is not ready", "error", err, "nextAttemptSeconds", pause.Seconds())
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil
		}
	}
}
