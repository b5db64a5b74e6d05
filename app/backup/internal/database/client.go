// Package database runs the command line clients of MySQL and MariaDB.
package database

import (
	"context"
	"os/exec"
	"regexp"
	"strconv"
	"strings"

	"webapp/backup/internal/failure"
)

// flags are the options of one family of clients, in the order they stand on the command line.
type flags struct {
	dump   []string
	verify func(caFile string) []string
	noTLS  []string
}

// Flags of both programs of a family: mysqldump and mysql.
var (
	commonFlags = []string{"--protocol=tcp", "--default-character-set=utf8mb4", "--max-allowed-packet=1G"}
	// Nothing in a dump may run a program: in binary mode the client knows no commands but DELIMITER and CHARSET.
	loadFlags = []string{"--batch", "--binary-mode"}
	// Column names off, and no escapes in values.
	queryFlags = []string{"--batch", "--skip-column-names", "--raw"}
)

var flagsOf = map[family]flags{
	mysql: {
		dump: []string{
			"--single-transaction", "--quick", "--set-gtid-purged=OFF", "--no-tablespaces",
			"--routines", "--triggers", "--events", "--hex-blob",
		},
		verify: func(caFile string) []string { return []string{"--ssl-mode=VERIFY_IDENTITY", "--ssl-ca=" + caFile} },
		// caching_sha2_password without TLS encrypts the password with the server's key.
		noTLS: []string{"--ssl-mode=DISABLED", "--get-server-public-key"},
	},
	mariadb: {
		dump: []string{
			"--single-transaction", "--quick", "--no-tablespaces",
			"--routines", "--triggers", "--events", "--hex-blob",
		},
		verify: func(caFile string) []string {
			return []string{"--ssl", "--ssl-verify-server-cert", "--ssl-ca=" + caFile}
		},
		noTLS: []string{"--skip-ssl"},
	},
}

type family string

const (
	mysql   family = "MySQL"
	mariadb family = "MariaDB"
)

// Older MySQL clients know neither the tables nor the passwords of an 8.4 server.
const oldestMajor, oldestMinor = 8, 4

// program is a client that was found on the PATH.
type program struct {
	path    string
	family  family
	version string
}

func (p program) String() string { return string(p.family) + " " + p.version }

// find looks a client up and asks it what it is.
func find(ctx context.Context, name string) (program, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return program{}, failure.New(failure.Database, "%s is not installed: use the backup image, or install a MySQL 8.4 client", name)
	}
	output, err := exec.CommandContext(ctx, path, "--version").Output()
	if err != nil {
		return program{}, failure.New(failure.Database, "%s --version failed: %w", path, err)
	}
	found, err := identify(string(output))
	found.path = path
	return found, err
}

var (
	mariadbVersion = regexp.MustCompile(`(\d+\.\d+\.\d+)-MariaDB`)
	mysqlVersion   = regexp.MustCompile(`Ver (\d+)\.(\d+)\.(\d+)`)
)

func identify(version string) (program, error) {
	if match := mariadbVersion.FindStringSubmatch(version); match != nil {
		return program{family: mariadb, version: match[1]}, nil
	}
	match := mysqlVersion.FindStringSubmatch(version)
	if match == nil {
		return program{}, failure.New(failure.Database, "unknown database client: %s", strings.TrimSpace(version))
	}
	major, _ := strconv.Atoi(match[1])
	minor, _ := strconv.Atoi(match[2])
	found := program{family: mysql, version: strings.Join(match[1:], ".")}
	if major < oldestMajor || major == oldestMajor && minor < oldestMinor {
		return program{}, failure.New(failure.Database, "the MySQL client is %s: %d.%d or newer is needed", found.version, oldestMajor, oldestMinor)
	}
	return found, nil
}
