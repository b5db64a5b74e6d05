// Package pictures reads and writes what the backend's tables say of pictures; their shape is the backend's.
package pictures

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// queryTimeout bounds each statement, the wait for a connection included.
const queryTimeout = 10 * time.Second

// Table is the table of pictures.
type Table struct{ Pool *sql.DB }

// Picture is what the worker knows of one.
type Picture struct {
	ID, NoteID string
	// Done says that a worker has finished it, one way or the other.
	Done bool
}

// ErrNotFound says that a picture was removed, or never recorded.
var ErrNotFound = errors.New("there is no such picture")

// Find looks a picture up.
func (t Table) Find(ctx context.Context, id string) (Picture, error) {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	found := Picture{ID: id}
	err := t.Pool.QueryRowContext(ctx, `SELECT note_id, status <> 'waiting' FROM pictures WHERE id = ?`, id).Scan(&found.NoteID, &found.Done)
	if errors.Is(err, sql.ErrNoRows) {
		return found, ErrNotFound
	}
	return found, err
}

// Finish records a thumbnail, unless another worker was first.
func (t Table) Finish(ctx context.Context, id string, width, height int, now time.Time) error {
	return t.exec(ctx, `UPDATE pictures SET status = 'ready', width = ?, height = ?, done_at = ? WHERE id = ? AND status = 'waiting'`,
		width, height, now.UTC(), id)
}

// Refuse records why there is no thumbnail, unless another worker was first.
func (t Table) Refuse(ctx context.Context, id, reason string, now time.Time) error {
	return t.exec(ctx, `UPDATE pictures SET status = 'refused', reason = ?, done_at = ? WHERE id = ? AND status = 'waiting'`,
		reason, now.UTC(), id)
}

func (t Table) exec(ctx context.Context, statement string, arguments ...any) error {
	ctx, cancel := context.WithTimeout(ctx, queryTimeout)
	defer cancel()
	_, err := t.Pool.ExecContext(ctx, statement, arguments...)
	return err
}
