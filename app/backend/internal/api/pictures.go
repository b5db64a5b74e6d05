package api

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strings"
	"time"

	"example.com/webapp/backend/internal/limit"
	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/picture"
	"example.com/webapp/backend/internal/upload"
)

// Pictures are what notes have beside their text, where there is a bucket for them.
type Pictures struct {
	Store  PictureStore
	Bucket PictureBucket
	// Send asks for a thumbnail.
	Send func(ctx context.Context, id note.ID) error
	// Forms limits how many one client gets.
	Forms *limit.Limiter
	// Prefix of what is shown, which the edge serves under the same path.
	Prefix string
}

// PictureStore records pictures.
type PictureStore interface {
	CheckRoom(ctx context.Context, noteID note.ID) error
	AddPicture(ctx context.Context, noteID, id note.ID, now time.Time) error
	Pictures(ctx context.Context, noteID note.ID) ([]picture.Picture, error)
	RemovePicture(ctx context.Context, noteID, id note.ID) error
}

// PictureBucket holds their files.
type PictureBucket interface {
	Sign(ctx context.Context, key string, wanted picture.Upload) (upload.Form, error)
	Check(ctx context.Context, key string) error
	Delete(ctx context.Context, keys ...string) error
}

var (
	bucketUnavailable = &problem{
		status: http.StatusServiceUnavailable, code: "pictures_unavailable", retryAfter: 5,
		message: "Pictures cannot be stored at the moment. The note is kept as it is.",
	}
	notUploaded = &problem{
		status: http.StatusConflict, code: "not_uploaded",
		message: "The picture did not arrive. Choose it again.",
	}
	tooManyPictures = &problem{status: http.StatusConflict, code: "too_many_pictures", message: capital(picture.ErrTooMany) + "."}
)

func tooManyUploads(wait time.Duration) *problem {
	return &problem{
		status: http.StatusTooManyRequests, code: "too_many_uploads", retryAfter: int(math.Ceil(wait.Seconds())),
		message: "Pictures from this address come too fast. Try again in a few seconds.",
	}
}

type noteWithPictures struct {
	note.Note
	Pictures []picture.Picture `json:"pictures"`
}

type signedUpload struct {
	ID note.ID `json:"id"`
	upload.Form
}

// withPictures is a note as it is answered: with its pictures, where there are any to be had.
func (a *api) withPictures(ctx context.Context, found note.Note) (any, error) {
	if a.Pictures == nil {
		return found, nil
	}
	pictures, err := a.Pictures.Store.Pictures(ctx, found.ID)
	for index := range pictures {
		a.address(found.ID, &pictures[index])
	}
	return noteWithPictures{found, pictures}, err
}

func (a *api) address(noteID note.ID, one *picture.Picture) {
	if one.Status == picture.Ready {
		keys := picture.KeysOf(a.Pictures.Prefix, noteID, one.ID)
		one.URL, one.ThumbnailURL = "/"+keys.Original, "/"+keys.Thumbnail
	}
}

// signUpload answers with a form for one picture, and records nothing: what is never sent leaves no trace.
func (a *api) signUpload(w http.ResponseWriter, r *http.Request) *problem {
	noteID, wrong := pathID(r)
	if wrong != nil {
		return wrong
	}
	wanted, wrong := readUpload(w, r)
	if wrong != nil {
		return wrong
	}
	if wait := a.Pictures.Forms.Take(clientOf(r), time.Now()); wait > 0 {
		return tooManyUploads(wait)
	}
	if err := a.Pictures.Store.CheckRoom(r.Context(), noteID); err != nil {
		return a.pictureFailure(r, err)
	}
	id := note.NewID(time.Now())
	form, err := a.Pictures.Bucket.Sign(r.Context(), picture.KeysOf(a.Pictures.Prefix, noteID, id).Incoming, wanted)
	if err != nil {
		return a.bucketFailure(r, err)
	}
	writeJSON(w, http.StatusCreated, signedUpload{id, form})
	return nil
}

// addPicture records what was uploaded and asks for its thumbnail. When that fails the outbox asks again, so the answer
// is the same.
func (a *api) addPicture(w http.ResponseWriter, r *http.Request) *problem {
	noteID, id, wrong := picturePath(r)
	if wrong != nil {
		return wrong
	}
	if _, err := a.Notes.Get(r.Context(), noteID); err != nil {
		return a.failure(r, err)
	}
	if err := a.Pictures.Bucket.Check(r.Context(), picture.KeysOf(a.Pictures.Prefix, noteID, id).Incoming); err != nil {
		return a.bucketFailure(r, err)
	}
	if err := a.Pictures.Store.AddPicture(r.Context(), noteID, id, time.Now()); err != nil {
		return a.pictureFailure(r, err)
	}
	if err := a.Pictures.Send(r.Context(), id); err != nil {
		a.Logger.WarnContext(r.Context(), "the message of a picture is not sent yet", "picture", id, "error", err)
	}
	w.WriteHeader(http.StatusAccepted)
	return nil
}

// removePicture forgets a picture; what is left of its files the nightly job takes.
func (a *api) removePicture(w http.ResponseWriter, r *http.Request) *problem {
	noteID, id, wrong := picturePath(r)
	if wrong != nil {
		return wrong
	}
	if err := a.Pictures.Store.RemovePicture(r.Context(), noteID, id); err != nil {
		return a.pictureFailure(r, err)
	}
	keys := picture.KeysOf(a.Pictures.Prefix, noteID, id)
	if err := a.Pictures.Bucket.Delete(r.Context(), keys.Incoming, keys.Original, keys.Thumbnail); err != nil {
		a.Logger.WarnContext(r.Context(), "the files of a picture are left to the nightly job", "picture", id, "error", err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func picturePath(r *http.Request) (noteID, id note.ID, wrong *problem) {
	noteID, wrong = pathID(r)
	if wrong != nil {
		return "", "", wrong
	}
	id, ok := note.ParseID(r.PathValue("picture"))
	if !ok {
		return "", "", notFound("There is no such picture.")
	}
	return noteID, id, nil
}

func (a *api) pictureFailure(r *http.Request, err error) *problem {
	switch {
	case errors.Is(err, picture.ErrTooMany):
		return tooManyPictures
	case errors.Is(err, picture.ErrNotFound):
		return notFound("There is no such picture.")
	default:
		return a.failure(r, err)
	}
}

func (a *api) bucketFailure(r *http.Request, err error) *problem {
	if errors.Is(err, picture.ErrNotUploaded) {
		return notUploaded
	}
	a.Logger.ErrorContext(r.Context(), "the bucket of pictures failed", "error", err)
	return bucketUnavailable
}

func capital(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}
