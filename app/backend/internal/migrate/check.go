package migrate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
)

// ErrEmpty says that nobody has made a schema yet.
var ErrEmpty = errors.New("the database has no schema yet: run backend migrate")

// An Unreadable schema is one that this release cannot work with, however long it waits.
type Unreadable struct{ reason string }

func (u *Unreadable) Error() string { return u.reason }

// Check says whether this release can work with the schema, by ErrEmpty, an *Unreadable, or another error when it cannot
// be told. It needs no right but SELECT, and waits for a process that is changing the schema.
func Check(ctx context.Context, pool *sql.DB) error {
	return alone(ctx, pool, check)
}

// MakeOrCheck makes the schema of an empty database, which no release has served from, and checks any other.
func MakeOrCheck(ctx context.Context, pool *sql.DB, logger *slog.Logger) error {
	return alone(ctx, pool, func(ctx context.Context, connection *sql.Conn) error {
		err := check(ctx, connection)
		if errors.Is(err, ErrEmpty) {
			_, err = apply(ctx, connection, logger)
		}
		return err
	})
}

func check(ctx context.Context, connection *sql.Conn) error {
	migrations, err := All()
	if err != nil {
		return err
	}
	waiting, recorded, err := missing(ctx, connection, migrations)
	if isNoTable(err) || (err == nil && recorded == 0) {
		return ErrEmpty
	}
	if err != nil {
		return err
	}
	known := Newest(migrations)
	if len(waiting) > 0 {
		return &Unreadable{fmt.Sprintf("the schema is at version %d, and this release needs %d: run its migrate first (docs/deploy.md)", waiting[0].Version-1, known.Version)}
	}
	var from int
	if err := connection.QueryRowContext(ctx, readReadable).Scan(&from); err != nil && !isNoTable(err) {
		return err
	}
	if from > known.Version {
		return &Unreadable{fmt.Sprintf("this release knows the schema up to version %d, and the one that is there can be read from version %d on: deploy a newer release", known.Version, from)}
	}
	return nil
}
