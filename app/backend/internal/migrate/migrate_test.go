package migrate

import (
	"database/sql"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

func open(t *testing.T, d testdb.Database, connections int) *sql.DB {
	t.Helper()
	pool := database.Open(database.Options{
		Host: "127.0.0.1", Port: d.Port, Name: d.Name, MaxConnections: connections, Logger: testdb.Quiet,
		Credentials: database.Fixed{Username: d.Username, Password: d.Password}, Encryption: database.Plain(),
	})
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

func TestFilesAreNumberedAndSingleStatements(t *testing.T) {
	migrations, err := All()
	if err != nil || len(migrations) == 0 || migrations[0].Name != "create_notes" {
		t.Fatalf("got %v, %v", migrations, err)
	}
	for name, files := range map[string]fstest.MapFS{
		"gap":            {"sql/0001_a.sql": {Data: []byte("A")}, "sql/0003_c.sql": {Data: []byte("C")}},
		"short number":   {"sql/1_a.sql": {Data: []byte("A")}},
		"no name":        {"sql/0001.sql": {Data: []byte("A")}},
		"two statements": {"sql/0001_a.sql": {Data: []byte("A; B")}},
		"unreadable":     {"sql/0001_a.sql": {Data: []byte("-- readable from 2\nA")}},
		"empty":          {"sql/0001_a.sql": {Data: []byte(" \n")}},
	} {
		if got, err := read(files); err == nil {
			t.Errorf("%s was accepted: %v", name, got)
		}
	}
}

func TestApplyTwiceAppliesOnce(t *testing.T) {
	d := testdb.New(t)
	pool := open(t, d, 1)
	all, _ := All()
	if err := Check(t.Context(), pool); err != ErrEmpty {
		t.Fatalf("before: %v", err)
	}
	if applied, err := Apply(t.Context(), pool, testdb.Quiet); err != nil || applied != len(all) {
		t.Fatalf("first: %d, %v", applied, err)
	}
	if applied, err := Apply(t.Context(), pool, testdb.Quiet); err != nil || applied != 0 {
		t.Fatalf("second: %d, %v", applied, err)
	}
	if err := Check(t.Context(), pool); err != nil {
		t.Fatalf("after: %v", err)
	}
	testdb.Run(t, d.Admin, "INSERT INTO notes VALUES ('a', 'b', 'c', NOW(), NOW())")
}

func TestTheNewestSchemaAndWhoReadsIt(t *testing.T) {
	migrations, err := read(fstest.MapFS{
		"sql/0001_a.sql": {Data: []byte("A")},
		"sql/0002_b.sql": {Data: []byte("-- readable from 2\nB")},
		"sql/0003_c.sql": {Data: []byte("C")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := Newest(migrations); got != (Schema{Version: 3, ReadableFrom: 2}) {
		t.Errorf("got %v", got)
	}
}

func TestOnlyAnEmptyDatabaseIsMadeByAServer(t *testing.T) {
	d := testdb.New(t)
	pool := open(t, d, 1)
	all, _ := All()
	for range 2 {
		if err := MakeOrCheck(t.Context(), pool, testdb.Quiet); err != nil {
			t.Fatal(err)
		}
	}
	recorded := func() int { return testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM schema_migrations") }
	if recorded() != len(all) {
		t.Errorf("%d of %d migrations", recorded(), len(all))
	}
	testdb.Run(t, d.Admin, "DELETE FROM schema_migrations WHERE version > 2")
	var unreadable *Unreadable
	err := MakeOrCheck(t.Context(), pool, testdb.Quiet)
	if !errors.As(err, &unreadable) || !strings.HasPrefix(err.Error(), "the schema is at version 2, and this release needs 4: run its migrate first") {
		t.Errorf("behind: %v", err)
	}
	if recorded() != 2 {
		t.Errorf("a server applied %d migrations to a database that is not empty", recorded()-2)
	}
}

func TestASchemaThatThisReleaseCannotReadIsRefused(t *testing.T) {
	d := testdb.New(t)
	pool := open(t, d, 1)
	if _, err := Apply(t.Context(), pool, testdb.Quiet); err != nil {
		t.Fatal(err)
	}
	known := Newest(mustAll(t)).Version
	connection, err := pool.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// As a newer release leaves it: one step that others can read, and one that they cannot.
	for _, step := range []Migration{
		{Version: known + 1, Name: "add", ReadableFrom: 1, Statement: "ALTER TABLE notes ADD COLUMN subtitle VARCHAR(120) NOT NULL DEFAULT ''"},
		{Version: known + 2, Name: "remove", ReadableFrom: known + 1, Statement: "ALTER TABLE notes DROP COLUMN title"},
	} {
		if err := Check(t.Context(), d.Admin); err != nil {
			t.Errorf("before version %d: %v", step.Version, err)
		}
		if err := run(t.Context(), connection, step); err != nil {
			t.Fatal(err)
		}
	}
	_ = connection.Close()
	var unreadable *Unreadable
	if err := Check(t.Context(), pool); !errors.As(err, &unreadable) || !strings.Contains(err.Error(), "up to version 4, and the one that is there can be read from version 5 on") {
		t.Errorf("got %v", err)
	}
}

func mustAll(t *testing.T) []Migration {
	t.Helper()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestConcurrentApplyRunsEachMigrationOnce(t *testing.T) {
	d := testdb.New(t)
	const tasks = 8
	counts, failures := make([]int, tasks), make([]error, tasks)
	var group sync.WaitGroup
	for task := range tasks {
		pool := open(t, d, 1)
		group.Add(1)
		go func() {
			defer group.Done()
			counts[task], failures[task] = Apply(t.Context(), pool, testdb.Quiet)
		}()
	}
	group.Wait()
	if err := errors.Join(failures...); err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, count := range counts {
		total += count
	}
	all, _ := All()
	if total != len(all) || testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM schema_migrations") != len(all) {
		t.Errorf("%d migrations ran %d times: %v", len(all), total, counts)
	}
}

func TestAChangedMigrationIsRefused(t *testing.T) {
	d := testdb.New(t)
	pool := open(t, d, 1)
	if _, err := Apply(t.Context(), pool, testdb.Quiet); err != nil {
		t.Fatal(err)
	}
	testdb.Run(t, d.Admin, "UPDATE schema_migrations SET checksum = REPEAT('0', 64)")
	if _, err := Apply(t.Context(), pool, testdb.Quiet); err == nil || !strings.Contains(err.Error(), "was changed after it was applied") {
		t.Errorf("got %v", err)
	}
}

func TestANewerSchemaIsAccepted(t *testing.T) {
	d := testdb.New(t)
	pool := open(t, d, 1)
	if _, err := Apply(t.Context(), pool, testdb.Quiet); err != nil {
		t.Fatal(err)
	}
	testdb.Run(t, d.Admin, "INSERT INTO schema_migrations VALUES (9999, 'from_the_future', REPEAT('0', 64), NOW())")
	if applied, err := Apply(t.Context(), pool, testdb.Quiet); err != nil || applied != 0 {
		t.Errorf("%d, %v", applied, err)
	}
}
