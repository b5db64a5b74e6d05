package cache

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

const (
	// A list from the database takes a few milliseconds, so a slower cache is none.
	dialTimeout    = 300 * time.Millisecond
	commandTimeout = 100 * time.Millisecond
	// maxLifetime is less than the twelve hours after which ElastiCache ends a connection with an IAM token.
	maxLifetime = 11 * time.Hour
	connections = 10
	// longest is all that a list may wait for the cache, the first connection included.
	longest = dialTimeout + 2*commandTimeout
)

// Options say where the cache is and who connects.
type Options struct {
	Host string
	Port int
	// Encrypted is false only for a server on the same machine, which gets no credentials.
	Encrypted bool
	// Credentials give user and password of a new connection.
	Credentials func(ctx context.Context) (username, password string, err error)
}

// Valkey is a Keeper.
type Valkey struct{ client *redis.Client }

// Open makes a client. It does not connect: that is the work of the first command.
func Open(options Options) *Valkey {
	settings := &redis.Options{
		Addr:                  net.JoinHostPort(options.Host, strconv.Itoa(options.Port)),
		Protocol:              2,
		DisableIdentity:       true,
		DialTimeout:           dialTimeout,
		DialerRetries:         1,
		ReadTimeout:           commandTimeout,
		WriteTimeout:          commandTimeout,
		PoolTimeout:           commandTimeout,
		ContextTimeoutEnabled: true,
		MaxRetries:            -1, // a second try would double the wait
		PoolSize:              connections,
		ConnMaxLifetime:       maxLifetime,
		// A feature of another vendor's servers.
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	}
	if options.Encrypted {
		settings.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12, ServerName: options.Host}
		settings.CredentialsProviderContext = options.Credentials
	}
	return &Valkey{client: redis.NewClient(settings)}
}

// Get implements Keeper.
func (v *Valkey) Get(ctx context.Context, key string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	text, err := v.client.Get(ctx, key).Result()
	if errors.Is(err, redis.Nil) {
		return "", nil
	}
	return text, err
}

// Set implements Keeper.
func (v *Valkey) Set(ctx context.Context, key, value string, keptFor time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	return v.client.Set(ctx, key, value, keptFor).Err()
}

// Close ends the connections.
func (v *Valkey) Close() error { return v.client.Close() }
