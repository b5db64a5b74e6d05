package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/webapp/backend/internal/note"
	"example.com/webapp/backend/internal/pressure"
	"example.com/webapp/backend/internal/searches"
	"example.com/webapp/backend/internal/testdb"
)

// memory keeps notes in a map. With err set, every call fails with it; during runs while a list or a ping is asked for.
type memory struct {
	during func(note.Query)
	mutex  sync.Mutex
	notes  map[note.ID]note.Note
	query  note.Query
	err    error
}

func (m *memory) List(_ context.Context, query note.Query) (note.Page, error) {
	m.mutex.Lock()
	m.query = query
	m.mutex.Unlock()
	m.during(query)
	return note.Page{Notes: []note.Note{}, Page: query.Page, PageSize: query.PageSize}, m.err
}

func (m *memory) Get(_ context.Context, id note.ID) (note.Note, error) {
	found, exists := m.notes[id]
	if !exists && m.err == nil {
		return found, note.ErrNotFound
	}
	return found, m.err
}

func (m *memory) Create(_ context.Context, n note.Note) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.err == nil {
		m.notes[n.ID] = n
	}
	return m.err
}

func (m *memory) Update(ctx context.Context, id note.ID, draft note.Draft, now time.Time) (note.Note, error) {
	found, err := m.Get(ctx, id)
	if err == nil {
		found.Title, found.Body, found.UpdatedAt = draft.Title, draft.Body, note.Timestamp(now)
		m.notes[id] = found
	}
	return found, err
}

func (m *memory) Delete(ctx context.Context, id note.ID) error {
	_, err := m.Get(ctx, id)
	delete(m.notes, id)
	return err
}

// fixture is a handler whose surroundings a test can change.
type fixture struct {
	store    *memory
	ready    bool
	draining bool
	pingErr  error
	mutex    sync.Mutex
	statuses []int
	pressure *pressure.Gauge
	pictures *Pictures
	handler  http.Handler
}

func newFixture() *fixture { return newFixtureWith(nil) }

func newFixtureWith(pictures *Pictures) *fixture {
	f := &fixture{store: &memory{during: func(note.Query) {}, notes: map[note.ID]note.Note{}}, ready: true, pressure: pressure.New(time.Now()), pictures: pictures}
	f.handler = New(Dependencies{
		Notes:       f.store,
		Lists:       f.store,
		Searches:    searches.NewGate(2),
		Pictures:    f.pictures,
		SchemaReady: func() bool { return f.ready },
		Draining:    func() bool { return f.draining },
		Ping:        func(context.Context) error { f.store.during(note.Query{}); return f.pingErr },
		Observe:     f.observe,
		Pressure:    f.pressure,
		Logger:      testdb.Quiet,
	})
	return f
}

func (f *fixture) observe(status int, _ time.Duration) {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.statuses = append(f.statuses, status)
}

func (f *fixture) send(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, target, strings.NewReader(body))
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for index := 0; index+1 < len(headers); index += 2 {
		request.Header.Set(headers[index], headers[index+1])
	}
	recorder := httptest.NewRecorder()
	f.handler.ServeHTTP(recorder, request)
	return recorder
}

// problemOf checks that an answer is a complete problem and returns it.
func problemOf(t *testing.T, answer *httptest.ResponseRecorder) problemDetail {
	t.Helper()
	var body problemBody
	if err := json.Unmarshal(answer.Body.Bytes(), &body); err != nil {
		t.Fatalf("%d %q: %v", answer.Code, answer.Body, err)
	}
	if body.Error.Code == "" || body.Error.Message == "" || body.Error.RequestID != answer.Header().Get("X-Request-Id") || body.Error.RequestID == "" {
		t.Errorf("incomplete problem: %+v", body.Error)
	}
	if kind := answer.Header().Get("Content-Type"); kind != "application/json; charset=utf-8" {
		t.Errorf("problem as %q", kind)
	}
	return body.Error
}
