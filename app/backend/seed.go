package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"example.com/webapp/backend/internal/config"
	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/migrate"
	"example.com/webapp/backend/internal/seed"
	"example.com/webapp/backend/internal/store"
)

// schemaPatience is how long whoever migrates may take: the server of the same deployment, or a task before it.
const (
	schemaPatience = 2 * time.Minute
	schemaInterval = 2 * time.Second
)

// seedOnce fills an empty database, as the same user and by the same rules as the server.
func seedOnce(ctx context.Context, settings config.Config, logger *slog.Logger) error {
	options, err := databaseOptions(ctx, settings.Database, logger)
	if err != nil {
		return err
	}
	options.MaxConnections = 1
	pool := database.Open(options)
	defer func() { _ = pool.Close() }()
	missing := func(ctx context.Context) (int, error) { return migrate.Missing(ctx, pool) }
	if err := waitForSchema(ctx, missing, schemaPatience, schemaInterval); err != nil {
		return err
	}
	stored, err := seed.Fill(ctx, store.New(pool, settings.Cache.Host != ""), time.Now())
	if err != nil {
		return err
	}
	logger.Info("the database has its samples", "stored", stored)
	return nil
}

// waitForSchema waits until no migration is missing.
func waitForSchema(ctx context.Context, missing func(context.Context) (int, error), patience, interval time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		count, err := missing(ctx)
		if err == nil && count == 0 {
			return nil
		}
		if err == nil {
			err = fmt.Errorf("%d migrations are not applied", count)
		}
		select {
		case <-ctx.Done():
			return errors.Join(errors.New("the schema is not ready"), err)
		case <-time.After(interval):
		}
	}
}
