package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"example.com/webapp/backend/internal/note"
)

func TestANoteLivesFromCreateToDelete(t *testing.T) {
	f := newFixture()
	created := f.send("POST", "/api/notes", `{"title":" Plan ","body":"text"}`)
	var stored note.Note
	if err := json.Unmarshal(created.Body.Bytes(), &stored); err != nil || created.Code != 201 || stored.Title != "Plan" || stored.Body != "text" {
		t.Fatalf("%d %s", created.Code, created.Body)
	}
	address := "/api/notes/" + string(stored.ID)
	if created.Header().Get("Location") != address {
		t.Errorf("Location: %s", created.Header().Get("Location"))
	}
	if got := f.send("GET", address, ""); got.Code != 200 || got.Body.String() != created.Body.String() {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if got := f.send("PUT", address, `{"title":"New"}`, "Content-Type", "application/json; charset=UTF-8"); got.Code != 200 || f.store.notes[stored.ID].Title != "New" || f.store.notes[stored.ID].Body != "" {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if got := f.send("DELETE", address, ""); got.Code != 204 || got.Body.Len() > 0 {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	for _, method := range []string{"GET", "PUT", "DELETE"} {
		body := ""
		if method == "PUT" {
			body = `{"title":"New"}`
		}
		if got := f.send(method, address, body); got.Code != 404 || problemOf(t, got).Code != "not_found" {
			t.Errorf("%s after delete: %d", method, got.Code)
		}
	}
}

func TestTimesAreUTCWithMilliseconds(t *testing.T) {
	created := newFixture().send("POST", "/api/notes", `{"title":"x"}`)
	var text struct{ CreatedAt, UpdatedAt string }
	if err := json.Unmarshal(created.Body.Bytes(), &text); err != nil || !strings.HasSuffix(text.CreatedAt, "Z") || text.CreatedAt != text.UpdatedAt || len(text.CreatedAt) > len("2026-01-02T03:04:05.678Z") {
		t.Errorf("%+v, %v", text, err)
	}
}

func TestListPassesTheQueryOn(t *testing.T) {
	f := newFixture()
	got := f.send("GET", "/api/notes?q=%20100%25%20&page=3&pageSize=50&other=1", "")
	if got.Code != 200 || f.store.query != (note.Query{Search: "100%", Page: 3, PageSize: 50}) || !strings.Contains(got.Body.String(), `"notes":[]`) {
		t.Errorf("%d %s %+v", got.Code, got.Body, f.store.query)
	}
	f.send("GET", "/api/notes", "")
	if f.store.query != (note.Query{Page: 1, PageSize: 20}) {
		t.Errorf("defaults: %+v", f.store.query)
	}
}

func TestUnknownAddressesAndMethodsAreJSON(t *testing.T) {
	f := newFixture()
	for _, target := range []string{"/", "/api", "/api/notes/", "/api/notes/x/y", "/api/notes/1", "/api/notes/%00", "/api/notes/..%2f..%2fetc"} {
		if got := f.send("GET", target, ""); got.Code != 404 || problemOf(t, got).Code != "not_found" {
			t.Errorf("%s: %d", target, got.Code)
		}
	}
	for target, allow := range map[string]string{
		"/api/notes": "GET, HEAD, POST", "/api/notes/1": "GET, HEAD, PUT, DELETE", "/healthz": "GET, HEAD", "/readyz": "GET, HEAD",
	} {
		for _, method := range []string{"PATCH", "OPTIONS", "TRACE", "NONSENSE"} {
			got := f.send(method, target, "")
			if got.Code != 405 || problemOf(t, got).Code != "method_not_allowed" || got.Header().Get("Allow") != allow {
				t.Errorf("%s %s: %d, %s", method, target, got.Code, got.Header().Get("Allow"))
			}
		}
	}
}

func TestStoreFailuresHideTheirCause(t *testing.T) {
	for _, test := range []struct {
		err    error
		status int
		code   string
	}{
		{context.DeadlineExceeded, 503, "unavailable"},
		{errors.New("syntax error near 'sEcReT'"), 500, "internal_error"},
	} {
		f := newFixture()
		f.store.err = test.err
		id := string(note.NewID(note.Note{}.CreatedAt))
		for method, target := range map[string]string{"GET": "/api/notes", "POST": "/api/notes", "PUT": "/api/notes/" + id, "DELETE": "/api/notes/" + id} {
			body := ""
			if method == "POST" || method == "PUT" {
				body = `{"title":"x"}`
			}
			got := f.send(method, target, body)
			if got.Code != test.status || problemOf(t, got).Code != test.code || strings.Contains(got.Body.String(), "sEcReT") {
				t.Errorf("%s: %d %s", method, got.Code, got.Body)
			}
			if (got.Header().Get("Retry-After") != "") != (test.status == 503) {
				t.Errorf("%s: Retry-After %q", method, got.Header().Get("Retry-After"))
			}
		}
	}
}

func TestHealthAndReadiness(t *testing.T) {
	f := newFixture()
	check := func(name string, healthz, readyz, notes int) {
		t.Helper()
		for target, want := range map[string]int{"/healthz": healthz, "/readyz": readyz, "/api/notes": notes} {
			if got := f.send("GET", target, ""); got.Code != want {
				t.Errorf("%s: %s is %d, want %d", name, target, got.Code, want)
			}
		}
	}
	check("running", 200, 200, 200)
	f.pingErr = errors.New("connection refused")
	check("database down", 200, 503, 200)
	f.pingErr, f.ready = nil, false
	check("before the migrations", 200, 503, 503)
	f.ready, f.draining = true, true
	check("stopping", 200, 503, 200)
	if got := f.send("GET", "/api/notes", ""); got.Header().Get("Connection") != "close" {
		t.Error("a stopping server keeps connections open")
	}
	if want := []int{200, 200, 503, 200, 200}; !slices.Equal(f.statuses, want) {
		t.Errorf("measured %v, want %v: health checks do not count", f.statuses, want)
	}
}

func TestAPanicIsA500(t *testing.T) {
	f := newFixture()
	f.store.notes = nil // storing into a nil map panics
	got := f.send("POST", "/api/notes", `{"title":"x"}`)
	if got.Code != http.StatusInternalServerError || problemOf(t, got).Code != "internal_error" {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if !slices.Equal(f.statuses, []int{500}) {
		t.Errorf("measured %v", f.statuses)
	}
}

func TestRequestIDs(t *testing.T) {
	f := newFixture()
	for _, sane := range []string{"a", "req-1.2_3=4:5", strings.Repeat("x", 128)} {
		if got := f.send("GET", "/healthz", "", "X-Request-Id", sane).Header().Get("X-Request-Id"); got != sane {
			t.Errorf("%q became %q", sane, got)
		}
	}
	seen := map[string]bool{}
	for _, other := range []string{"", "<script>", "a b", "é", "a\nb", "-x", strings.Repeat("x", 129)} {
		got := f.send("GET", "/healthz", "", "X-Request-Id", other).Header().Get("X-Request-Id")
		if len(got) != 32 || seen[got] {
			t.Errorf("%q became %q", other, got)
		}
		seen[got] = true
	}
}
