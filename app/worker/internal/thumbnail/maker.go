package thumbnail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"time"

	"example.com/webapp/worker/internal/bucket"
	"example.com/webapp/worker/internal/pictures"
	"example.com/webapp/worker/internal/work"
)

// patience is how long one picture may be decoded.
const patience = 30 * time.Second

// Table says what is known of a picture, and takes what became of it.
type Table interface {
	Find(ctx context.Context, id string) (pictures.Picture, error)
	Finish(ctx context.Context, id string, width, height int, now time.Time) error
	Refuse(ctx context.Context, id, reason string, now time.Time) error
}

// Bucket has the files.
type Bucket interface {
	Get(ctx context.Context, key string) (content []byte, contentType string, err error)
	Put(ctx context.Context, key, contentType string, content []byte) error
	Delete(ctx context.Context, keys ...string) error
}

// Maker handles messages of the backend.
type Maker struct {
	Table  Table
	Bucket Bucket
	// Prefix of what is shown.
	Prefix      string
	LongestSide int
	Logger      *slog.Logger
	// decoding has one place: decoding takes all of a small task's CPU and most of its memory.
	decoding chan struct{}
}

// NewMaker completes a maker.
func NewMaker(maker Maker) *Maker {
	maker.decoding = make(chan struct{}, 1)
	return &maker
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// Handle makes the thumbnail that a message asks for. A message that comes twice finds the work done: what is recorded is
// recorded once, and objects are named after their picture.
func (m *Maker) Handle(ctx context.Context, body string) error {
	var message struct {
		Picture string `json:"picture"`
	}
	if err := json.Unmarshal([]byte(body), &message); err != nil || !uuid.MatchString(message.Picture) {
		return fmt.Errorf("%w: it names no picture", work.ErrPoison)
	}
	found, err := m.Table.Find(ctx, message.Picture)
	if errors.Is(err, pictures.ErrNotFound) {
		m.Logger.InfoContext(ctx, "a picture is gone", "picture", message.Picture)
		return nil
	}
	if err != nil || found.Done {
		return err
	}
	return m.make(ctx, found)
}

func (m *Maker) make(ctx context.Context, found pictures.Picture) error {
	keys := KeysOf(m.Prefix, found.NoteID, found.ID)
	content, claimed, err := m.Bucket.Get(ctx, keys.Incoming)
	switch {
	case errors.Is(err, bucket.ErrNotFound):
		return m.Table.Refuse(ctx, found.ID, "its file is gone", time.Now())
	case errors.Is(err, bucket.ErrTooLarge):
		return m.refuse(ctx, found.ID, keys.Incoming, "it is larger than 5 MiB")
	case err != nil:
		return err
	}
	made, err := m.decode(ctx, content)
	var refused RefusedError
	switch {
	case errors.As(err, &refused):
		return m.refuse(ctx, found.ID, keys.Incoming, refused.Reason)
	case err != nil:
		return err
	case made.ContentType != claimed:
		return m.refuse(ctx, found.ID, keys.Incoming, "it is "+made.ContentType+" and was sent as something else")
	}
	return m.show(ctx, found.ID, keys, content, made)
}

// show writes what was looked at, byte for byte: what was sent may have been replaced since, as long as its form is valid. It
// is deleted after the record, so that a message that comes back finds one of the two.
func (m *Maker) show(ctx context.Context, id string, keys Keys, content []byte, made Thumbnail) error {
	if err := m.Bucket.Put(ctx, keys.Original, made.ContentType, content); err != nil {
		return err
	}
	if err := m.Bucket.Put(ctx, keys.Thumbnail, "image/jpeg", made.JPEG); err != nil {
		return err
	}
	if err := m.Table.Finish(ctx, id, made.Width, made.Height, time.Now()); err != nil {
		return err
	}
	if err := m.Bucket.Delete(ctx, keys.Incoming); err != nil {
		m.Logger.WarnContext(ctx, "what was sent is left to the nightly job", "picture", id, "error", err)
	}
	return nil
}

func (m *Maker) decode(ctx context.Context, content []byte) (Thumbnail, error) {
	select {
	case m.decoding <- struct{}{}:
	case <-ctx.Done():
		return Thumbnail{}, ctx.Err()
	}
	defer func() { <-m.decoding }()
	patient, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	made, err := Make(patient, content, m.LongestSide)
	if ctx.Err() != nil { // the process ends, which is not the picture's fault
		return Thumbnail{}, ctx.Err()
	}
	return made, err
}

// refuse deletes the file first: when the record fails the message comes back and finds it gone.
func (m *Maker) refuse(ctx context.Context, id, key, reason string) error {
	m.Logger.WarnContext(ctx, "a picture is refused", "picture", id, "reason", reason)
	if err := m.Bucket.Delete(ctx, key); err != nil {
		return err
	}
	return m.Table.Refuse(ctx, id, reason, time.Now())
}
