// Package picture is what notes have beside their text: pictures that browsers send straight to a bucket, and that a
// worker makes thumbnails of.
package picture

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"example.com/webapp/backend/internal/note"
)

// Limits of what is signed. The worker checks what was sent, whatever it was called.
const (
	// MaxBytes of one picture.
	MaxBytes = 5 << 20
	// MaxOfNote is how many pictures a note may have.
	MaxOfNote = 20
)

// Types that a worker can read.
var Types = []string{"image/jpeg", "image/png"}

// Status is how far the worker has come.
type Status string

const (
	// Waiting is a picture that was uploaded and that no worker has finished.
	Waiting Status = "waiting"
	// Ready is a picture with a thumbnail.
	Ready Status = "ready"
	// Refused is a picture that the worker could not read; its file is gone.
	Refused Status = "refused"
)

// Picture belongs to a note. Its addresses are set once it is Ready.
type Picture struct {
	ID           note.ID   `json:"id"`
	Status       Status    `json:"status"`
	Reason       string    `json:"reason,omitempty"`
	Width        int       `json:"width,omitempty"`
	Height       int       `json:"height,omitempty"`
	URL          string    `json:"url,omitempty"`
	ThumbnailURL string    `json:"thumbnailUrl,omitempty"`
	CreatedAt    time.Time `json:"createdAt"`
}

// Errors of the store.
var (
	ErrNotFound = errors.New("there is no such picture")
	ErrTooMany  = fmt.Errorf("a note has at most %d pictures", MaxOfNote)
)

// ErrNotUploaded says that the bucket has no such file.
var ErrNotUploaded = errors.New("the picture was not uploaded")

// Upload is what a browser wants to send.
type Upload struct {
	ContentType string `json:"contentType"`
	Size        int64  `json:"size"`
}

// Check says what is wrong with an upload, by field.
func (u Upload) Check() note.Violations {
	violations := note.Violations{}
	if !slices.Contains(Types, u.ContentType) {
		violations["contentType"] = "must be image/jpeg or image/png"
	}
	if u.Size < 1 || u.Size > MaxBytes {
		violations["size"] = fmt.Sprintf("must be from 1 to %d bytes", MaxBytes)
	}
	if len(violations) == 0 {
		return nil
	}
	return violations
}

// Incoming is where browsers send to: outside of what the edge serves.
const Incoming = "incoming/"

// Keys are the names of a picture's objects. The worker makes the same ones.
type Keys struct {
	// Incoming is what a browser sent, and may send again for as long as its form is valid: nobody is shown it.
	Incoming string
	// Original and Thumbnail are what the worker wrote of what it had looked at, under the prefix that the edge serves.
	Original, Thumbnail string
}

// KeysOf names the objects of a picture.
func KeysOf(prefix string, noteID, id note.ID) Keys {
	folder := string(noteID) + "/" + string(id)
	return Keys{Incoming: Incoming + folder, Original: prefix + folder + "/original", Thumbnail: prefix + folder + "/thumbnail"}
}
