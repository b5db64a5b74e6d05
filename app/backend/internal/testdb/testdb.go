// Package testdb gives tests a real database server: the MariaDB of the machine, started in a temporary folder.
package testdb

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
)

// Database is an empty database of the shared server, with a user who owns it.
type Database struct {
	Host     string
	Port     int
	Name     string
	Username string
	Password string
	// Admin connects as the server's root user, to the database.
	Admin *sql.DB
}

// Quiet swallows what tests do not read.
var Quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

var (
	shared  *Server
	starts  sync.Once
	startup error
	number  atomic.Int32
)

// Main runs the tests of a package and stops the server that they started: func TestMain(m) { os.Exit(testdb.Main(m)) }.
func Main(m *testing.M) int {
	code := m.Run()
	if shared != nil {
		shared.Stop()
	}
	return code
}

// New returns an empty database. Without a server on the machine the test is skipped, or fails when CI=true.
func New(t *testing.T) Database {
	t.Helper()
	Require(t)
	starts.Do(func() { shared, startup = StartServer() })
	if startup != nil {
		t.Fatal(startup)
	}
	name := fmt.Sprintf("notes_%d_%d", os.Getpid(), number.Add(1))
	database := Database{Host: "localhost", Port: shared.Port, Name: name, Username: name, Password: "first:/?#[]@ pass"}
	root := shared.Connect("")
	defer func() { _ = root.Close() }()
	Run(t, root, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4",
		"CREATE USER '"+name+"'@'%' IDENTIFIED BY '"+database.Password+"'",
		"GRANT ALL ON `"+strings.ReplaceAll(name, "_", `\_`)+"`.* TO '"+name+"'@'%'")
	database.Admin = shared.Connect(name)
	t.Cleanup(func() { _ = database.Admin.Close() })
	return database
}

// Require skips or fails a test on a machine without a database server.
func Require(t *testing.T) {
	t.Helper()
	for _, program := range []string{"mariadbd", "mariadb-install-db"} {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		const message = "needs a database server: apt-get install mariadb-server"
		if os.Getenv("CI") == "true" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
}

// Run executes statements that must succeed.
func Run(t *testing.T, pool *sql.DB, statements ...string) {
	t.Helper()
	for _, statement := range statements {
		if _, err := pool.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// Count returns the one number that a query gives.
func Count(t *testing.T, pool *sql.DB, query string) int {
	t.Helper()
	var count int
	if err := pool.QueryRowContext(t.Context(), query).Scan(&count); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return count
}

// Connect opens a pool as the root user.
func (s *Server) Connect(database string) *sql.DB {
	config := mysql.NewConfig()
	config.User, config.Net, config.Addr, config.DBName = "root", "unix", s.socket, database
	config.Timeout = time.Second
	config.Logger = &mysql.NopLogger{}
	connector, err := mysql.NewConnector(config)
	if err != nil {
		panic(err)
	}
	return sql.OpenDB(connector)
}

func (s *Server) answers(ctx context.Context) bool {
	pool := s.Connect("")
	defer func() { _ = pool.Close() }()
	return pool.PingContext(ctx) == nil
}
