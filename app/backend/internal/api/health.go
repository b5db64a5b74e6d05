package api

import (
	"context"
	"net/http"
	"time"
)

const pingTimeout = 2 * time.Second

type health struct {
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
}

// healthz tells that the process answers. The load balancer asks it, so that a database failure does not replace every task.
func (a *api) healthz(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, health{Status: "ok"})
}

// readyz tells whether requests for notes would succeed.
func (a *api) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), pingTimeout)
	defer cancel()
	switch {
	case a.Draining():
		writeJSON(w, http.StatusServiceUnavailable, health{"unavailable", "shutting down"})
	case !a.SchemaReady():
		writeJSON(w, http.StatusServiceUnavailable, health{"unavailable", "waiting for the database schema"})
	default:
		if err := a.Ping(ctx); err != nil {
			a.Logger.WarnContext(r.Context(), "the database did not answer", "error", err)
			writeJSON(w, http.StatusServiceUnavailable, health{"unavailable", "the database does not answer"})
			return
		}
		writeJSON(w, http.StatusOK, health{Status: "ok"})
	}
}
