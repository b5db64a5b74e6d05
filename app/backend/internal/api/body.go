package api

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"

	"example.com/webapp/backend/internal/note"
)

// readDraft reads and checks the body of a request. Requiring JSON also keeps other sites out: a browser sends JSON
// across origins only after asking, and nobody answers.
func readDraft(w http.ResponseWriter, r *http.Request) (note.Draft, *problem) {
	mediaType, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || mediaType != "application/json" || (charset != "" && !strings.EqualFold(charset, "utf-8")) {
		return note.Draft{}, &problem{
			status: http.StatusUnsupportedMediaType, code: "unsupported_media_type",
			message: "Send Content-Type: application/json, in UTF-8.",
		}
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return note.Draft{}, &problem{
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
		return note.Draft{}, &problem{
			status: http.StatusRequestEntityTooLarge, code: "body_too_large",
			message: fmt.Sprintf("The request body is larger than %d bytes.", maxBodyBytes),
		}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return note.Draft{}, &problem{
			status: http.StatusRequestTimeout, code: "request_timeout",
			message: "The request body did not arrive in time.",
		}
	case err != nil:
		return note.Draft{}, malformed("incomplete_body", "The request body did not arrive completely.")
	}
	return parseDraft(text)
}
