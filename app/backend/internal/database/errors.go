package database

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"

	"github.com/go-sql-driver/mysql"
)

// CredentialsError says that no credentials were found, or none that the database accepts.
type CredentialsError struct{ cause error }

func (e CredentialsError) Error() string { return "database credentials: " + e.cause.Error() }

// Unwrap returns the cause.
func (e CredentialsError) Unwrap() error { return e.cause }

// temporary are the server's refusals that have nothing to do with the statement and pass by themselves or by an operator's hand.
var temporary = []uint16{
	1040,               // too many connections
	1044, accessDenied, // rights are being changed
	1053,       // server shutdown in progress
	1129,       // host blocked after failed handshakes
	1146,       // the schema is not there yet
	1158, 1159, // packet read error, read timeout
	1203, 1226, // connection limits of the user
	1205, 1213, // lock wait timeout, deadlock
	1290, 1792, 1836, // read only, as during a failover
	1317,       // query interrupted
	1927, 4031, // connection killed, closed for inactivity
	3024, 1969, // execution time exceeded (MySQL, MariaDB)
}

// IsTemporary tells failures of reaching the database from mistakes in what was asked of it.
func IsTemporary(err error) bool {
	var refusal *mysql.MySQLError
	if errors.As(err, &refusal) {
		return slices.Contains(temporary, refusal.Number)
	}
	var network net.Error
	var credentials CredentialsError
	return errors.As(err, &network) || errors.As(err, &credentials) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, mysql.ErrInvalidConn) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
