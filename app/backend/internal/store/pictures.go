package store

import (
	"context"
	"errors"
	"time"

	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/picture"
)

const (
	// Inserting again is what a browser does that had no answer.
	insertPicture = `INSERT INTO pictures (id, note_id, status, created_at) VALUES (?, ?, 'waiting', ?) ON DUPLICATE KEY UPDATE id = VALUES(id)`
	// A picture that is recorded already takes no more room when it is recorded again.
	countOthers   = `SELECT COUNT(*) FROM pictures WHERE note_id = ? AND id <> ?`
	listPictures  = `SELECT id, status, reason, width, height, created_at FROM pictures WHERE note_id = ? ORDER BY id`
	deletePicture = `DELETE FROM pictures WHERE id = ? AND note_id = ?`
	unsentPicture = `SELECT id FROM pictures WHERE status = 'waiting' AND sent_at IS NULL AND created_at < ? ORDER BY created_at LIMIT ?`
	markSent      = `UPDATE pictures SET sent_at = ? WHERE id = ?`
)

// AddPicture records a picture that was uploaded, once however often it is called.
func (s *Store) AddPicture(ctx context.Context, noteID, id note.ID, now time.Time) error {
	if err := s.roomFor(ctx, noteID, id); err != nil {
		return err
	}
	_, err := s.exec(ctx, insertPicture, id, noteID, note.Timestamp(now))
	return err
}

// CheckRoom returns picture.ErrTooMany for a note that is full, note.ErrNotFound for one that is not there.
func (s *Store) CheckRoom(ctx context.Context, noteID note.ID) error {
	if _, err := s.Get(ctx, noteID); err != nil {
		return err
	}
	return s.roomFor(ctx, noteID, "")
}

func (s *Store) roomFor(ctx context.Context, noteID, id note.ID) error {
	others, err := s.number(ctx, countOthers, noteID, id)
	if err == nil && others >= picture.MaxOfNote {
		return picture.ErrTooMany
	}
	return err
}

// Pictures are those of a note, the oldest first, without addresses.
func (s *Store) Pictures(ctx context.Context, noteID note.ID) ([]picture.Picture, error) {
	pictures := []picture.Picture{}
	err := s.each(ctx, func(row scanner) error {
		var one picture.Picture
		err := row.Scan(&one.ID, &one.Status, &one.Reason, &one.Width, &one.Height, &one.CreatedAt)
		one.CreatedAt = one.CreatedAt.UTC()
		pictures = append(pictures, one)
		return err
	}, listPictures, noteID)
	return pictures, err
}

// RemovePicture forgets a picture, or returns picture.ErrNotFound.
func (s *Store) RemovePicture(ctx context.Context, noteID, id note.ID) error {
	err := s.execOne(ctx, deletePicture, id, noteID)
	if errors.Is(err, note.ErrNotFound) {
		return picture.ErrNotFound
	}
	return err
}

// Unsent are pictures recorded before that time whose message never went out, the oldest first.
func (s *Store) Unsent(ctx context.Context, before time.Time, limit int) ([]note.ID, error) {
	var ids []note.ID
	err := s.each(ctx, func(row scanner) error {
		var id note.ID
		err := row.Scan(&id)
		ids = append(ids, id)
		return err
	}, unsentPicture, note.Timestamp(before), limit)
	return ids, err
}

// MarkSent records that a picture's message went out.
func (s *Store) MarkSent(ctx context.Context, id note.ID, now time.Time) error {
	_, err := s.exec(ctx, markSent, note.Timestamp(now), id)
	return err
}
