package database_test

import (
	"database/sql"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/go-sql-driver/mysql"

	"example.com/webapp/backend/internal/cloud"
	"example.com/webapp/backend/internal/database"
	"example.com/webapp/backend/internal/testdb"
)

func TestMain(m *testing.M) { os.Exit(testdb.Main(m)) }

func open(t *testing.T, d testdb.Database, source database.Source, encryption database.Encryption) *sql.DB {
	t.Helper()
	pool := database.Open(database.Options{
		Host: d.Host, Port: d.Port, Name: d.Name, MaxConnections: 5, Logger: testdb.Quiet, Credentials: source, Encryption: encryption,
	})
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

// changePassword is what a rotation does to the database.
func changePassword(t *testing.T, d testdb.Database, password string) {
	t.Helper()
	testdb.Run(t, d.Admin, "ALTER USER '"+d.Username+"'@'%' IDENTIFIED BY '"+password+"'")
}

func rotating(t *testing.T, d testdb.Database, secrets *testdb.Secrets) *database.Rotating {
	t.Helper()
	config, err := cloud.Load(t.Context(), "eu-west-1")
	if err != nil {
		t.Fatal(err)
	}
	return database.NewRotating(database.Credentials{Username: d.Username, Password: d.Password}, database.SecretReader(config, secrets.ARN))
}

func TestARotatedPasswordIsReadFromTheSecret(t *testing.T) {
	d := testdb.New(t)
	secrets := testdb.NewSecrets(t, d.Username, d.Password)
	pool := open(t, d, rotating(t, d, secrets), database.Plain())
	if err := pool.PingContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	if secrets.Reads() != 0 {
		t.Fatal("the secret was read although the password works")
	}
	for _, password := range []string{"second", "third"} {
		changePassword(t, d, password)
		secrets.Set(d.Username, password)
		before := secrets.Reads()
		pool.SetMaxIdleConns(0) // the next queries need new connections
		var group sync.WaitGroup
		for range 20 {
			group.Add(1)
			go func() {
				defer group.Done()
				if err := pool.PingContext(t.Context()); err != nil {
					t.Errorf("%s: %v", password, err)
				}
			}()
		}
		group.Wait()
		if reads := secrets.Reads() - before; reads != 1 {
			t.Errorf("%s: the secret was read %d times", password, reads)
		}
	}
}

func TestAWrongSecretDoesNotHammerSecretsManager(t *testing.T) {
	d := testdb.New(t)
	secrets := testdb.NewSecrets(t, d.Username, d.Password)
	changePassword(t, d, "unknown to the secret")
	pool := open(t, d, rotating(t, d, secrets), database.Plain())
	for range 20 {
		err := pool.PingContext(t.Context())
		if !database.IsTemporary(err) || !errors.Is(err, database.ErrNothingNewer) || !strings.Contains(err.Error(), "Access denied") {
			t.Fatalf("got %v", err)
		}
	}
	if reads := secrets.Reads(); reads > 2 {
		t.Errorf("the secret was read %d times", reads)
	}
}

func TestWithoutASecretTheRefusalIsReported(t *testing.T) {
	d := testdb.New(t)
	err := open(t, d, database.Fixed{Username: d.Username, Password: "wrong"}, database.Plain()).PingContext(t.Context())
	var refusal *mysql.MySQLError
	if !errors.As(err, &refusal) || refusal.Number != 1045 {
		t.Errorf("got %v", err)
	}
}

func TestTLSVerifiesTheServer(t *testing.T) {
	d := testdb.New(t)
	source := database.Fixed{Username: d.Username, Password: d.Password}
	pool := open(t, d, source, database.VerifiedBy(testdb.Shared().Roots))
	var name, cipher string
	if err := pool.QueryRowContext(t.Context(), "SHOW STATUS LIKE 'Ssl_cipher'").Scan(&name, &cipher); err != nil || cipher == "" {
		t.Errorf("not encrypted: %q, %v", cipher, err)
	}

	rds, err := database.RDS()
	if err != nil {
		t.Fatal(err)
	}
	if err := open(t, d, source, rds).PingContext(t.Context()); err == nil || !strings.Contains(err.Error(), "unknown authority") {
		t.Errorf("a server that is not RDS was accepted: %v", err)
	}
	other := d
	other.Host = "127.0.0.1" // a name that the certificate does not have
	if err := open(t, other, source, database.VerifiedBy(testdb.Shared().Roots)).PingContext(t.Context()); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate for another name was accepted: %v", err)
	}
}
