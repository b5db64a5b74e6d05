package database

import (
	"context"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"webapp/backup/internal/environment"
	"webapp/backup/internal/failure"
)

// Connection runs clients against one database. Close removes the file with the login.
type Connection struct {
	database     environment.Database
	defaultsFile string
	dumper       program
	client       program
	warn         func(message string)
}

// Open finds the clients; it does not connect yet. Whatever a client writes to its
// error stream although it succeeds goes to warn.
func Open(ctx context.Context, database environment.Database, warn func(string)) (*Connection, error) {
	if _, err := os.Stat(database.CAFile); database.VerifyTLS && err != nil {
		return nil, failure.New(failure.Usage, "the certificate authorities to verify the database with are not there: %w", err)
	}
	dumper, err := find(ctx, "mysqldump")
	if err != nil {
		return nil, err
	}
	client, err := find(ctx, "mysql")
	if err != nil {
		return nil, err
	}
	defaultsFile, err := writeDefaultsFile(database)
	if err != nil {
		return nil, err
	}
	return &Connection{database: database, defaultsFile: defaultsFile, dumper: dumper, client: client, warn: warn}, nil
}

// Close removes the file with the login.
func (c *Connection) Close() { _ = os.Remove(c.defaultsFile) }

// Client names the client and its version.
func (c *Connection) Client() string { return c.dumper.String() }

// Dump writes the database as SQL to out.
func (c *Connection) Dump(ctx context.Context, out io.Writer) error {
	arguments := slices.Concat(c.connectFlags(c.dumper), flagsOf[c.dumper.family].dump, []string{c.database.Name})
	return c.run(ctx, c.dumper, arguments, nil, out)
}

// Load executes a dump in the database.
func (c *Connection) Load(ctx context.Context, dump io.Reader) error {
	arguments := slices.Concat(c.connectFlags(c.client), loadFlags, []string{c.database.Name})
	return c.run(ctx, c.client, arguments, dump, io.Discard)
}

// query executes statements without choosing a database and returns the lines of the answer.
func (c *Connection) query(ctx context.Context, sql string) ([]string, error) {
	var out strings.Builder
	arguments := slices.Concat(c.connectFlags(c.client), queryFlags)
	if err := c.run(ctx, c.client, arguments, strings.NewReader(sql), &out); err != nil {
		return nil, err
	}
	return strings.FieldsFunc(out.String(), func(r rune) bool { return r == '\n' }), nil
}

// The defaults file has to be the first argument.
func (c *Connection) connectFlags(p program) []string {
	tls := flagsOf[p.family].noTLS
	if c.database.VerifyTLS {
		tls = flagsOf[p.family].verify(c.database.CAFile)
	}
	return slices.Concat([]string{"--defaults-file=" + c.defaultsFile}, commonFlags, tls)
}

// A client that is told to stop gets this long before it is killed.
const stopTimeout = 5 * time.Second

func (c *Connection) run(ctx context.Context, p program, arguments []string, in io.Reader, out io.Writer) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	command := exec.CommandContext(ctx, p.path, arguments...)
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	command.WaitDelay = stopTimeout
	errors := &lastLines{}
	command.Stderr = errors
	// The first failed read or write ends the client: it would otherwise go on without us, or end as if all were well.
	broken := &firstError{stop: stop}
	command.Stdout = broken.writer(out)
	if in != nil {
		command.Stdin = broken.reader(in)
	}
	err := command.Run()
	switch {
	case broken.error() != nil:
		return broken.error()
	case err != nil:
		return c.explain(p, command.ProcessState, err, errors.String())
	case errors.String() != "":
		c.warn(errors.String())
	}
	return nil
}
