package note

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a note, in characters (Unicode code points), not bytes.
const (
	MaxTitleLength = 120
	MaxBodyLength  = 10_000
)

// Draft is the part of a note that its writer chooses, already checked.
type Draft struct {
	Title string
	Body  string
}

// Violations maps a field to the reason why its value is refused.
type Violations map[string]string

// NewDraft tidies and checks what a writer sent. Line ends become \n, since browsers send \r\n from a text area.
func NewDraft(title, body string) (Draft, Violations) {
	draft := Draft{Title: strings.TrimSpace(title), Body: strings.ReplaceAll(body, "\r\n", "\n")}
	violations := Violations{}
	switch length := utf8.RuneCountInString(draft.Title); {
	case length == 0:
		violations["title"] = "must not be empty"
	case length > MaxTitleLength:
		violations["title"] = tooLong(length, MaxTitleLength)
	case hasControl(draft.Title, ""):
		violations["title"] = "must be one line without control characters"
	}
	switch length := utf8.RuneCountInString(draft.Body); {
	case length > MaxBodyLength:
		violations["body"] = tooLong(length, MaxBodyLength)
	case hasControl(draft.Body, "\n\r\t"):
		violations["body"] = "must not contain control characters other than tabs and line ends"
	}
	if len(violations) > 0 {
		return Draft{}, violations
	}
	return draft, nil
}

func tooLong(length, limit int) string {
	return fmt.Sprintf("has %d characters, the limit is %d", length, limit)
}

func hasControl(text, allowed string) bool {
	return strings.ContainsFunc(text, func(character rune) bool {
		return unicode.IsControl(character) && !strings.ContainsRune(allowed, character)
	})
}
