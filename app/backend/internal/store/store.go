// Package store keeps notes in MySQL. Every value travels as a parameter; no statement is put together from input.
package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"example.com/webapp/backend/internal/note"
)

const (
	insertNote = `INSERT INTO notes (id, title, body, created_at, updated_at) VALUES (?, ?, ?, ?, ?)`
	selectNote = `SELECT id, title, body, created_at, updated_at FROM notes WHERE id = ?`
	updateNote = `UPDATE notes SET title = ?, body = ?, updated_at = ? WHERE id = ?`
	deleteNote = `DELETE FROM notes WHERE id = ?`
)

// A limit ends a query on the server as well: giving up on our side would leave it running there. MySQL takes it from a
// hint, which MariaDB passes over, and MariaDB from a comment that it executes and MySQL passes over.
const (
	listLimit   = `/*M! SET STATEMENT max_statement_time=5 FOR */ SELECT /*+ MAX_EXECUTION_TIME(5000) */ `
	searchLimit = `/*M! SET STATEMENT max_statement_time=2 FOR */ SELECT /*+ MAX_EXECUTION_TIME(2000) */ `

	countNotes = listLimit + `COUNT(*) FROM notes`
	listNotes  = listLimit + `id, title, body, created_at, updated_at FROM notes
ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?`
	countMatches = searchLimit + `COUNT(*) FROM notes
WHERE title LIKE ? ESCAPE '!' OR body LIKE ? ESCAPE '!'`
	listMatches = searchLimit + `id, title, body, created_at, updated_at FROM notes
WHERE title LIKE ? ESCAPE '!' OR body LIKE ? ESCAPE '!' ORDER BY updated_at DESC, id DESC LIMIT ? OFFSET ?`
)

// QueryTimeout bounds each statement, the wait for a free connection included.
const QueryTimeout = 5 * time.Second

// Store reads and writes notes.
type Store struct {
	statements statements
	versioned  bool
}

// New makes a store. It does not connect. A versioned store counts the changes of notes, each in the transaction of its
// change, so that whoever keeps a list can tell whether it is still right.
func New(pool *sql.DB, versioned bool) *Store {
	return &Store{statements: statements{pool: pool}, versioned: versioned}
}

// Create stores a new note.
func (s *Store) Create(ctx context.Context, n note.Note) error {
	return s.change(ctx, insertNote, n.ID, n.Title, n.Body, n.CreatedAt, n.UpdatedAt)
}

// Get returns one note, or note.ErrNotFound.
func (s *Store) Get(ctx context.Context, id note.ID) (note.Note, error) {
	ctx, cancel := context.WithTimeout(ctx, QueryTimeout)
	defer cancel()
	statement, err := s.statements.get(ctx, selectNote)
	if err != nil {
		return note.Note{}, err
	}
	found, err := scan(statement.QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		return note.Note{}, note.ErrNotFound
	}
	return found, err
}

// Update replaces what the writer chose and returns the note as it is now, or note.ErrNotFound.
func (s *Store) Update(ctx context.Context, id note.ID, draft note.Draft, now time.Time) (note.Note, error) {
	if err := s.change(ctx, updateNote, draft.Title, draft.Body, note.Timestamp(now), id); err != nil {
		return note.Note{}, err
	}
	return s.Get(ctx, id)
}

// Delete removes a note, or returns note.ErrNotFound.
func (s *Store) Delete(ctx context.Context, id note.ID) error {
	return s.change(ctx, deleteNote, id)
}

// List returns one page of the notes that match, newest change first.
func (s *Store) List(ctx context.Context, query note.Query) (note.Page, error) {
	page := note.Page{Notes: []note.Note{}, Page: query.Page, PageSize: query.PageSize}
	count, list, arguments := countNotes, listNotes, []any{}
	if query.Search != "" {
		pattern := containing(query.Search)
		count, list, arguments = countMatches, listMatches, []any{pattern, pattern}
	}
	var err error
	if page.Total, err = s.number(ctx, count, arguments...); err != nil || page.Total <= query.Offset() {
		return page, err
	}
	page.Notes, err = s.notes(ctx, list, append(arguments, query.PageSize, query.Offset())...)
	return page, err
}

// wildcards are escaped with ! and not with a backslash, whose meaning depends on the server's sql_mode.
var wildcards = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// containing is the LIKE pattern for texts that contain the words as they stand.
func containing(words string) string {
	return "%" + wildcards.Replace(words) + "%"
}
