package main

import (
	"strings"
	"testing"

	"example.com/webapp/backend/internal/config"
	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/migrate"
	"example.com/webapp/backend/internal/testdb"
)

// iamSettings are those of a deployment with IAM authentication, against the local server.
func iamSettings(d testdb.Database) config.Database {
	return config.Database{
		Host: d.Host, Port: d.Port, Name: d.Name, Authentication: config.IAM, MaxConnections: 1, VerifyTLS: true, Region: "eu-west-1",
	}
}

func TestServersWithIAMSendTokens(t *testing.T) {
	testdb.NewSecrets(t, "", "") // gives the process AWS credentials
	settings := iamSettings(testdb.Database{Host: "db.example.com", Port: 3306, Name: "notes"})
	settings.Username = "notes_app"
	source, err := credentialsOf(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := source.Current(t.Context()); err != nil || got.Username != "notes_app" || !strings.Contains(got.Password, "DBUser=notes_app") {
		t.Errorf("got %v, %v", got, err)
	}
}

// TestMigrateThenServeWithIAM follows a first deployment. Only the plugin differs from RDS: here the token is a password.
func TestMigrateThenServeWithIAM(t *testing.T) {
	d := testdb.New(t)
	username := d.Name + "_app"
	testdb.Run(t, d.Admin, "GRANT ALL ON *.* TO '"+d.Username+"'@'%' WITH GRANT OPTION") // the master user
	secrets := testdb.NewSecrets(t, d.Username, d.Password)
	settings := iamSettings(d)
	settings.SecretARN, settings.IAMUsername = secrets.ARN, username
	options, err := databaseOptions(t.Context(), settings, testdb.Quiet)
	if err != nil {
		t.Fatal(err)
	}
	options.Encryption = database.VerifiedBy(testdb.Shared().Roots)
	serverOptions := options
	serverOptions.Credentials = database.Fixed{Username: username, Password: "token"}
	var hash string
	if err := d.Admin.QueryRowContext(t.Context(), "SELECT PASSWORD('token')").Scan(&hash); err != nil {
		t.Fatal(err)
	}
	master, plugin := options, migrate.Plugin{Name: "mysql_native_password", Argument: hash}

	serve := prepareSchema(settings, master, testdb.Quiet)
	if err := serve(t.Context()); err == nil || !strings.Contains(err.Error(), "run backend migrate") {
		t.Errorf("before the migration: %v", err)
	}
	if tables := testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"); tables != 0 {
		t.Errorf("a server with IAM made %d tables", tables)
	}
	for range 2 {
		if err := migrateWith(t.Context(), settings, master, plugin); err != nil {
			t.Fatal(err)
		}
	}
	if err := prepareSchema(settings, serverOptions, testdb.Quiet)(t.Context()); err != nil {
		t.Errorf("after the migration: %v", err)
	}
	if secrets.Reads() == 0 {
		t.Error("the master user did not come from the secret")
	}
}
