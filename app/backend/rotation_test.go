package main

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"example.com/webapp/backend/internal/testdb"
)

func TestARotationUnderLoadFailsNoRequest(t *testing.T) {
	d := testdb.New(t)
	secrets := testdb.NewSecrets(t, d.Username, d.Password)
	environment := environmentOf(d)
	for name, value := range map[string]string{
		"DATABASE_SECRET_ARN": secrets.ARN, "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL_SECRETS_MANAGER": secrets.URL,
		"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "DATABASE_MAX_CONNECTIONS": "4",
	} {
		environment[name] = value
	}
	p := start(t, environment).becomesReady()
	var sent, failed atomic.Int32
	stop := make(chan struct{})
	var load sync.WaitGroup
	// Requests hold the gate for reading. Who holds it for writing may close connections and interrupts nobody.
	var gate sync.RWMutex
	for range 4 {
		load.Add(1)
		go func() {
			defer load.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				sent.Add(1)
				gate.RLock()
				status, body := p.send("POST", "/api/notes", `{"title":"under load"}`)
				gate.RUnlock()
				if status != http.StatusCreated {
					failed.Add(1)
					t.Errorf("%d %s", status, body)
				}
			}
		}()
	}
	for _, password := range []string{"second", "third"} {
		before := secrets.Reads()
		secrets.Set(d.Username, password)
		testdb.Run(t, d.Admin, "ALTER USER '"+d.Username+"'@'%' IDENTIFIED BY '"+password+"'")
		gate.Lock()
		dropConnections(t, d)
		gate.Unlock()
		eventually(t, "the secret is read", func() bool { return secrets.Reads() > before })
		after := sent.Load()
		eventually(t, "more requests", func() bool { return sent.Load() > after+20 })
	}
	close(stop)
	load.Wait()
	if stored := testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM notes"); int32(stored) != sent.Load()-failed.Load() {
		t.Errorf("%d requests, %d failed, %d notes", sent.Load(), failed.Load(), stored)
	}
	if reads := secrets.Reads(); reads != 2 {
		t.Errorf("the secret was read %d times", reads)
	}
	t.Logf("%d requests, %d failed, %d readings of the secret", sent.Load(), failed.Load(), secrets.Reads())
}

// dropConnections makes the server log in again, as the end of a connection's lifetime does.
func dropConnections(t *testing.T, d testdb.Database) {
	t.Helper()
	rows, err := d.Admin.QueryContext(t.Context(), "SELECT id FROM information_schema.processlist WHERE user = ?", d.Username)
	if err != nil {
		t.Fatal(err)
	}
	var ids []int
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	_ = rows.Close()
	for _, id := range ids {
		_, _ = d.Admin.ExecContext(t.Context(), "KILL ?", id) // it may have ended by itself
	}
}
