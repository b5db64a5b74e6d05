package migrate

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"

	"github.com/go-sql-driver/mysql"
)

const (
	createVersions = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version INT NOT NULL PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  checksum CHAR(64) NOT NULL,
  applied_at DATETIME(3) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4`
	readVersions  = `SELECT version, checksum FROM schema_migrations`
	recordVersion = `INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))`

	// The lock belongs to the server, not to one database, and its name has at most 64 characters.
	takeLock    = `SELECT GET_LOCK(CONCAT('migrate-', MD5(DATABASE())), ?)`
	releaseLock = `DO RELEASE_LOCK(CONCAT('migrate-', MD5(DATABASE())))`
	lockSeconds = 60

	noSuchTable = 1146
)

// Apply runs the migrations that the database has not seen, one process at a time. It returns how many it ran.
func Apply(ctx context.Context, pool *sql.DB, logger *slog.Logger) (int, error) {
	migrations, err := All()
	if err != nil {
		return 0, err
	}
	// The lock belongs to a connection, so everything happens on one.
	connection, err := pool.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { _ = connection.Close() }()
	var taken sql.NullInt64
	if err := connection.QueryRowContext(ctx, takeLock, lockSeconds).Scan(&taken); err != nil {
		return 0, err
	}
	if taken.Int64 != 1 {
		return 0, fmt.Errorf("another process has been changing the schema for %d seconds", lockSeconds)
	}
	// From here on SIGTERM waits: a statement cut off half way leaves a change that is made but not recorded.
	ctx = context.WithoutCancel(ctx)
	defer func() { _, _ = connection.ExecContext(ctx, releaseLock) }()
	if _, err := connection.ExecContext(ctx, createVersions); err != nil {
		return 0, err
	}
	waiting, err := missing(ctx, connection, migrations)
	if err != nil {
		return 0, err
	}
	for done, migration := range waiting {
		if err := run(ctx, connection, migration); err != nil {
			return done, fmt.Errorf("migration %d %s: %w", migration.Version, migration.Name, err)
		}
		logger.InfoContext(ctx, "migration applied", "version", migration.Version, "name", migration.Name)
	}
	return len(waiting), nil
}

// Missing counts the migrations that the database has not seen. It needs no right but SELECT.
func Missing(ctx context.Context, pool *sql.DB) (int, error) {
	migrations, err := All()
	if err != nil {
		return 0, err
	}
	waiting, err := missing(ctx, pool, migrations)
	var refusal *mysql.MySQLError
	if errors.As(err, &refusal) && refusal.Number == noSuchTable {
		return len(migrations), nil
	}
	return len(waiting), err
}

type querier interface {
	QueryContext(ctx context.Context, statement string, arguments ...any) (*sql.Rows, error)
}

// missing compares with what is recorded. A version that only the database knows came from a newer release: see the
// package's documentation.
func missing(ctx context.Context, database querier, migrations []Migration) ([]Migration, error) {
	rows, err := database.QueryContext(ctx, readVersions)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	recorded := map[int]string{}
	for rows.Next() {
		var version int
		var sum string
		if err := rows.Scan(&version, &sum); err != nil {
			return nil, err
		}
		recorded[version] = sum
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var waiting []Migration
	for _, migration := range migrations {
		sum, applied := recorded[migration.Version]
		if applied && sum != checksum(migration) {
			return nil, fmt.Errorf("migration %d %s was changed after it was applied: undo the change and add a new migration", migration.Version, migration.Name)
		}
		if !applied {
			waiting = append(waiting, migration)
		}
	}
	return waiting, nil
}

func run(ctx context.Context, connection *sql.Conn, migration Migration) error {
	if _, err := connection.ExecContext(ctx, migration.Statement); err != nil {
		return err
	}
	_, err := connection.ExecContext(ctx, recordVersion, migration.Version, migration.Name, checksum(migration))
	return err
}

func checksum(migration Migration) string {
	sum := sha256.Sum256([]byte(migration.Statement))
	return hex.EncodeToString(sum[:])
}
