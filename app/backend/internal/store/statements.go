package store

import (
	"context"
	"database/sql"
	"sync"
	"time"

	"example.com/webapp/backend/internal/note"
)

// statements prepares each statement once; database/sql prepares it again on connections that do not know it yet. So
// a query is one round trip, and values never become part of the SQL text, not even inside the driver.
type statements struct {
	pool     *sql.DB
	prepared sync.Map // SQL text → *sql.Stmt
}

func (s *statements) get(ctx context.Context, text string) (*sql.Stmt, error) {
	if known, found := s.prepared.Load(text); found {
		return known.(*sql.Stmt), nil
	}
	fresh, err := s.pool.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	known, lost := s.prepared.LoadOrStore(text, fresh)
	if lost {
		_ = fresh.Close()
	}
	return known.(*sql.Stmt), nil
}

func (s *Store) exec(ctx context.Context, text string, arguments ...any) (sql.Result, error) {
	ctx, cancel := context.WithTimeout(ctx, QueryTimeout)
	defer cancel()
	statement, err := s.statements.get(ctx, text)
	if err != nil {
		return nil, err
	}
	return statement.ExecContext(ctx, arguments...)
}

// execOne changes the one row that the statement names.
func (s *Store) execOne(ctx context.Context, text string, arguments ...any) error {
	result, err := s.exec(ctx, text, arguments...)
	return foundOne(result, err)
}

func foundOne(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	found, err := result.RowsAffected()
	if err == nil && found == 0 {
		return note.ErrNotFound
	}
	return err
}

func (s *Store) number(ctx context.Context, text string, arguments ...any) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, QueryTimeout)
	defer cancel()
	statement, err := s.statements.get(ctx, text)
	if err != nil {
		return 0, err
	}
	var number int
	err = statement.QueryRowContext(ctx, arguments...).Scan(&number)
	return number, err
}

type scanner interface{ Scan(...any) error }

// each calls read for every row of a query.
func (s *Store) each(ctx context.Context, read func(scanner) error, text string, arguments ...any) error {
	ctx, cancel := context.WithTimeout(ctx, QueryTimeout)
	defer cancel()
	statement, err := s.statements.get(ctx, text)
	if err != nil {
		return err
	}
	rows, err := statement.QueryContext(ctx, arguments...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *Store) notes(ctx context.Context, text string, arguments ...any) ([]note.Note, error) {
	notes := []note.Note{}
	err := s.each(ctx, func(row scanner) error {
		one, err := scan(row)
		notes = append(notes, one)
		return err
	}, text, arguments...)
	return notes, err
}

func scan(row scanner) (note.Note, error) {
	var n note.Note
	var created, updated time.Time
	err := row.Scan(&n.ID, &n.Title, &n.Body, &created, &updated)
	n.CreatedAt, n.UpdatedAt = created.UTC(), updated.UTC()
	return n, err
}
