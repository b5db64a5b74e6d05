package api

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"example.com/webapp/backend/internal/note"
)

func text(length int) string { return strings.Repeat("x", length) }

func TestBadInputIsRefusedWithAReasonAndStoresNothing(t *testing.T) {
	for name, test := range map[string]struct {
		body   string
		status int
		code   string
	}{
		"not JSON":               {"title=x", 400, "invalid_json"},
		"cut off":                {`{"title":"x"`, 400, "invalid_json"},
		"cut off in a string":    {`{"title":"x`, 400, "invalid_json"},
		"array":                  {`[{"title":"x"}]`, 400, "invalid_json"},
		"string":                 {`"title"`, 400, "invalid_json"},
		"null":                   {`null`, 400, "invalid_json"},
		"two values":             {`{"title":"x"}{"title":"y"}`, 400, "invalid_json"},
		"rubbish behind":         {`{"title":"x"}x`, 400, "invalid_json"},
		"trailing comma":         {`{"title":"x",}`, 400, "invalid_json"},
		"bad escape":             {`{"title":"\x"}`, 400, "invalid_json"},
		"raw newline":            {"{\"title\":\"a\nb\"}", 400, "invalid_json"},
		"invalid UTF-8":          {"{\"title\":\"\xff\xfe\"}", 400, "invalid_json"},
		"overlong UTF-8":         {"{\"title\":\"\xc0\xaf\"}", 400, "invalid_json"},
		"unknown field":          {`{"title":"x","id":"1"}`, 400, "unknown_field"},
		"other case":             {`{"Title":"x"}`, 400, "unknown_field"},
		"prototype":              {`{"__proto__":{"title":"x"}}`, 400, "unknown_field"},
		"field twice":            {`{"title":"x","title":"y"}`, 400, "duplicate_field"},
		"no title":               {`{"body":"x"}`, 422, "validation_failed"},
		"empty object":           {`{}`, 422, "validation_failed"},
		"null title":             {`{"title":null}`, 422, "validation_failed"},
		"number":                 {`{"title":1}`, 422, "validation_failed"},
		"object":                 {`{"title":{"$ne":null}}`, 422, "validation_failed"},
		"deep arrays":            {`{"title":` + strings.Repeat("[", 60_000), 422, "validation_failed"},
		"deep objects":           {strings.Repeat(`{"title":`, 7_000), 422, "validation_failed"},
		"empty title":            {`{"title":"  "}`, 422, "validation_failed"},
		"NUL in the title":       {`{"title":"a\u0000b"}`, 422, "validation_failed"},
		"NUL in the body":        {`{"title":"a","body":"\u0000"}`, 422, "validation_failed"},
		"long title":             {`{"title":"` + text(121) + `"}`, 422, "validation_failed"},
		"long body":              {`{"title":"x","body":"` + text(10_001) + `"}`, 422, "validation_failed"},
		"larger than the limit":  {`{"title":"x","body":"` + text(maxBodyBytes) + `"}`, 413, "body_too_large"},
		"space up to the limit":  {`{"title":""` + strings.Repeat(" ", maxBodyBytes-12) + `}`, 422, "validation_failed"},
		"space beyond the limit": {`{"title":""` + strings.Repeat(" ", maxBodyBytes) + `}`, 413, "body_too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture()
			id := note.NewID(note.Note{}.CreatedAt)
			f.store.notes[id] = note.Note{ID: id, Title: "kept"}
			for method, target := range map[string]string{"POST": "/api/notes", "PUT": "/api/notes/" + string(id)} {
				got := f.send(method, target, test.body)
				if got.Code != test.status || problemOf(t, got).Code != test.code {
					t.Errorf("%s: %d %.200s", method, got.Code, got.Body)
				}
			}
			if len(f.store.notes) != 1 || f.store.notes[id].Title != "kept" {
				t.Errorf("stored %v", f.store.notes)
			}
		})
	}
}

func TestContentTypeMustBeJSON(t *testing.T) {
	f := newFixture()
	for _, kind := range []string{"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=latin1", "application/json;;", "nonsense"} {
		if got := f.send("POST", "/api/notes", `{"title":"x"}`, "Content-Type", kind); got.Code != 415 || problemOf(t, got).Code != "unsupported_media_type" {
			t.Errorf("%q: %d", kind, got.Code)
		}
	}
	if got := f.send("POST", "/api/notes", `{"title":"x"}`, "Content-Encoding", "gzip"); got.Code != 415 {
		t.Errorf("gzip: %d", got.Code)
	}
	if len(f.store.notes) > 0 {
		t.Errorf("stored %v", f.store.notes)
	}
}

func TestBadQueriesAreRefused(t *testing.T) {
	f := newFixture()
	for _, raw := range []string{
		"page=0", "page=-1", "page=1001", "page=x", "page=", "page=1.5", "page=1e3", "page=99999999999999999999", "page=1&page=2",
		"pageSize=0", "pageSize=101", "pageSize=%31%00", "q=a&q=b", "q=%ff", "q=a%00b", "q=%1b", "q=" + text(101), "q=%zz", "a;b=1",
	} {
		if got := f.send("GET", "/api/notes?"+raw, ""); got.Code != 400 || problemOf(t, got).Code != "invalid_query" {
			t.Errorf("%q: %d %s", raw, got.Code, got.Body)
		}
	}
}

func FuzzParseDraft(f *testing.F) {
	for _, seed := range []string{`{"title":"x","body":"y"}`, `{"title":"\ud800"}`, `{"title":"a","title":"b"}`, `{"title":[[[`, "{\"title\":\"\xff\"}", `{}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		draft, wrong := parseDraft(body)
		if wrong != nil {
			if wrong.status < 400 || wrong.status > 499 || wrong.code == "" || wrong.message == "" || draft != (note.Draft{}) {
				t.Errorf("%q: %+v", body, wrong)
			}
			return
		}
		if length := utf8.RuneCountInString(draft.Title); length < 1 || length > note.MaxTitleLength {
			t.Errorf("%q: title of %d", body, length)
		}
		if strings.ContainsRune(draft.Title+draft.Body, 0) || !utf8.ValidString(draft.Title+draft.Body) {
			t.Errorf("%q: %+v", body, draft)
		}
		if !json.Valid(body) {
			t.Errorf("accepted %q", body)
		}
	})
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{"q=a&page=2&pageSize=10", "page=%00", "q=%ff", "pageSize=101", ";"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		query, wrong := parseQuery(raw)
		if wrong != nil {
			if wrong.status != 400 || wrong.message == "" {
				t.Errorf("%q: %+v", raw, wrong)
			}
			return
		}
		if query.Page < 1 || query.Page > maxPage || query.PageSize < 1 || query.PageSize > maxPageSize || query.Offset() < 0 {
			t.Errorf("%q: %+v", raw, query)
		}
		if !utf8.ValidString(query.Search) || utf8.RuneCountInString(query.Search) > maxSearchLength || strings.ContainsRune(query.Search, 0) {
			t.Errorf("%q: %+v", raw, query)
		}
	})
}

func FuzzChooseRequestID(f *testing.F) {
	f.Add("abc-123")
	f.Add("a\r\nSet-Cookie: x")
	f.Fuzz(func(t *testing.T, given string) {
		if chosen := chooseRequestID(given); chosen == "" || len(chosen) > 128 || strings.ContainsAny(chosen, "\r\n <>\"'") {
			t.Errorf("%q became %q", given, chosen)
		}
	})
}
