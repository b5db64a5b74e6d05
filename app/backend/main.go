// Command backend is the API of the notebook.
//
//	backend            serves HTTP
//	backend migrate    changes the schema and, with IAM authentication, creates the database user: before a release serves
//	backend migrate --check
//	                   changes nothing: ends with 0 when this release can serve with the schema that is there, and with 3 when
//	                   it cannot; a rollback asks the release that it would bring back
//	backend seed       waits for the schema and fills an empty database with samples
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"example.com/webapp/backend/internal/api"
	"example.com/webapp/backend/internal/config"
	"example.com/webapp/backend/internal/migrate"
)

// exitUnreadable is the exit code of a release that cannot work with the schema; any other failure may pass.
const exitUnreadable = 3

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	// After the first signal the usual handling is back, so a second one ends the process at once.
	context.AfterFunc(ctx, stop)
	err := run(ctx, os.Args[1:], os.LookupEnv, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "backend: "+strings.ReplaceAll(err.Error(), "\n", "\nbackend: "))
		var unreadable *migrate.Unreadable
		if errors.As(err, &unreadable) {
			os.Exit(exitUnreadable)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string, lookup config.Lookup, out io.Writer) error {
	command, isSeed, isCheck := config.Serve, false, false
	switch {
	case len(arguments) == 1 && arguments[0] == "migrate":
		command = config.Migrate
	case len(arguments) == 2 && arguments[0] == "migrate" && arguments[1] == "--check":
		isCheck = true
	case len(arguments) == 1 && arguments[0] == "seed":
		isSeed = true
	case len(arguments) > 0:
		return fmt.Errorf("unknown arguments %q: give none to serve, or migrate, or migrate --check, or seed", strings.Join(arguments, " "))
	}
	settings, err := config.Load(command, lookup)
	if err != nil {
		return err
	}
	logger := slog.New(api.LogHandler{Handler: slog.NewJSONHandler(out, &slog.HandlerOptions{Level: settings.LogLevel})})
	if command == config.Migrate {
		return migrateOnce(ctx, settings.Database, logger)
	}
	if isCheck {
		return checkOnce(ctx, settings.Database, logger)
	}
	if isSeed {
		return seedOnce(ctx, settings, logger)
	}
	return serve(ctx, settings, logger, out)
}
