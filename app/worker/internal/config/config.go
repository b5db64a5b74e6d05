// Package config reads the environment of the container once, at start, and reports every problem at once.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Command is what the process was asked to do.
type Command string

// Commands.
const (
	Thumbnails Command = "thumbnails"
	Digest     Command = "digest"
)

// Config is the whole configuration of the process.
type Config struct {
	LogLevel slog.Level
	Region   string
	Database Database
	// Bucket of pictures and the start of their keys; both are empty for a job that has none.
	Bucket, Prefix string
	Queue          Queue
	// LongestSide of a thumbnail, in pixels.
	LongestSide int
	// AgentURI is where ECS tells of the task; empty elsewhere.
	AgentURI string
}

// Queue is what the worker works off.
type Queue struct {
	URL string
	// Visibility is after what time a message comes back that is neither deleted nor extended.
	Visibility time.Duration
	// ShutdownTimeout is how long work may go on after SIGTERM.
	ShutdownTimeout time.Duration
}

// Database says where the database is and who connects to it.
type Database struct {
	Host               string
	Port               int
	Name               string
	IAM                bool
	MaxConnections     int
	VerifyTLS          bool
	Username, Password string
	// SecretARN is read when the database refuses the password; empty means never.
	SecretARN string
}

// Lookup has the shape of os.LookupEnv.
type Lookup func(name string) (string, bool)

// Load reads and checks the variables that the command needs. Its error names every wrong variable, one a line.
func Load(command Command, lookup Lookup) (Config, error) {
	r := &reader{lookup: lookup}
	isWorker := command == Thumbnails
	config := Config{
		LogLevel: r.level("LOG_LEVEL"),
		Region:   r.matching("AWS_REGION", `^[a-z]{2}(-[a-z]+)+-[0-9]+$`, "give a region such as eu-west-1", true),
		Bucket:   r.matching("UPLOADS_BUCKET", `^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`, "give the name of a bucket", isWorker),
		Prefix: strings.TrimPrefix(
			r.matching("UPLOADS_PATH", `^/([A-Za-z0-9._-]+/)+$`, "give a path such as /uploads/", isWorker), "/"),
	}
	config.Database = loadDatabase(r)
	if isWorker {
		config.LongestSide = r.integer("LONGEST_SIDE", 320, 16, 2048)
		config.AgentURI = r.optional("ECS_AGENT_URI")
		config.Queue = Queue{
			URL:             r.matching("QUEUE_URL", `^https?://[A-Za-z0-9.:-]+/\S+$`, "give the URL of a queue", true),
			Visibility:      r.seconds("QUEUE_VISIBILITY_SECONDS", 120, 43_200),
			ShutdownTimeout: r.seconds("SHUTDOWN_TIMEOUT_SECONDS", 25, 120),
		}
	}
	return config, errors.Join(r.problems...)
}

func loadDatabase(r *reader) Database {
	database := Database{
		Host:           r.matching("DATABASE_HOST", `^[A-Za-z0-9.:-]{1,255}$`, "give a host name or address, without a port", true),
		Port:           r.integer("DATABASE_PORT", 3306, 1, 65_535),
		Name:           r.matching("DATABASE_NAME", `^[A-Za-z][A-Za-z0-9_]{0,63}$`, "give the name of a database", true),
		IAM:            r.choice("DATABASE_AUTHENTICATION", "password", "iam") == "iam",
		MaxConnections: r.integer("DATABASE_MAX_CONNECTIONS", 5, 1, 1000),
		VerifyTLS:      r.choice("DATABASE_TLS", "rds", "off") == "rds",
		Username:       r.required("DATABASE_USERNAME"),
	}
	if !database.IAM {
		database.Password = r.required("DATABASE_PASSWORD")
		database.SecretARN = r.optional("DATABASE_SECRET_ARN")
	} else if !database.VerifyTLS {
		r.fail("DATABASE_TLS", "an IAM token must not cross the network unencrypted: with DATABASE_AUTHENTICATION=iam leave it at rds")
	}
	return database
}

type reader struct {
	lookup   Lookup
	problems []error
}

func (r *reader) fail(name, fix string) {
	r.problems = append(r.problems, fmt.Errorf("%s: %s", name, fix))
}

// optional treats an empty variable like a missing one.
func (r *reader) optional(name string) string {
	value, _ := r.lookup(name)
	return value
}

func (r *reader) required(name string) string {
	value := r.optional(name)
	if value == "" {
		r.fail(name, "is required and not set")
	}
	return value
}

func (r *reader) matching(name, expression, rule string, required bool) string {
	value := r.optional(name)
	switch {
	case value == "" && required:
		r.fail(name, "is required and not set: "+rule)
	case value != "" && !regexp.MustCompile(expression).MatchString(value):
		r.fail(name, fmt.Sprintf("%q is not valid: %s", value, rule))
	}
	return value
}

// choice falls back to the first allowed value.
func (r *reader) choice(name string, allowed ...string) string {
	value := r.optional(name)
	if value == "" {
		return allowed[0]
	}
	if !slices.Contains(allowed, value) {
		r.fail(name, fmt.Sprintf("%q is not valid: use %s", value, strings.Join(allowed, " or ")))
	}
	return value
}

func (r *reader) integer(name string, fallback, lowest, highest int) int {
	value := r.optional(name)
	if value == "" {
		return fallback
	}
	number, err := strconv.Atoi(value)
	if err != nil || number < lowest || number > highest {
		r.fail(name, fmt.Sprintf("%q is not valid: give a whole number from %d to %d", value, lowest, highest))
		return fallback
	}
	return number
}

func (r *reader) seconds(name string, fallback, highest int) time.Duration {
	return time.Duration(r.integer(name, fallback, 1, highest)) * time.Second
}

func (r *reader) level(name string) slog.Level {
	levels := map[string]slog.Level{"info": slog.LevelInfo, "debug": slog.LevelDebug, "warn": slog.LevelWarn, "error": slog.LevelError}
	return levels[r.choice(name, "info", "debug", "warn", "error")]
}
