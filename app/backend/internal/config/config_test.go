package config

import (
	"maps"
	"strings"
	"testing"
	"time"
)

func fromMap(values map[string]string) Lookup {
	return func(name string) (string, bool) {
		value, found := values[name]
		return value, found
	}
}

// complete is a valid environment for every command and authentication.
func complete(authentication Authentication) map[string]string {
	return map[string]string{
		"PORT":                     "9090",
		"HOST":                     "127.0.0.1",
		"SHUTDOWN_TIMEOUT_SECONDS": "40",
		"LOG_LEVEL":                "debug",
		"METRICS_NAMESPACE":        "Notes/Backend",
		"DATABASE_HOST":            "notes.abc.eu-west-1.rds.amazonaws.com",
		"DATABASE_PORT":            "3307",
		"DATABASE_NAME":            "notes",
		"DATABASE_AUTHENTICATION":  string(authentication),
		"DATABASE_MAX_CONNECTIONS": "20",
		"DATABASE_TLS":             "rds",
		"DATABASE_USERNAME":        "admin",
		"DATABASE_PASSWORD":        "p:a/s?s@word",
		"DATABASE_SECRET_ARN":      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1f2e-AbCdEf",
		"DATABASE_IAM_USERNAME":    "notes_app",
		"AWS_REGION":               "eu-west-1",
	}
}

// withUses is a valid environment of a service that uses all it can.
func withUses(authentication Authentication) map[string]string {
	values := complete(authentication)
	maps.Copy(values, map[string]string{
		"UPLOADS_BUCKET":       "webapp-dev-uploads-1a2b3c4",
		"UPLOADS_PATH":         "/uploads/",
		"THUMBNAILS_QUEUE_URL": "https://sqs.eu-west-1.amazonaws.com/123456789012/webapp-dev-thumbnails",
		"CACHE_HOST":           "master.webapp-dev-cache.abc123.euw1.cache.amazonaws.com",
		"CACHE_PORT":           "6380",
		"CACHE_AUTHENTICATION": string(authentication),
		"CACHE_USER":           "app",
		"CACHE_PASSWORD":       "secret",
		"CACHE_NAME":           "webapp-dev-cache",
	})
	return values
}

func TestPicturesNeedBucketPathAndQueue(t *testing.T) {
	config, err := Load(Serve, fromMap(withUses(Password)))
	want := Pictures{"webapp-dev-uploads-1a2b3c4", "uploads/", "https://sqs.eu-west-1.amazonaws.com/123456789012/webapp-dev-thumbnails"}
	if err != nil || config.Pictures != want || config.Region != "eu-west-1" {
		t.Errorf("got %+v, %v", config, err)
	}
	for _, missing := range []string{"UPLOADS_BUCKET", "UPLOADS_PATH", "THUMBNAILS_QUEUE_URL"} {
		values := withUses(Password)
		delete(values, missing)
		if config, err := Load(Serve, fromMap(values)); err != nil || config.Pictures != (Pictures{}) {
			t.Errorf("without %s: %+v, %v", missing, config.Pictures, err)
		}
	}
	values := withUses(Password)
	for _, path := range []string{"uploads", "/incoming/", "/incoming/pictures/"} {
		values["UPLOADS_PATH"] = path
		if _, err := Load(Serve, fromMap(values)); err == nil || !strings.HasPrefix(err.Error(), "UPLOADS_PATH") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestCacheAuthentication(t *testing.T) {
	for authentication, missing := range map[Authentication]string{IAM: "CACHE_NAME", Password: "CACHE_PASSWORD"} {
		for _, name := range []string{missing, "CACHE_USER"} {
			values := withUses(authentication)
			delete(values, name)
			if _, err := Load(Serve, fromMap(values)); err == nil || !strings.Contains(err.Error(), name) {
				t.Errorf("%s without %s: %v", authentication, name, err)
			}
			values["CACHE_TLS"] = "off"
			config, err := Load(Serve, fromMap(values))
			if err != nil || config.Cache != (Cache{Host: values["CACHE_HOST"], Port: 6380}) {
				t.Errorf("without TLS a cache gets no credentials: %+v, %v", config.Cache, err)
			}
		}
	}
}

func TestLoadReadsEveryVariable(t *testing.T) {
	config, err := Load(Serve, fromMap(complete(Password)))
	if err != nil {
		t.Fatal(err)
	}
	database := config.Database
	if config.Port != 9090 || config.Host != "127.0.0.1" || config.ShutdownTimeout != 40*time.Second || config.LogLevel.String() != "DEBUG" || config.MetricsNamespace != "Notes/Backend" {
		t.Errorf("wrong server settings: %+v", config)
	}
	if database.Port != 3307 || database.Name != "notes" || database.MaxConnections != 20 || !database.VerifyTLS || database.Password != "p:a/s?s@word" {
		t.Errorf("wrong database settings: %+v", database)
	}
}

func TestLoadDefaults(t *testing.T) {
	config, err := Load(Serve, fromMap(map[string]string{
		"DATABASE_HOST": "localhost", "DATABASE_NAME": "notes", "DATABASE_USERNAME": "u", "DATABASE_PASSWORD": "p",
	}))
	if err != nil {
		t.Fatal(err)
	}
	database := config.Database
	if config.Port != 8080 || config.Host != "" || config.ShutdownTimeout != 25*time.Second || database.Port != 3306 || database.MaxConnections != 10 ||
		database.Authentication != Password || !database.VerifyTLS {
		t.Errorf("wrong defaults: %+v", config)
	}
}

func TestLoadRefusesWrongValues(t *testing.T) {
	for name, wrong := range map[string]string{
		"PORT":                     "70000",
		"HOST":                     "every address",
		"SHUTDOWN_TIMEOUT_SECONDS": "0",
		"LOG_LEVEL":                "loud",
		"METRICS_NAMESPACE":        "a b",
		"DATABASE_HOST":            "host name",
		"DATABASE_PORT":            "3306x",
		"DATABASE_NAME":            "notes`; DROP DATABASE notes; --",
		"DATABASE_AUTHENTICATION":  "kerberos",
		"DATABASE_MAX_CONNECTIONS": "-1",
		"DATABASE_TLS":             "skip-verify",
		"DATABASE_SECRET_ARN":      "my-secret",
		"AWS_REGION":               "Ireland",
	} {
		environment := complete(Password)
		environment[name] = wrong
		_, err := Load(Serve, fromMap(environment))
		if err == nil || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), "is not valid") {
			t.Errorf("%s=%q: got %v", name, wrong, err)
		}
	}
}

func TestLoadRefusesHostileUserNames(t *testing.T) {
	environment := complete(IAM)
	environment["DATABASE_IAM_USERNAME"] = "app'@'%' IDENTIFIED BY 'x"
	if _, err := Load(Migrate, fromMap(environment)); err == nil {
		t.Error("the name was accepted")
	}
}

func TestLoadRefusesTokensWithoutTLS(t *testing.T) {
	environment := complete(IAM)
	environment["DATABASE_TLS"] = "off"
	_, err := Load(Serve, fromMap(environment))
	if err == nil || !strings.Contains(err.Error(), "unencrypted") {
		t.Errorf("got %v", err)
	}
}

func TestLoadReportsAllProblemsAtOnce(t *testing.T) {
	_, err := Load(Serve, fromMap(map[string]string{"PORT": "x"}))
	if err == nil {
		t.Fatal("no error")
	}
	for _, name := range []string{"PORT", "DATABASE_HOST", "DATABASE_NAME", "DATABASE_USERNAME", "DATABASE_PASSWORD"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is missing from %q", name, err)
		}
	}
}
