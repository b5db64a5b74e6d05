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
	createReadable = `CREATE TABLE IF NOT EXISTS schema_readable_from (version INT NOT NULL PRIMARY KEY) ENGINE = InnoDB`
	readVersions   = `SELECT version, checksum FROM schema_migrations`
	readReadable   = `SELECT COALESCE(MAX(version), 1) FROM schema_readable_from`
	recordVersion  = `INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))`
	recordReadable = `INSERT IGNORE INTO schema_readable_from (version) VALUES (?)`

	// The lock belongs to the server, not to one database, and its name has at most 64 characters.
	takeLock    = `SELECT GET_LOCK(CONCAT('migrate-', MD5(DATABASE())), ?)`
	releaseLock = `DO RELEASE_LOCK(CONCAT('migrate-', MD5(DATABASE())))`
	lockSeconds = 60

	noSuchTable = 1146
)

// Apply runs the migrations that the database has not seen, one process at a time. It returns how many it ran.
func Apply(ctx context.Context, pool *sql.DB, logger *slog.Logger) (int, error) {
	done := 0
	err := alone(ctx, pool, func(ctx context.Context, connection *sql.Conn) error {
		var err error
		done, err = apply(ctx, connection, logger)
		return err
	})
	return done, err
}

// alone holds the lock of this database's migrations, so that nobody sees half of them.
func alone(ctx context.Context, pool *sql.DB, work func(context.Context, *sql.Conn) error) error {
	// The lock belongs to a connection, so everything happens on one.
	connection, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close() }()
	var taken sql.NullInt64
	if err := connection.QueryRowContext(ctx, takeLock, lockSeconds).Scan(&taken); err != nil {
		return err
	}
	if taken.Int64 != 1 {
		return fmt.Errorf("another process has been changing the schema for %d seconds", lockSeconds)
	}
	// From here on SIGTERM waits: a statement cut off half way leaves a change that is made but not recorded.
	ctx = context.WithoutCancel(ctx)
	defer func() { _, _ = connection.ExecContext(ctx, releaseLock) }()
	return work(ctx, connection)
}

func apply(ctx context.Context, connection *sql.Conn, logger *slog.Logger) (int, error) {
	migrations, err := All()
	if err != nil {
		return 0, err
	}
	for _, statement := range []string{createVersions, createReadable} {
		if _, err := connection.ExecContext(ctx, statement); err != nil {
			return 0, err
		}
	}
	waiting, _, err := missing(ctx, connection, migrations)
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

type querier interface {
	QueryContext(ctx context.Context, statement string, arguments ...any) (*sql.Rows, error)
}

// missing compares with what is recorded, and says how much that is. A version that only the database knows came from a
// newer release: see the package's documentation.
func missing(ctx context.Context, database querier, migrations []Migration) (waiting []Migration, recorded int, err error) {
	rows, err := database.QueryContext(ctx, readVersions)
	if err != nil {
		return nil, 0, err
	}
	defer func() { _ = rows.Close() }()
	sums := map[int]string{}
	for rows.Next() {
		var version int
		var sum string
		if err := rows.Scan(&version, &sum); err != nil {
			return nil, 0, err
		}
		sums[version] = sum
	}
	if err := rows.Err(); err != nil {
		return nil, 0, err
	}
	for _, migration := range migrations {
		sum, applied := sums[migration.Version]
		if applied && sum != checksum(migration) {
			return nil, 0, fmt.Errorf("migration %d %s was changed after it was applied: undo the change and add a new migration", migration.Version, migration.Name)
		}
		if !applied {
			waiting = append(waiting, migration)
		}
	}
	return waiting, len(sums), nil
}

func run(ctx context.Context, connection *sql.Conn, migration Migration) error {
	if _, err := connection.ExecContext(ctx, migration.Statement); err != nil {
		return err
	}
	if migration.ReadableFrom > 1 {
		if _, err := connection.ExecContext(ctx, recordReadable, migration.ReadableFrom); err != nil {
			return err
		}
	}
	_, err := connection.ExecContext(ctx, recordVersion, migration.Version, migration.Name, checksum(migration))
	return err
}

func checksum(migration Migration) string {
	sum := sha256.Sum256([]byte(migration.Statement))
	return hex.EncodeToString(sum[:])
}

// isNoTable says whether a statement failed since there is no such table.
func isNoTable(err error) bool {
	var refusal *mysql.MySQLError
	return errors.As(err, &refusal) && refusal.Number == noSuchTable
}
