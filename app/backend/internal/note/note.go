// Package note is the domain: what a note is, and what a valid one looks like.
package note

import (
	"errors"
	"time"
)

// Note is one page of the notebook.
type Note struct {
	ID        ID        `json:"id"`
	Title     string    `json:"title"`
	Body      string    `json:"body"`
	CreatedAt time.Time `json:"createdAt"`
	UpdatedAt time.Time `json:"updatedAt"`
}

// ErrNotFound says that no note has the requested id.
var ErrNotFound = errors.New("there is no such note")

// New makes a note from a draft. Times have the precision that the database keeps.
func New(draft Draft, now time.Time) Note {
	created := Timestamp(now)
	return Note{ID: NewID(now), Title: draft.Title, Body: draft.Body, CreatedAt: created, UpdatedAt: created}
}

// Timestamp is the time in UTC with the milliseconds that the database keeps.
func Timestamp(now time.Time) time.Time {
	return now.UTC().Truncate(time.Millisecond)
}

// Query asks for one page of the notes that contain Search in their title or body, newest change first.
type Query struct {
	Search   string
	Page     int
	PageSize int
}

// Offset is the number of notes on the pages before.
func (q Query) Offset() int {
	return (q.Page - 1) * q.PageSize
}

// Page is the answer to a Query. Total counts all matching notes, not only those on the page.
type Page struct {
	Notes    []Note `json:"notes"`
	Page     int    `json:"page"`
	PageSize int    `json:"pageSize"`
	Total    int    `json:"total"`
}
