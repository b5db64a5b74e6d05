package main

import (
	"context"
	"errors"
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
	check := func(ctx context.Context) error { return migrate.Check(ctx, pool) }
	if err := waitForSchema(ctx, check, schemaPatience, schemaInterval); err != nil {
		return err
	}
	stored, err := seed.Fill(ctx, store.New(pool, settings.Cache.Host != ""), time.Now())
	if err != nil {
		return err
	}
	logger.Info("the database has its samples", "stored", stored)
	return nil
}

// waitForSchema waits until this release can work with the schema.
func waitForSchema(ctx context.Context, check func(context.Context) error, patience, interval time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		err := check(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(errors.New("the schema is not ready"), err)
		case <-time.After(interval):
		}
	}
}
