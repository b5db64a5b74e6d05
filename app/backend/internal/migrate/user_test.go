package migrate

import (
	"strings"
	"testing"

	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/testdb"
)

// passwordPlugin stands for Amazon's plugin, which only RDS has: the statement and the rights are the same.
func passwordPlugin(t *testing.T, d testdb.Database) Plugin {
	t.Helper()
	var hash string
	if err := d.Admin.QueryRowContext(t.Context(), "SELECT PASSWORD('token')").Scan(&hash); err != nil {
		t.Fatal(err)
	}
	return Plugin{Name: "mysql_native_password", Argument: hash}
}

func TestEnsureUserGivesDataRightsOverTLSOnly(t *testing.T) {
	d := testdb.New(t)
	if _, err := Apply(t.Context(), d.Admin, testdb.Quiet); err != nil {
		t.Fatal(err)
	}
	username := d.Name + "_app"
	for range 2 {
		if err := EnsureUser(t.Context(), d.Admin, d.Name, username, passwordPlugin(t, d)); err != nil {
			t.Fatal(err)
		}
	}
	options := database.Options{
		Host: "localhost", Port: d.Port, Name: d.Name, MaxConnections: 1, Logger: testdb.Quiet,
		Credentials: database.Fixed{Username: username, Password: "token"}, Encryption: database.VerifiedBy(testdb.Shared().Roots),
	}
	pool := database.Open(options)
	defer func() { _ = pool.Close() }()
	testdb.Run(t, pool, "INSERT INTO notes VALUES ('a', 'b', 'c', NOW(), NOW())", "UPDATE notes SET title = 'd'", "DELETE FROM notes")
	if err := Check(t.Context(), pool); err != nil {
		t.Errorf("the user cannot check the schema: %v", err)
	}
	for _, statement := range []string{
		"CREATE TABLE other (id INT)", "DROP TABLE notes", "ALTER TABLE notes ADD x INT", "CREATE USER x", "SELECT * FROM mysql.user",
		"CREATE DATABASE other", "GRANT SELECT ON " + d.Name + ".* TO " + d.Username,
	} {
		if _, err := pool.ExecContext(t.Context(), statement); err == nil || !strings.Contains(err.Error(), "denied") {
			t.Errorf("%s: %v", statement, err)
		}
	}
	options.Encryption = database.Plain()
	plain := database.Open(options)
	defer func() { _ = plain.Close() }()
	if err := plain.PingContext(t.Context()); err == nil {
		t.Error("the user may connect without TLS")
	}
}

func TestEnsureUserDoesNotReachSimilarDatabases(t *testing.T) {
	d := testdb.New(t)
	similar := strings.Replace(d.Name, "_", "x", 1)
	testdb.Run(t, d.Admin, "CREATE DATABASE "+similar, "CREATE TABLE "+similar+".t (id INT)")
	username := d.Name + "_app"
	if err := EnsureUser(t.Context(), d.Admin, d.Name, username, passwordPlugin(t, d)); err != nil {
		t.Fatal(err)
	}
	pool := database.Open(database.Options{
		Host: "localhost", Port: d.Port, Name: d.Name, MaxConnections: 1, Logger: testdb.Quiet,
		Credentials: database.Fixed{Username: username, Password: "token"}, Encryption: database.VerifiedBy(testdb.Shared().Roots),
	})
	defer func() { _ = pool.Close() }()
	if _, err := pool.ExecContext(t.Context(), "SELECT * FROM "+similar+".t"); err == nil || !strings.Contains(err.Error(), "denied") {
		t.Errorf("the user reads %s: %v", similar, err)
	}
}

func TestEnsureUserReportsSurplusRights(t *testing.T) {
	d := testdb.New(t)
	username := d.Name + "_app"
	testdb.Run(t, d.Admin, "CREATE USER '"+username+"'@'%'", "GRANT PROCESS ON *.* TO '"+username+"'@'%'", "GRANT DROP ON "+d.Name+".* TO '"+username+"'@'%'")
	err := EnsureUser(t.Context(), d.Admin, d.Name, username, passwordPlugin(t, d))
	if err == nil || !strings.Contains(err.Error(), "PROCESS on everything") || !strings.Contains(err.Error(), "DROP on "+d.Name) {
		t.Errorf("got %v", err)
	}
}

func TestEnsureUserRefusesNamesThatAreStatements(t *testing.T) {
	for _, names := range [][2]string{{"notes`.* TO x; --", "app"}, {"notes", "app'@'%' IDENTIFIED BY ''; --"}, {"", "app"}, {"notes", ""}} {
		if err := EnsureUser(t.Context(), nil, names[0], names[1], RDSPlugin); err == nil || !strings.Contains(err.Error(), "plain name") {
			t.Errorf("%q: %v", names, err)
		}
	}
}
