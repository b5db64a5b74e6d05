package main

import (
	"context"
	"fmt"
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
	schema := server.NewSchema(prepareSchema(settings.Database, options, logger), logger)
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

	working, stopWorking := context.WithCancel(ctx)
	measuring, stopMeasuring := context.WithCancel(context.WithoutCancel(ctx))
	var background sync.WaitGroup
	if uses.outbox != nil {
		background.Add(1)
		go func() { defer background.Done(); uses.outbox.Run(working, outbox.Interval, schema.Ready) }()
	}
	background.Add(2)
	go func() { defer background.Done(); schema.Run(working) }()
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

// prepareSchema applies migrations where the server has the rights. A user with IAM authentication may not change the
// schema: there the server waits until `backend migrate` has.
func prepareSchema(settings config.Database, options database.Options, logger *slog.Logger) func(context.Context) error {
	// Changing a large table takes longer than any query may, so this pool has no response timeout.
	options.ResponseTimeout = 0
	options.MaxConnections = 1
	return func(ctx context.Context) error {
		pool := database.Open(options)
		defer func() { _ = pool.Close() }()
		if settings.Authentication == config.Password {
			_, err := migrate.Apply(ctx, pool, logger)
			return err
		}
		missing, err := migrate.Missing(ctx, pool)
		if err == nil && missing > 0 {
			return fmt.Errorf("%d migrations are not applied: run backend migrate", missing)
		}
		return err
	}
}
