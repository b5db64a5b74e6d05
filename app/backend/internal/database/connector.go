// Package database opens connections to MySQL: TLS, credentials that change while the process runs, and pool limits.
package database

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/go-sql-driver/mysql"
)

// MySQL error numbers that decide what happens next.
const accessDenied = 1045

const (
	dialTimeout = 3 * time.Second
	// maxLifetime spreads connections over a new writer after a failover, since addresses are looked up on connecting.
	maxLifetime = 5 * time.Minute
	maxIdleTime = 2 * time.Minute
)

// Options say where to connect and how.
type Options struct {
	Host           string
	Port           int
	Name           string
	Credentials    Source
	Encryption     Encryption
	MaxConnections int
	// ResponseTimeout ends a connection whose server is silent for so long; zero waits for ever (schema changes).
	ResponseTimeout time.Duration
	Logger          *slog.Logger
}

// Open makes a pool. It does not connect: that is the work of the first query.
func Open(options Options) *sql.DB {
	base := mysql.NewConfig()
	base.Net = "tcp"
	base.Addr = net.JoinHostPort(options.Host, strconv.Itoa(options.Port))
	base.DBName = options.Name
	base.Timeout = dialTimeout
	base.ReadTimeout = options.ResponseTimeout
	base.WriteTimeout = options.ResponseTimeout
	base.ParseTime = true
	base.ClientFoundRows = true // an update that changes nothing still found its row
	base.RejectReadOnly = true  // after a failover an old connection leads to the replica: drop it
	base.TLS = options.Encryption.clientConfig(options.Host)
	base.AllowCleartextPasswords = options.Encryption.cleartextAllowed()
	base.Logger = driverLogger{options.Logger}

	pool := sql.OpenDB(&connector{base: base, source: options.Credentials, logger: options.Logger})
	pool.SetMaxOpenConns(options.MaxConnections)
	pool.SetMaxIdleConns(options.MaxConnections)
	pool.SetConnMaxLifetime(maxLifetime)
	pool.SetConnMaxIdleTime(maxIdleTime)
	return pool
}

// connector opens each connection with the credentials of that moment.
type connector struct {
	base   *mysql.Config
	source Source
	logger *slog.Logger
}

// Connect implements driver.Connector.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	credentials, err := c.source.Current(ctx)
	if err != nil {
		return nil, CredentialsError{err}
	}
	connection, err := c.open(ctx, credentials)
	if !isAccessDenied(err) {
		return connection, err
	}
	newer, refreshErr := c.source.Refresh(ctx, credentials)
	if refreshErr != nil {
		return nil, CredentialsError{fmt.Errorf("%w; %w", err, refreshErr)}
	}
	c.logger.InfoContext(ctx, "the database refused the credentials, trying newer ones")
	return c.open(ctx, newer)
}

// Driver implements driver.Connector.
func (c *connector) Driver() driver.Driver {
	return &mysql.MySQLDriver{}
}

func (c *connector) open(ctx context.Context, credentials Credentials) (driver.Conn, error) {
	config := c.base.Clone()
	config.User, config.Passwd = credentials.Username, credentials.Password
	opener, err := mysql.NewConnector(config)
	if err != nil {
		return nil, err
	}
	return opener.Connect(ctx)
}

func isAccessDenied(err error) bool {
	var refusal *mysql.MySQLError
	return errors.As(err, &refusal) && refusal.Number == accessDenied
}

// driverLogger turns the driver's own messages into structured ones.
type driverLogger struct{ logger *slog.Logger }

func (d driverLogger) Print(words ...any) {
	d.logger.Debug("mysql driver", "detail", fmt.Sprint(words...))
}
