package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/webapp/backend/internal/note"
)

// Limits of a request.
const (
	maxBodyBytes    = 64 << 10
	maxSearchLength = 100
	maxPage         = 1000
	maxPageSize     = 100
	defaultPageSize = 20
)

func malformed(code, message string) *problem {
	return &problem{status: http.StatusBadRequest, code: code, message: message}
}

// parseDraft reads {"title": …, "body": …}. It is stricter than encoding/json: names are exact, given once, and no
// others; text is valid UTF-8, which encoding/json would repair in silence.
func parseDraft(text []byte) (note.Draft, *problem) {
	if !utf8.Valid(text) {
		return note.Draft{}, malformed("invalid_json", "The request body is not valid UTF-8.")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') {
		return note.Draft{}, malformed("invalid_json", "The request body must be a JSON object.")
	}
	values := map[string]*string{"title": nil, "body": nil}
	for decoder.More() {
		if wrong := readField(decoder, values); wrong != nil {
			return note.Draft{}, wrong
		}
	}
	if _, err := decoder.Token(); err != nil {
		return note.Draft{}, malformed("invalid_json", "The request body is not complete JSON.")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return note.Draft{}, malformed("invalid_json", "The request body must be one JSON object and nothing after it.")
	}
	if values["title"] == nil {
		return note.Draft{}, invalid(note.Violations{"title": "is required"})
	}
	body := ""
	if values["body"] != nil {
		body = *values["body"]
	}
	draft, violations := note.NewDraft(*values["title"], body)
	if violations != nil {
		return note.Draft{}, invalid(violations)
	}
	return draft, nil
}

func readField(decoder *json.Decoder, values map[string]*string) *problem {
	token, err := decoder.Token()
	name, isName := token.(string)
	if err != nil || !isName {
		return malformed("invalid_json", "The request body is not valid JSON.")
	}
	known, allowed := values[name]
	if !allowed {
		return malformed("unknown_field", fmt.Sprintf("The field %q is not known: send title and body.", shorten(name)))
	}
	if known != nil {
		return malformed("duplicate_field", fmt.Sprintf("The field %q is given twice.", name))
	}
	token, err = decoder.Token()
	if err != nil {
		return malformed("invalid_json", "The request body is not valid JSON.")
	}
	value, isText := token.(string)
	if !isText {
		return invalid(note.Violations{name: "must be a string"})
	}
	values[name] = &value
	return nil
}

// parseQuery reads ?q=, ?page= and ?pageSize= of a list. Other parameters are ignored.
func parseQuery(raw string) (note.Query, *problem) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return note.Query{}, malformed("invalid_query", "The query string is malformed.")
	}
	for _, name := range []string{"q", "page", "pageSize"} {
		if len(values[name]) > 1 {
			return note.Query{}, malformed("invalid_query", fmt.Sprintf("The parameter %s is given more than once.", name))
		}
	}
	query := note.Query{Search: strings.TrimSpace(values.Get("q"))}
	if !utf8.ValidString(query.Search) || strings.ContainsFunc(query.Search, unicode.IsControl) {
		return note.Query{}, malformed("invalid_query", "The parameter q must be valid UTF-8 without control characters.")
	}
	if length := utf8.RuneCountInString(query.Search); length > maxSearchLength {
		return note.Query{}, malformed("invalid_query", fmt.Sprintf("The parameter q has %d characters, the limit is %d.", length, maxSearchLength))
	}
	var wrong *problem
	if query.Page, wrong = parseNumber(values, "page", 1, maxPage); wrong != nil {
		return note.Query{}, wrong
	}
	query.PageSize, wrong = parseNumber(values, "pageSize", defaultPageSize, maxPageSize)
	return query, wrong
}

func parseNumber(values url.Values, name string, fallback, highest int) (int, *problem) {
	if !values.Has(name) {
		return fallback, nil
	}
	number, err := strconv.Atoi(values.Get(name))
	if err != nil || number < 1 || number > highest {
		return fallback, malformed("invalid_query", fmt.Sprintf("The parameter %s must be a whole number from 1 to %d.", name, highest))
	}
	return number, nil
}

// shorten keeps a message readable whatever a client sent.
func shorten(text string) string {
	const longest = 40
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return text
}
