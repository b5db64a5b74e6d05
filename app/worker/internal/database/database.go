// Package database opens connections to MySQL: TLS, and a password or an IAM token for each connection.
package database

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/rds/auth"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/go-sql-driver/mysql"

	"example.com/webapp/worker/internal/config"
)

// app/certificates/generate.ts writes the file and compares it with its source.
//
//go:embed rds-global-bundle.pem
var rdsBundle []byte

const (
	accessDenied = 1045
	dialTimeout  = 3 * time.Second
	// answerTimeout ends a connection whose server is silent for so long.
	answerTimeout = 10 * time.Second
	maxLifetime   = 5 * time.Minute
)

// Open makes a pool. It does not connect: that is the work of the first query.
func Open(settings config.Database, configuration aws.Config) (*sql.DB, error) {
	base := mysql.NewConfig()
	base.Net = "tcp"
	base.Addr = net.JoinHostPort(settings.Host, strconv.Itoa(settings.Port))
	base.DBName = settings.Name
	base.Timeout, base.ReadTimeout, base.WriteTimeout = dialTimeout, answerTimeout, answerTimeout
	base.ParseTime = true
	base.ClientFoundRows = true // an update that changes nothing still found its row
	base.RejectReadOnly = true  // after a failover an old connection leads to the replica: drop it
	base.Logger = &mysql.NopLogger{}
	if settings.VerifyTLS {
		roots := x509.NewCertPool()
		if !roots.AppendCertsFromPEM(rdsBundle) {
			return nil, errors.New("the embedded RDS certificates are unreadable: run app/certificates/generate.ts and build again")
		}
		base.TLS = &tls.Config{RootCAs: roots, ServerName: settings.Host, MinVersion: tls.VersionTLS12}
		base.AllowCleartextPasswords = settings.IAM // the RDS plugin asks for the token as it is
	}
	pool := sql.OpenDB(&connector{base: base, settings: settings, aws: configuration})
	pool.SetMaxOpenConns(settings.MaxConnections)
	pool.SetMaxIdleConns(settings.MaxConnections)
	pool.SetConnMaxLifetime(maxLifetime)
	return pool, nil
}

// connector opens each connection with the credentials of that moment.
type connector struct {
	base     *mysql.Config
	settings config.Database
	aws      aws.Config
}

// Connect implements driver.Connector. A refused password was rotated: the secret has the new one.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	username, password := c.settings.Username, c.settings.Password
	if c.settings.IAM {
		token, err := auth.BuildAuthToken(ctx, c.base.Addr, c.aws.Region, username, c.aws.Credentials)
		if err != nil {
			return nil, fmt.Errorf("signing an IAM token: %w", err)
		}
		password = token
	}
	connection, err := c.open(ctx, username, password)
	var refusal *mysql.MySQLError
	if c.settings.SecretARN == "" || !errors.As(err, &refusal) || refusal.Number != accessDenied {
		return connection, err
	}
	username, password, readErr := c.readSecret(ctx)
	if readErr != nil {
		return nil, fmt.Errorf("%w; reading the secret: %w", err, readErr)
	}
	return c.open(ctx, username, password)
}

// Driver implements driver.Connector.
func (c *connector) Driver() driver.Driver { return &mysql.MySQLDriver{} }

func (c *connector) open(ctx context.Context, username, password string) (driver.Conn, error) {
	one := c.base.Clone()
	one.User, one.Passwd = username, password
	opener, err := mysql.NewConnector(one)
	if err != nil {
		return nil, err
	}
	return opener.Connect(ctx)
}

// readSecret never quotes the secret in an error.
func (c *connector) readSecret(ctx context.Context) (username, password string, err error) {
	answer, err := secretsmanager.NewFromConfig(c.aws).GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &c.settings.SecretARN})
	if err != nil {
		return "", "", err
	}
	var secret struct{ Username, Password string }
	if json.Unmarshal([]byte(aws.ToString(answer.SecretString)), &secret) != nil || secret.Username == "" || secret.Password == "" {
		return "", "", errors.New("it is not a JSON object with username and password")
	}
	return secret.Username, secret.Password, nil
}
