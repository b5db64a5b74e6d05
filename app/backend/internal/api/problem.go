package api

import (
	"encoding/json"
	"net/http"
	"strconv"

	"example.com/webapp/backend/internal/note"
)

// problem is an answer that tells the client what was wrong.
type problem struct {
	status     int
	code       string
	message    string
	fields     note.Violations
	retryAfter int
}

type problemBody struct {
	Error problemDetail `json:"error"`
}

type problemDetail struct {
	Code      string          `json:"code"`
	Message   string          `json:"message"`
	RequestID string          `json:"requestId"`
	Fields    note.Violations `json:"fields,omitempty"`
}

func invalid(violations note.Violations) *problem {
	return &problem{status: http.StatusUnprocessableEntity, code: "validation_failed", message: "The note is not valid.", fields: violations}
}

func notFound(message string) *problem {
	return &problem{status: http.StatusNotFound, code: "not_found", message: message}
}

var (
	unavailable = &problem{
		status: http.StatusServiceUnavailable, code: "unavailable", retryAfter: 2,
		message: "The notes cannot be reached at the moment. Try again in a few seconds.",
	}
	internalError = &problem{
		status: http.StatusInternalServerError, code: "internal_error",
		message: "Something went wrong on our side. Quote the request id when you report it.",
	}
)

func writeProblem(w http.ResponseWriter, r *http.Request, p *problem) {
	if p.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(p.retryAfter))
	}
	writeJSON(w, p.status, problemBody{Error: problemDetail{
		Code: p.code, Message: p.message, RequestID: RequestID(r.Context()), Fields: p.fields,
	}})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	text, err := json.Marshal(value)
	if err != nil { // only a type that cannot be JSON fails, and the types are ours
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text)
}
