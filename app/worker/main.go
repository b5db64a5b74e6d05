// Command worker does what nobody should wait for.
//
//	worker thumbnails    takes messages from the queue and makes thumbnails
//	worker digest        removes what belongs to no note, writes the day's figures, and ends
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"example.com/webapp/worker/internal/config"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	// After the first signal the usual handling is back, so a second one ends the process at once.
	context.AfterFunc(ctx, stop)
	err := run(ctx, os.Args[1:], os.LookupEnv, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "worker: "+strings.ReplaceAll(err.Error(), "\n", "\nworker: "))
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string, lookup config.Lookup, out io.Writer) error {
	command, err := commandOf(arguments)
	if err != nil {
		return err
	}
	settings, err := config.Load(command, lookup)
	if err != nil {
		return err
	}
	logger := slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{Level: settings.LogLevel}))
	place, err := open(ctx, settings)
	if err != nil {
		return err
	}
	defer place.close()
	if command == config.Digest {
		return writeDigest(ctx, place, logger)
	}
	return makeThumbnails(ctx, settings, place, logger)
}

func commandOf(arguments []string) (config.Command, error) {
	if len(arguments) == 1 {
		switch command := config.Command(arguments[0]); command {
		case config.Thumbnails, config.Digest:
			return command, nil
		}
	}
	return "", fmt.Errorf("unknown arguments %q: give thumbnails or digest", strings.Join(arguments, " "))
}
