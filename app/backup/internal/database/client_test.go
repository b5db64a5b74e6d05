package database

import (
	"os"
	"slices"
	"strings"
	"testing"

	"webapp/backup/internal/environment"
)

func TestIdentify(t *testing.T) {
	for version, want := range map[string]program{
		"mysqldump  Ver 8.4.7 for Linux on aarch64 (MySQL Community Server - GPL)":                                  {family: mysql, version: "8.4.7"},
		"/usr/bin/mysqldump  Ver 9.2.0 for Linux on x86_64":                                                         {family: mysql, version: "9.2.0"},
		"mariadb-dump  Ver 10.19 Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64)":                           {family: mariadb, version: "10.11.19"},
		"mysqldump from 11.8.3-MariaDB, client 10.19 for debian-linux-gnu (x86_64)":                                 {family: mariadb, version: "11.8.3"},
		"mysql  Ver 15.1 Distrib 10.11.19-MariaDB, for debian-linux-gnu (x86_64) using  EditLine wrapper":           {family: mariadb, version: "10.11.19"},
		"mysql: Deprecated program name.\nmysql from 11.4.2-MariaDB, client 15.2 for Linux (x86_64) using readline": {family: mariadb, version: "11.4.2"},
	} {
		if got, err := identify(version); err != nil || got != want {
			t.Errorf("%s: got %+v and %v, want %+v", version, got, err, want)
		}
	}
	for version, want := range map[string]string{
		"mysqldump  Ver 8.0.36 for Linux on x86_64":      "the MySQL client is 8.0.36: 8.4 or newer is needed",
		"mysqldump  Ver 10.13 Distrib 5.7.44, for Linux": "unknown database client",
		"pg_dump (PostgreSQL) 16.2":                      "unknown database client",
	} {
		if _, err := identify(version); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", version, err, want)
		}
	}
}

// No MySQL client runs in the tests, so its command lines are compared word by word.
func TestFlagsOfEachClient(t *testing.T) {
	for _, test := range []struct {
		family    family
		verifyTLS bool
		connect   string
		dump      string
	}{
		{mysql, true, "--ssl-mode=VERIFY_IDENTITY --ssl-ca=/ca.pem", "--single-transaction --quick --set-gtid-purged=OFF --no-tablespaces --routines --triggers --events --hex-blob"},
		{mysql, false, "--ssl-mode=DISABLED --get-server-public-key", "--single-transaction --quick --set-gtid-purged=OFF --no-tablespaces --routines --triggers --events --hex-blob"},
		{mariadb, true, "--ssl --ssl-verify-server-cert --ssl-ca=/ca.pem", "--single-transaction --quick --no-tablespaces --routines --triggers --events --hex-blob"},
		{mariadb, false, "--skip-ssl", "--single-transaction --quick --no-tablespaces --routines --triggers --events --hex-blob"},
	} {
		connection := Connection{database: environment.Database{VerifyTLS: test.verifyTLS, CAFile: "/ca.pem"}, defaultsFile: "/login"}
		want := strings.Fields("--defaults-file=/login --protocol=tcp --default-character-set=utf8mb4 --max-allowed-packet=1G " + test.connect)
		if got := connection.connectFlags(program{family: test.family}); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", test.family, got, want)
		}
		if got := flagsOf[test.family].dump; !slices.Equal(got, strings.Fields(test.dump)) {
			t.Errorf("%s: got %v, want %s", test.family, got, test.dump)
		}
	}
}

func TestTheLoginFile(t *testing.T) {
	path, err := writeDefaultsFile(environment.Database{Host: "db", Port: 3307, Username: "a#b", Password: `x"y\z`})
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove(path)
	content, err := os.ReadFile(path)
	if want := "[client]\nhost=\"db\"\nport=3307\nuser=\"a#b\"\npassword=\"x\\\"y\\\\z\"\n"; err != nil || string(content) != want {
		t.Errorf("got %q and %v, want %q", content, err, want)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v and %v", info.Mode(), err)
	}
}

func TestClientMessages(t *testing.T) {
	for said, want := range map[string]string{
		"mysqldump: Got error: 1045\nsecond\n": "mysqldump: Got error: 1045 | second",
		"--------------\nINSERT INTO t VALUES ('private')\nERROR 1062 (23000) at line 3: Duplicate entry\n": "ERROR 1062 (23000) at line 3: Duplicate entry",
		"": "",
	} {
		lines := &lastLines{}
		_, _ = lines.Write([]byte(said))
		if got := lines.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
