package protection

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

func TestTheAgentIsAskedWhenSomethingChanges(t *testing.T) {
	var asked []string
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		asked = append(asked, r.Method+" "+r.URL.Path+" "+string(body))
		w.WriteHeader(status)
	}))
	defer server.Close()
	agent := &Agent{URI: server.URL, Logger: slog.New(slog.NewTextHandler(io.Discard, nil))}
	for _, protected := range []bool{false, true, true, false, false} {
		agent.Set(t.Context(), protected)
	}
	status = http.StatusBadRequest
	agent.Set(t.Context(), true)
	status = http.StatusOK
	agent.Set(t.Context(), true) // the refused one is tried again
	agent.asked = agent.asked.Add(-time.Hour)
	agent.Set(t.Context(), true) // before it runs out
	on, off := `PUT /task-protection/v1/state {"ExpiresInMinutes":60,"ProtectionEnabled":true}`, `PUT /task-protection/v1/state {"ProtectionEnabled":false}`
	if !slices.Equal(asked, []string{on, off, on, on, on}) {
		t.Errorf("asked %q", asked)
	}
	(&Agent{}).Set(t.Context(), true) // not in ECS
}
