package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"

	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/picture"
)

// readDraft reads and checks a note.
func readDraft(w http.ResponseWriter, r *http.Request) (note.Draft, *problem) {
	text, wrong := readJSON(w, r)
	if wrong != nil {
		return note.Draft{}, wrong
	}
	return parseDraft(text)
}

// readUpload reads and checks what a browser wants to send.
func readUpload(w http.ResponseWriter, r *http.Request) (picture.Upload, *problem) {
	text, wrong := readJSON(w, r)
	if wrong != nil {
		return picture.Upload{}, wrong
	}
	var wanted picture.Upload
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&wanted); err != nil {
		return picture.Upload{}, malformed("invalid_json", "Send contentType, a string, and size, a whole number of bytes.")
	}
	if violations := wanted.Check(); violations != nil {
		wrong := invalid(violations)
		wrong.message = "The picture is not valid."
		return picture.Upload{}, wrong
	}
	return wanted, nil
}

// readJSON reads the body of a request. Requiring JSON also keeps other sites out: a browser sends JSON across origins
// only after asking, and nobody answers.
func readJSON(w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || mediaType != "application/json" || (charset != "" && !strings.EqualFold(charset, "utf-8")) {
		return nil, &problem{
			status: http.StatusUnsupportedMediaType, code: "unsupported_media_type",
			message: "Send Content-Type: application/json, in UTF-8.",
		}
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, &problem{
			status: http.StatusUnsupportedMediaType, code: "unsupported_media_type",
			message: "Send the body without Content-Encoding.",
		}
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBodyBytes))
	if err != nil {
		w.Header().Set("Connection", "close") // the rest of the body would be taken for the next request
	}
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, &problem{
			status: http.StatusRequestEntityTooLarge, code: "body_too_large",
			message: fmt.Sprintf("The request body is larger than %d bytes.", maxBodyBytes),
		}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, &problem{
			status: http.StatusRequestTimeout, code: "request_timeout",
			message: "The request body did not arrive in time.",
		}
	case err != nil:
		return nil, malformed("incomplete_body", "The request body did not arrive completely.")
	}
	return text, nil
}
