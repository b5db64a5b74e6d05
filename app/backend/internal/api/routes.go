// Package api is the HTTP interface: routes, limits, errors as JSON, and what every request has in common.
package api

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"example.com/webapp/backend/internal/pressure"
	"example.com/webapp/backend/internal/searches"
)

// RequestTimeout is how long the work on one request may take.
const RequestTimeout = 10 * time.Second

// Dependencies are what the handlers work with.
type Dependencies struct {
	Notes Notes
	// Lists are pages of notes, from the database or a cache.
	Lists Lists
	// Searches lets only a few of them in at once.
	Searches *searches.Gate
	// Pictures is nil where there is no bucket for them.
	Pictures *Pictures
	// SchemaReady says whether the tables are there.
	SchemaReady func() bool
	// Draining says whether the process was told to stop.
	Draining func() bool
	// Ping asks the database for a sign of life.
	Ping    func(ctx context.Context) error
	Observe func(status int, duration time.Duration)
	// Pressure counts requests in flight and refused, health checks apart.
	Pressure *pressure.Gauge
	Logger   *slog.Logger
}

type api struct{ Dependencies }

// handler returns the problem it did not answer itself.
type handler func(w http.ResponseWriter, r *http.Request) *problem

// New makes the handler of the whole server.
func New(dependencies Dependencies) http.Handler {
	a := &api{dependencies}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", a.healthz)
	mux.HandleFunc("GET /readyz", a.readyz)
	mux.HandleFunc("GET /api/notes", a.data(a.list))
	mux.HandleFunc("POST /api/notes", a.data(a.create))
	mux.HandleFunc("GET /api/notes/{id}", a.data(a.get))
	mux.HandleFunc("PUT /api/notes/{id}", a.data(a.update))
	mux.HandleFunc("DELETE /api/notes/{id}", a.data(a.remove))
	if a.Pictures != nil {
		mux.HandleFunc("POST /api/notes/{id}/pictures", a.data(a.signUpload))
		mux.HandleFunc("PUT /api/notes/{id}/pictures/{picture}", a.data(a.addPicture))
		mux.HandleFunc("DELETE /api/notes/{id}/pictures/{picture}", a.data(a.removePicture))
		mux.HandleFunc("/api/notes/{id}/pictures", only(http.MethodPost))
		mux.HandleFunc("/api/notes/{id}/pictures/{picture}", only(http.MethodPut, http.MethodDelete))
	}
	// ServeMux would answer the rest in plain text.
	mux.HandleFunc("/healthz", only(http.MethodGet, http.MethodHead))
	mux.HandleFunc("/readyz", only(http.MethodGet, http.MethodHead))
	mux.HandleFunc("/api/notes", only(http.MethodGet, http.MethodHead, http.MethodPost))
	mux.HandleFunc("/api/notes/{id}", only(http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, r, notFound("There is nothing at this address."))
	})
	return a.identify(a.record(a.recoverPanics(limitTime(a.setHeaders(mux)))))
}

// data answers 503 while the tables are not there, so that no handler meets a missing one.
func (a *api) data(handle handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !a.SchemaReady() {
			writeProblem(w, r, unavailable)
			return
		}
		if wrong := handle(w, r); wrong != nil {
			writeProblem(w, r, wrong)
		}
	}
}

func only(methods ...string) http.HandlerFunc {
	allowed := strings.Join(methods, ", ")
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allowed)
		writeProblem(w, r, &problem{
			status: http.StatusMethodNotAllowed, code: "method_not_allowed",
			message: "This address allows " + allowed + ".",
		})
	}
}
