// Package digest is the nightly job: it removes pictures that belong to no note, and files that belong to no picture, and
// writes the day's figures.
package digest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"example.com/webapp/worker/internal/bucket"
	"example.com/webapp/worker/internal/thumbnail"
)

const (
	// grace is how old a file without a record must be: its page may still be about to record it.
	grace = 24 * time.Hour
	// batch is how many records one statement reads; each has three files, and one call deletes a thousand.
	batch = 300
)

// ErrRunning says that another run is at work.
var ErrRunning = errors.New("another digest is at work")

// Figures are what a run writes.
type Figures struct {
	Notes, Changed, Pictures int
	// Removed are pictures without a note and files without a picture.
	Removed int
}

// Job is one run.
type Job struct {
	Pool *sql.DB
	// Bucket is nil for an application without pictures.
	Bucket *bucket.Bucket
	// Prefix of what is shown.
	Prefix string
	Logger *slog.Logger
	Now    time.Time
}

// The lock belongs to the server, not to one database, and its name has at most 64 characters. It ends with its
// connection, so a run that was killed leaves none behind.
const (
	takeLock    = `SELECT GET_LOCK(CONCAT('digest-', MD5(DATABASE())), 0)`
	releaseLock = `DO RELEASE_LOCK(CONCAT('digest-', MD5(DATABASE())))`
)

// Run does all of it, or returns ErrRunning. It may be run again at any time: a day has one digest, the last one.
func (j Job) Run(ctx context.Context) (Figures, error) {
	connection, err := j.Pool.Conn(ctx)
	if err != nil {
		return Figures{}, err
	}
	defer func() { _ = connection.Close() }()
	var taken sql.NullInt64
	if err := connection.QueryRowContext(ctx, takeLock).Scan(&taken); err != nil {
		return Figures{}, err
	}
	if taken.Int64 != 1 {
		return Figures{}, ErrRunning
	}
	defer func() { _, _ = connection.ExecContext(context.WithoutCancel(ctx), releaseLock) }()

	pictures, err := j.removePictures(ctx)
	if err != nil {
		return Figures{}, fmt.Errorf("pictures without a note: %w", err)
	}
	files, err := j.removeFiles(ctx)
	if err != nil {
		return Figures{}, fmt.Errorf("files without a picture: %w", err)
	}
	return j.write(ctx, pictures+files)
}

// removePictures deletes files first: a record that is left is found again.
func (j Job) removePictures(ctx context.Context) (removed int, err error) {
	for {
		ids, keys, err := j.withoutNote(ctx)
		if err != nil || len(ids) == 0 {
			return removed, err
		}
		if j.Bucket != nil {
			if err := j.Bucket.Delete(ctx, keys...); err != nil {
				return removed, err
			}
		}
		marks := strings.TrimSuffix(strings.Repeat("?,", len(ids)), ",")
		if _, err := j.Pool.ExecContext(ctx, `DELETE FROM pictures WHERE id IN (`+marks+`)`, ids...); err != nil {
			return removed, err
		}
		removed += len(ids)
	}
}

func (j Job) withoutNote(ctx context.Context) (ids []any, keys []string, err error) {
	rows, err := j.Pool.QueryContext(ctx,
		`SELECT p.id, p.note_id FROM pictures p LEFT JOIN notes n ON n.id = p.note_id WHERE n.id IS NULL LIMIT ?`, batch)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var id, noteID string
		if err := rows.Scan(&id, &noteID); err != nil {
			return nil, nil, err
		}
		names := thumbnail.KeysOf(j.Prefix, noteID, id)
		ids, keys = append(ids, id), append(keys, names.Incoming, names.Original, names.Thumbnail)
	}
	return ids, keys, rows.Err()
}

// removeFiles deletes uploads that no page recorded, and what is left of pictures that somebody removed.
func (j Job) removeFiles(ctx context.Context) (removed int, err error) {
	if j.Bucket == nil {
		return 0, nil
	}
	for _, prefix := range []string{j.Prefix, thumbnail.Incoming} {
		of, err := j.removeFilesUnder(ctx, prefix)
		removed += of
		if err != nil {
			return removed, err
		}
	}
	return removed, nil
}

func (j Job) removeFilesUnder(ctx context.Context, prefix string) (removed int, err error) {
	err = j.Bucket.Pages(ctx, prefix, func(objects []bucket.Object) error {
		var keys []string
		for _, one := range objects {
			if j.Now.Sub(one.Modified) < grace {
				continue
			}
			needed, err := j.isNeeded(ctx, prefix, one.Key)
			if err != nil {
				return err
			}
			if !needed {
				keys = append(keys, one.Key)
			}
		}
		removed += len(keys)
		return j.Bucket.Delete(ctx, keys...)
	})
	return removed, err
}

// isNeeded says whether a file belongs to a picture; what was sent is needed until a worker has looked at it.
func (j Job) isNeeded(ctx context.Context, prefix, key string) (bool, error) {
	noteID, id, isOurs := thumbnail.Owner(prefix, key)
	if !isOurs {
		return false, nil
	}
	var count int
	err := j.Pool.QueryRowContext(ctx,
		`SELECT COUNT(*) FROM pictures WHERE id = ? AND note_id = ? AND (status = 'waiting' OR NOT ?)`,
		id, noteID, prefix == thumbnail.Incoming).Scan(&count)
	return count > 0, err
}

func (j Job) write(ctx context.Context, removed int) (Figures, error) {
	figures := Figures{Removed: removed}
	err := j.Pool.QueryRowContext(ctx, `SELECT COUNT(*), COALESCE(SUM(updated_at >= ?), 0), (SELECT COUNT(*) FROM pictures) FROM notes`,
		j.Now.UTC().Add(-24*time.Hour)).Scan(&figures.Notes, &figures.Changed, &figures.Pictures)
	if err != nil {
		return Figures{}, err
	}
	_, err = j.Pool.ExecContext(ctx, `INSERT INTO digests (day, notes, changed, pictures, removed, written_at) VALUES (?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE notes = VALUES(notes), changed = VALUES(changed), pictures = VALUES(pictures), removed = removed + VALUES(removed), written_at = VALUES(written_at)`,
		j.Now.UTC().Format(time.DateOnly), figures.Notes, figures.Changed, figures.Pictures, removed, j.Now.UTC())
	return figures, err
}
