package main

import (
	"database/sql"
	"net/http"
	"strings"
	"sync"
	"testing"

	"example.com/webapp/backend/internal/testdb"
)

func TestWithoutADatabaseTheProcessIsHealthyButNotReady(t *testing.T) {
	port, err := testdb.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	p := start(t, environmentOf(testdb.Database{Host: "127.0.0.1", Port: port, Name: "notes", Username: "u", Password: "p"}))
	eventually(t, "healthy", func() bool { status, _ := p.send("GET", "/healthz", ""); return status == http.StatusOK })
	for path, want := range map[string]int{"/readyz": 503, "/api/notes": 503} {
		if status, body := p.send("GET", path, ""); status != want {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	p.terminate()
	if code := p.exitCode(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestPressureIsPublishedOnlyWhereItIsAskedFor(t *testing.T) {
	port, err := testdb.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	for namespace, want := range map[string]int{"": 0, "shop-dev/services": 1} {
		environment := environmentOf(testdb.Database{Host: "127.0.0.1", Port: port, Name: "notes", Username: "u", Password: "p"})
		environment["PRESSURE_NAMESPACE"] = namespace
		environment["LOG_LEVEL"] = "error"
		p := start(t, environment)
		eventually(t, "answers", func() bool { status, _ := p.send("GET", "/api/notes", ""); return status == 503 })
		p.terminate()
		p.exitCode()
		text := p.out.String()
		if got := strings.Count(text, `"RequestsInFlight":`); got < want || (want == 0 && got > 0) {
			t.Errorf("%q: %s", namespace, text)
		}
		if want > 0 && !strings.Contains(text, `"Namespace":"shop-dev/services"`) {
			t.Errorf("not in its namespace: %s", text)
		}
	}
}

func TestWrongConfigurationIsExplained(t *testing.T) {
	p := start(t, map[string]string{"DATABASE_PORT": "x"})
	if code := p.exitCode(); code != 1 {
		t.Errorf("exit code %d", code)
	}
	text := p.out.String()
	for _, want := range []string{"DATABASE_PORT: \"x\" is not valid", "DATABASE_HOST: is required", "DATABASE_PASSWORD: is required"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if strings.Contains(text, "goroutine") || strings.Count(text, "\n") > 6 {
		t.Errorf("not a short explanation: %s", text)
	}
	if p := start(t, map[string]string{}, "serve", "now"); p.exitCode() != 1 || !strings.Contains(p.out.String(), "unknown arguments") {
		t.Errorf("got %s", p.out.String())
	}
}

func TestServersThatStartTogetherAgreeOnTheSchema(t *testing.T) {
	d := testdb.New(t)
	first, second := start(t, environmentOf(d)), start(t, environmentOf(d))
	first.becomesReady()
	second.becomesReady()
	applied := strings.Count(first.out.String()+second.out.String(), `"migration applied"`)
	if recorded := testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM schema_migrations"); applied != recorded || recorded == 0 {
		t.Errorf("%d migrations applied %d times", recorded, applied)
	}
}

func TestMigrateCommand(t *testing.T) {
	d := testdb.New(t)
	for _, want := range []string{`"applied":4`, `"applied":0`} {
		p := start(t, environmentOf(d), "migrate")
		if code := p.exitCode(); code != 0 || !strings.Contains(p.out.String(), want) {
			t.Errorf("exit code %d, no %s in %s", code, want, p.out.String())
		}
	}
}

func TestAServerEndsInOneLineWhenItCannotReadTheSchema(t *testing.T) {
	d := testdb.New(t)
	if p := start(t, environmentOf(d), "migrate"); p.exitCode() != 0 {
		t.Fatal("no migration")
	}
	for reason, change := range map[string]string{
		"backend: the schema is at version 3, and this release needs 4: run its migrate first (docs/deploy.md)\n":                                   "DELETE FROM schema_migrations WHERE version = 4",
		"backend: this release knows the schema up to version 4, and the one that is there can be read from version 9 on: deploy a newer release\n": "INSERT INTO schema_readable_from VALUES (9)",
	} {
		testdb.Run(t, d.Admin, change)
		for _, arguments := range [][]string{nil, {"migrate", "--check"}} {
			p := start(t, environmentOf(d), arguments...)
			if code := p.exitCode(); code != exitUnreadable || !strings.HasSuffix(p.out.String(), reason) || strings.Count(p.out.String(), "backend: ") != 1 {
				t.Errorf("%q: exit code %d, and not %q but %s", arguments, code, reason, p.out.String())
			}
		}
		testdb.Run(t, d.Admin, "DELETE FROM schema_readable_from")
		start(t, environmentOf(d), "migrate").exitCode()
	}
}

func TestACheckOfTheSchemaChangesNothing(t *testing.T) {
	d := testdb.New(t)
	tables := func() (found int) {
		if err := d.Admin.QueryRow("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()").Scan(&found); err != nil {
			t.Fatal(err)
		}
		return found
	}
	check := func() int { return start(t, environmentOf(d), "migrate", "--check").exitCode() }
	if code := check(); code != 0 || tables() != 0 {
		t.Errorf("of nothing: %d, %d tables", code, tables())
	}
	start(t, environmentOf(d), "migrate").exitCode()
	made := tables()
	if code := check(); code != 0 || tables() != made {
		t.Errorf("of its own: %d, %d tables", code, tables())
	}
	unreachable := environmentOf(d)
	unreachable["DATABASE_PORT"] = "1"
	if code := start(t, unreachable, "migrate", "--check").exitCode(); code != 1 {
		t.Errorf("of what cannot be reached: %d", code)
	}
}

// hold locks the table, so that writing a note takes until the returned function is called.
func hold(t *testing.T, d testdb.Database) func() {
	t.Helper()
	connection, err := d.Admin.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := connection.ExecContext(t.Context(), "LOCK TABLES notes WRITE"); err != nil {
		t.Fatal(err)
	}
	var once sync.Once
	release := func() {
		once.Do(func() { _, _ = connection.ExecContext(t.Context(), "UNLOCK TABLES"); _ = connection.Close() })
	}
	return release
}

func waiting(t *testing.T, admin *sql.DB, username string) bool {
	t.Helper()
	return testdb.Count(t, admin, "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '"+username+"' AND state LIKE 'Waiting for table%'") > 0
}

func TestSIGTERMLetsASlowRequestFinish(t *testing.T) {
	d := testdb.New(t)
	p := start(t, environmentOf(d)).becomesReady()
	release := hold(t, d)
	defer release()
	status := make(chan int, 1)
	go func() { code, _ := p.send("POST", "/api/notes", `{"title":"slow"}`); status <- code }()
	eventually(t, "the request waits in the database", func() bool { return waiting(t, d.Admin, d.Username) })
	p.terminate()
	eventually(t, "not ready", func() bool { code, _ := p.send("GET", "/readyz", ""); return code == http.StatusServiceUnavailable })
	if health, _ := p.send("GET", "/healthz", ""); health != http.StatusOK {
		t.Errorf("healthz is %d while stopping", health)
	}
	eventually(t, "no new connections", func() bool { code, _ := p.send("GET", "/healthz", ""); return code == 0 })
	release()
	if got := <-status; got != http.StatusCreated {
		t.Errorf("status %d", got)
	}
	if code := p.exitCode(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM notes WHERE title = 'slow'") != 1 {
		t.Error("the note is not stored")
	}
}

func TestARequestBeyondTheShutdownTimeoutIsReported(t *testing.T) {
	d := testdb.New(t)
	environment := environmentOf(d)
	environment["SHUTDOWN_TIMEOUT_SECONDS"] = "1"
	p := start(t, environment).becomesReady()
	release := hold(t, d)
	defer release()
	go p.send("POST", "/api/notes", `{"title":"slow"}`)
	eventually(t, "the request waits in the database", func() bool { return waiting(t, d.Admin, d.Username) })
	p.terminate()
	if code := p.exitCode(); code != 1 || !strings.Contains(p.out.String(), "cut off") {
		t.Errorf("exit code %d", code)
	}
}
