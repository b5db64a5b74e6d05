package main

import (
	"context"
	"errors"
	"log/slog"

	"example.com/webapp/backend/internal/config"
	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/migrate"
)

func migrateOnce(ctx context.Context, settings config.Database, logger *slog.Logger) error {
	options, err := databaseOptions(ctx, settings, logger)
	if err != nil {
		return err
	}
	return migrateWith(ctx, settings, options, migrate.RDSPlugin)
}

// checkOnce says whether this release can serve with the schema that is there, with the rights of a server.
func checkOnce(ctx context.Context, settings config.Database, logger *slog.Logger) error {
	options, err := databaseOptions(ctx, settings, logger)
	if err != nil {
		return err
	}
	options.MaxConnections = 1
	pool := database.Open(options)
	defer func() { _ = pool.Close() }()
	// An empty database has nothing that a release could not read.
	if err := migrate.Check(ctx, pool); err != nil && !errors.Is(err, migrate.ErrEmpty) {
		return err
	}
	logger.Info("this release can serve with the schema")
	return nil
}

// migrateWith applies the migrations and, with IAM authentication, makes the user that the servers connect as.
func migrateWith(ctx context.Context, settings config.Database, options database.Options, plugin migrate.Plugin) error {
	pool := database.Open(options)
	defer func() { _ = pool.Close() }()
	applied, err := migrate.Apply(ctx, pool, options.Logger)
	if err != nil {
		return err
	}
	options.Logger.Info("the schema is ready", "applied", applied)
	if settings.Authentication != config.IAM {
		return nil
	}
	if err := migrate.EnsureUser(ctx, pool, settings.Name, settings.IAMUsername, plugin); err != nil {
		return err
	}
	options.Logger.Info("the database user is ready", "username", settings.IAMUsername)
	return nil
}
