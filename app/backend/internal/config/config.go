// Package config reads the environment of the container once, at start, and reports every problem at once.
package config

import (
	"log/slog"
	"time"
)

// Command is what the process was asked to do.
type Command string

const (
	// Serve answers HTTP requests. It is the command when none is given.
	Serve Command = "serve"
	// Migrate changes the schema and, with IAM authentication, creates the application's database user.
	Migrate Command = "migrate"
)

// Authentication is how the server proves its identity to the database.
type Authentication string

const (
	// Password uses the user name and password that ECS injects.
	Password Authentication = "password"
	// IAM signs a short-lived token with the credentials of the task role.
	IAM Authentication = "iam"
)

// Config is the whole configuration of the process.
type Config struct {
	Port int
	// Host is the address to listen on; empty means all of them.
	Host             string
	ShutdownTimeout  time.Duration
	LogLevel         slog.Level
	MetricsNamespace string
	// PressureNamespace is where requests in flight and refused are published; empty means nowhere.
	PressureNamespace string
	Database          Database
	// Pictures is empty where there is no bucket, path and queue for them.
	Pictures Pictures
	// Cache has no host where there is none.
	Cache Cache
	// Region of bucket, queue and cache, where there are any.
	Region string
}

// Database says where the database is and who connects to it.
type Database struct {
	Host           string
	Port           int
	Name           string
	Authentication Authentication
	MaxConnections int
	// VerifyTLS is false only for a database on the same machine.
	VerifyTLS bool
	Username  string
	Password  string
	// SecretARN is read again when the database refuses the password; empty means never.
	SecretARN string
	Region    string
	// IAMUsername is the user that `migrate` creates.
	IAMUsername string
}

// Lookup has the shape of os.LookupEnv.
type Lookup func(name string) (string, bool)

// Load reads and checks the variables that the command needs. Its error names every wrong variable, one a line.
func Load(command Command, lookup Lookup) (Config, error) {
	environment := &reader{lookup: lookup}
	config := Config{LogLevel: environment.level("LOG_LEVEL", slog.LevelInfo)}
	if command == Serve {
		config.Port = environment.integer("PORT", 8080, 1, 65535)
		config.Host = environment.ipAddress("HOST")
		config.ShutdownTimeout = time.Duration(environment.integer("SHUTDOWN_TIMEOUT_SECONDS", 25, 1, 120)) * time.Second
		config.MetricsNamespace = environment.matching("METRICS_NAMESPACE", metricsNamespace, false)
		config.PressureNamespace = environment.matching("PRESSURE_NAMESPACE", metricsNamespace, false)
	}
	config.Database = loadDatabase(command, environment)
	if command == Serve {
		config.Pictures = loadPictures(environment)
		config.Cache = loadCache(environment)
	}
	if config.Pictures != (Pictures{}) || config.Cache.Authentication == IAM {
		config.Region = environment.matching("AWS_REGION", region, true)
	}
	return config, environment.err()
}

func loadDatabase(command Command, environment *reader) Database {
	database := Database{
		Host:           environment.matching("DATABASE_HOST", hostName, true),
		Port:           environment.integer("DATABASE_PORT", 3306, 1, 65535),
		Name:           environment.matching("DATABASE_NAME", databaseName, true),
		Authentication: Authentication(environment.choice("DATABASE_AUTHENTICATION", string(Password), string(IAM))),
		VerifyTLS:      environment.choice("DATABASE_TLS", "rds", "off") == "rds",
		MaxConnections: 1,
	}
	if command == Serve {
		database.MaxConnections = environment.integer("DATABASE_MAX_CONNECTIONS", 10, 1, 1000)
	}
	withIAM := database.Authentication == IAM
	if withIAM && !database.VerifyTLS {
		environment.fail("DATABASE_TLS", "an IAM token must not cross the network unencrypted: with DATABASE_AUTHENTICATION=iam leave it at rds")
	}
	switch {
	case withIAM && command == Migrate:
		database.SecretARN = environment.matching("DATABASE_SECRET_ARN", secretARN, true)
		database.IAMUsername = environment.matching("DATABASE_IAM_USERNAME", userName, true)
	case withIAM:
		database.Username = environment.matching("DATABASE_USERNAME", userName, true)
	default:
		database.Username = environment.required("DATABASE_USERNAME")
		database.Password = environment.required("DATABASE_PASSWORD")
		database.SecretARN = environment.matching("DATABASE_SECRET_ARN", secretARN, false)
	}
	if withIAM || database.SecretARN != "" {
		database.Region = environment.matching("AWS_REGION", region, true)
	}
	return database
}
