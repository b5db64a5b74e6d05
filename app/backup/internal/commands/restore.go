package commands

import (
	"context"
	"io"
	"log/slog"
	"maps"
	"strings"

	"webapp/backup/internal/database"
	"webapp/backup/internal/environment"
	"webapp/backup/internal/failure"
	"webapp/backup/internal/storage"
)

// Source names a dump.
type Source struct {
	// Key of the dump, or LatestKey.
	Key string
	// Database whose latest dump is meant.
	Database  string
	Retrieval storage.Retrieval
}

// Target says what may happen to the database that a dump is restored into.
type Target struct {
	// Create makes the database when it is not there.
	Create bool
	// Force restores into a database that is not empty: tables of the dump are replaced, others stay.
	Force bool
}

// Verify reads a whole dump and compares it with its manifest.
func Verify(ctx context.Context, settings environment.Settings, source Source, log *slog.Logger) error {
	bucket, err := storage.Open(ctx, settings.Storage)
	if err != nil {
		return err
	}
	dump, err := open(ctx, bucket, source.Key, source.Database, source.Retrieval, log)
	if err != nil {
		return err
	}
	if err := dump.check(ctx); err != nil {
		return err
	}
	log.Info("dump is whole", "key", dump.Key, "rows", dump.Rows, "tables", len(dump.Tables))
	return nil
}

// Restore loads a dump into a database and compares the row counts. The dump is read twice: MySQL cannot
// undo CREATE TABLE, so a bad dump has to be known before the first statement runs.
func Restore(ctx context.Context, settings environment.Settings, source Source, target Target, log *slog.Logger) error {
	bucket, err := storage.Open(ctx, settings.Storage)
	if err != nil {
		return err
	}
	connection, err := database.Open(ctx, settings.Database, func(message string) { log.Warn("database client", "said", message) })
	if err != nil {
		return err
	}
	defer connection.Close()
	server, err := prepare(ctx, connection, settings.Database.Name, target)
	if err != nil {
		return err
	}
	dump, err := open(ctx, bucket, source.Key, source.Database, source.Retrieval, log)
	if err != nil {
		return err
	}
	if err := dump.check(ctx); err != nil {
		return err
	}
	if target.Force {
		if err := connection.DropTables(ctx, maps.Keys(dump.Tables)); err != nil {
			return err
		}
	}
	log.Info("restore started", "key", dump.Key, "database", settings.Database.Name, "client", connection.Client(), "server", server)
	err = dump.read(ctx, func(sql io.Reader) error { return connection.Load(ctx, sql) })
	if err != nil {
		log.Warn("the restore broke off: the database holds a part of the dump; run it again with --force", "database", settings.Database.Name)
		return err
	}
	rows, err := connection.Rows(ctx)
	if err != nil {
		return err
	}
	if differences := dump.Differences(rows); len(differences) > 0 {
		return failure.New(failure.RowsDiffer, "%s was restored, but rows differ: %s", dump.Key, strings.Join(differences, "; "))
	}
	log.Info("restore complete, row counts match", "key", dump.Key, "rows", dump.Rows, "tables", len(dump.Tables))
	return nil
}

// prepare makes sure that the restore may write to the database.
func prepare(ctx context.Context, connection *database.Connection, name string, target Target) (server string, err error) {
	if server, err = connection.Version(ctx); err != nil {
		return "", err
	}
	if target.Create {
		if err := connection.Create(ctx); err != nil {
			return "", err
		}
	}
	objects, err := connection.Objects(ctx)
	if err != nil {
		return "", err
	}
	if objects > 0 && !target.Force {
		return "", failure.New(failure.TargetInUse, "database %s holds %d tables, views, routines or events: "+
			"restore into an empty one, or replace the tables that are in the dump with --force", name, objects)
	}
	return server, nil
}
