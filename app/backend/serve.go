package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"strconv"
	"sync"
	"time"

	"example.com/webapp/backend/internal/api"
	"example.com/webapp/backend/internal/config"
	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/metrics"
	"example.com/webapp/backend/internal/migrate"
	"example.com/webapp/backend/internal/outbox"
	"example.com/webapp/backend/internal/pressure"
	"example.com/webapp/backend/internal/searches"
	"example.com/webapp/backend/internal/server"
	"example.com/webapp/backend/internal/store"
)

// responseTimeout is longer than the timeout of a query, whose error says more.
const responseTimeout = 2 * store.QueryTimeout

// searchShare is how much of the connections searches may have: a quarter.
const searchShare = 4

func serve(ctx context.Context, settings config.Config, logger *slog.Logger, out io.Writer) error {
	options, err := databaseOptions(ctx, settings.Database, logger)
	if err != nil {
		return err
	}
	options.ResponseTimeout = responseTimeout
	pool := database.Open(options)
	defer func() { _ = pool.Close() }()

	listener, err := net.Listen("tcp", net.JoinHostPort(settings.Host, strconv.Itoa(settings.Port)))
	if err != nil {
		return err
	}
	data := slog.New(slog.NewJSONHandler(out, nil))
	figures := metrics.New(settings.MetricsNamespace, data, pool.Stats)
	notes := store.New(pool, settings.Cache.Host != "")
	uses, err := usesOf(ctx, settings, notes, logger)
	if err != nil {
		return err
	}
	defer uses.close()
	gauge := pressure.New(time.Now())
	schema := server.NewSchema(prepareSchema(settings.Database, options, logger), isUnreadable, logger)
	http := server.New(settings.ShutdownTimeout, logger)
	handler := api.New(api.Dependencies{
		Notes:       notes,
		Lists:       uses.lists,
		Searches:    searches.NewGate(max(1, settings.Database.MaxConnections/searchShare)),
		Pictures:    uses.pictures,
		SchemaReady: schema.Ready,
		Draining:    http.Draining,
		Ping:        pool.PingContext,
		Observe:     figures.Observe,
		Pressure:    gauge,
		Logger:      logger,
	})

	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	working, stopWorking := context.WithCancel(ctx)
	measuring, stopMeasuring := context.WithCancel(context.WithoutCancel(ctx))
	var background sync.WaitGroup
	if uses.outbox != nil {
		background.Add(1)
		go func() { defer background.Done(); uses.outbox.Run(working, outbox.Interval, schema.Ready) }()
	}
	background.Add(2)
	go func() {
		defer background.Done()
		if err := schema.Run(working); err != nil {
			end(err)
		}
	}()
	go func() { defer background.Done(); figures.Run(measuring, metrics.Interval) }()
	if settings.PressureNamespace != "" {
		publisher := pressure.Publisher{Gauge: gauge, Namespace: settings.PressureNamespace, Logger: data}
		background.Add(1)
		go func() { defer background.Done(); publisher.Run(measuring, pressure.Interval) }()
	}
	overdue := make(chan struct{})
	context.AfterFunc(working, func() {
		time.AfterFunc(settings.ShutdownTimeout, func() { close(overdue) })
	})
	err = http.Run(ctx, listener, handler)
	stopWorking()
	stopMeasuring()
	finish(&background, overdue)
	if cause := context.Cause(ctx); isUnreadable(cause) {
		return cause
	}
	return err
}

// finish waits for background work, in the main for a migration's statement, no longer than a shutdown may take.
func finish(background *sync.WaitGroup, overdue <-chan struct{}) {
	done := make(chan struct{})
	go func() { background.Wait(); close(done) }()
	select {
	case <-done:
	case <-overdue:
	}
}

// prepareSchema checks the schema, which `backend migrate` changes before a release serves. Only an empty database gets its
// first schema here, since a first deployment has nobody to run anything before it; a user with IAM authentication has no
// right to make it and waits.
func prepareSchema(settings config.Database, options database.Options, logger *slog.Logger) func(context.Context) error {
	// Making tables may take longer than any query may, so this pool has no response timeout.
	options.ResponseTimeout = 0
	options.MaxConnections = 1
	return func(ctx context.Context) error {
		pool := database.Open(options)
		defer func() { _ = pool.Close() }()
		if settings.Authentication == config.Password {
			return migrate.MakeOrCheck(ctx, pool, logger)
		}
		return migrate.Check(ctx, pool)
	}
}

func isUnreadable(err error) bool {
	var unreadable *migrate.Unreadable
	return errors.As(err, &unreadable)
}
