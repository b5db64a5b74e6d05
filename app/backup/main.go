// The program of the backup image: dumps a MySQL database to S3 and restores it. See README.md.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"webapp/backup/internal/commands"
	"webapp/backup/internal/environment"
	"webapp/backup/internal/failure"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.LookupEnv, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program: metrics go to stdout, JSON log lines to stderr.
func run(ctx context.Context, arguments []string, lookup environment.Lookup, stdout, stderr io.Writer) int {
	log := slog.New(slog.NewJSONHandler(stderr, nil))
	err := execute(ctx, arguments, lookup, stdout, log)
	if err == nil {
		return 0
	}
	code := failure.CodeOf(err)
	if ctx.Err() != nil {
		code, err = failure.Interrupted, fmt.Errorf("stopped by a signal: %w", err)
	}
	log.Error(err.Error(), "exitCode", int(code))
	return int(code)
}

func execute(ctx context.Context, arguments []string, lookup environment.Lookup, stdout io.Writer, log *slog.Logger) error {
	call, err := parse(arguments)
	if err != nil {
		return err
	}
	settings, err := environment.Read(lookup, call.command != verifyCommand)
	if err != nil {
		return failure.New(failure.Usage, "%w", err)
	}
	if call.source.Database == "" {
		call.source.Database = settings.Database.Name
	}
	switch call.command {
	case dumpCommand:
		return commands.Dump(ctx, settings, stdout, log)
	case verifyCommand:
		return commands.Verify(ctx, settings, call.source, log)
	default:
		return commands.Restore(ctx, settings, call.source, call.target, log)
	}
}
