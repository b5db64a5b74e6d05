// Package outbox sees to it that a picture's message is sent when the first try fails: a picture is recorded first and
// says whether its message went out, so nothing is lost between the database and the queue.
package outbox

import (
	"context"
	"log/slog"
	"time"

	"example.com/webapp/backend/internal/note"
)

const (
	// Interval is the time between two looks for what was not sent.
	Interval = 10 * time.Second
	// grace is how long the request that recorded a picture may take to send its message.
	grace = 10 * time.Second
	// batch is the most that one look sends, so that a backlog does not keep a connection.
	batch = 100
)

// Pictures is what the outbox needs of the store.
type Pictures interface {
	Unsent(ctx context.Context, before time.Time, limit int) ([]note.ID, error)
	MarkSent(ctx context.Context, id note.ID, now time.Time) error
}

// Queue takes messages.
type Queue interface {
	Send(ctx context.Context, id note.ID) error
}

// Outbox sends messages.
type Outbox struct {
	Pictures Pictures
	Queue    Queue
	Logger   *slog.Logger
}

// Send sends one message and records that it went out. When only the record fails, the message goes out twice.
func (o *Outbox) Send(ctx context.Context, id note.ID) error {
	if err := o.Queue.Send(ctx, id); err != nil {
		return err
	}
	return o.Pictures.MarkSent(ctx, id, time.Now())
}

// Run looks for what was not sent each interval, once ready says that the tables are there, until the context ends.
func (o *Outbox) Run(ctx context.Context, interval time.Duration, ready func() bool) {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			if ready() {
				o.Sweep(ctx, now.Add(-grace))
			}
		}
	}
}

// Sweep sends what was recorded before that time and never sent. It returns how many went out.
func (o *Outbox) Sweep(ctx context.Context, before time.Time) int {
	waiting, err := o.Pictures.Unsent(ctx, before, batch)
	if err != nil {
		o.Logger.WarnContext(ctx, "messages that were not sent are not known", "error", err)
		return 0
	}
	for sent, id := range waiting {
		if err := o.Send(ctx, id); err != nil {
			o.Logger.WarnContext(ctx, "messages are still not sent", "error", err, "left", len(waiting)-sent)
			return sent
		}
	}
	if len(waiting) > 0 {
		o.Logger.InfoContext(ctx, "messages sent late", "count", len(waiting))
	}
	return len(waiting)
}
