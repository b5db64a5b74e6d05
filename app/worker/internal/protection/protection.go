// Package protection keeps ECS from ending a task by scaling in while it works.
//
// Source: Amazon ECS developer guide, "Task scale-in protection endpoint",
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
package protection

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"
)

const (
	callTimeout = 3 * time.Second
	// lasts bounds the protection of a task that hangs; renewed is when one at work asks again.
	lasts, renewed = time.Hour, 30 * time.Minute
)

// Agent asks the ECS agent of the task. Its zero value, without an address, does nothing.
type Agent struct {
	// URI of the agent, $ECS_AGENT_URI.
	URI    string
	Logger *slog.Logger

	protected bool
	asked     time.Time
}

// Set protects the task or gives it up, unless that was asked for already. A failure costs nothing but a task that may be
// ended while it works: its messages come back.
func (a *Agent) Set(ctx context.Context, protected bool) {
	known := a.protected == protected && (!protected || time.Since(a.asked) < renewed)
	if a.URI == "" || known {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	if err := a.put(ctx, protected); err != nil {
		a.Logger.WarnContext(ctx, "scale-in protection was not changed", "protected", protected, "error", err)
		return
	}
	a.protected, a.asked = protected, time.Now()
}

func (a *Agent) put(ctx context.Context, protected bool) error {
	wanted := map[string]any{"ProtectionEnabled": protected}
	if protected {
		wanted["ExpiresInMinutes"] = int(lasts.Minutes())
	}
	body, err := json.Marshal(wanted)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, a.URI+"/task-protection/v1/state", bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		reason, _ := io.ReadAll(io.LimitReader(answer.Body, 500))
		return fmt.Errorf("%s: %s", answer.Status, reason)
	}
	return nil
}
