package store

import (
	"context"
	"database/sql"
	"errors"
)

const (
	raiseVersion  = `INSERT INTO versions (name, version) VALUES ('notes', 1) ON DUPLICATE KEY UPDATE version = version + 1`
	selectVersion = `SELECT version FROM versions WHERE name = 'notes'`
)

// Version counts the changes of notes that are committed. Two lists read under the same version are the same.
func (s *Store) Version(ctx context.Context) (int, error) {
	version, err := s.number(ctx, selectVersion)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return version, err
}

// change is execOne for notes.
func (s *Store) change(ctx context.Context, text string, arguments ...any) error {
	if !s.versioned {
		return s.execOne(ctx, text, arguments...)
	}
	ctx, cancel := context.WithTimeout(ctx, QueryTimeout)
	defer cancel()
	change, err := s.statements.get(ctx, text)
	if err != nil {
		return err
	}
	raise, err := s.statements.get(ctx, raiseVersion)
	if err != nil {
		return err
	}
	transaction, err := s.statements.pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = transaction.Rollback() }() // does nothing after a commit
	if err := foundOne(transaction.StmtContext(ctx, change).ExecContext(ctx, arguments...)); err != nil {
		return err
	}
	// The last statement, since all changes wait for each other here.
	if _, err := transaction.StmtContext(ctx, raise).ExecContext(ctx); err != nil {
		return err
	}
	return transaction.Commit()
}
