// Package environment reads and checks what the task definition hands to the program.
// environment.json is the same contract for the infrastructure; a test holds the two together.
package environment

import (
	"fmt"
	"net"
	"regexp"
	"strconv"
	"strings"
)

// DefaultCAFile is where the image keeps the certificate authorities of Amazon RDS.
const DefaultCAFile = "/etc/ssl/rds/rds-global-bundle.pem"

// DefaultMetricsNamespace is the CloudWatch namespace when METRICS_NAMESPACE is not set.
const DefaultMetricsNamespace = "WebApp/Backup"

// Lookup answers like os.LookupEnv.
type Lookup func(name string) (value string, found bool)

// Database says where the server is and how to log in.
type Database struct {
	Host     string
	Port     int
	Name     string
	Username string
	Password string
	// VerifyTLS is false only with DATABASE_TLS=off, for a server on the same machine.
	VerifyTLS bool
	CAFile    string
}

// Address is host:port, for messages.
func (d Database) Address() string { return net.JoinHostPort(d.Host, strconv.Itoa(d.Port)) }

// Storage says where dumps are kept.
type Storage struct {
	Bucket string
	// KMSKeyID is empty when the bucket's default encryption decides.
	KMSKeyID string
}

// Settings is all that the environment says.
type Settings struct {
	Database         Database
	Storage          Storage
	MetricsNamespace string
}

// Read returns the settings, or one error that lists every problem.
// A command that opens no database connection (`verify`) needs only the bucket.
func Read(lookup Lookup, needsDatabase bool) (Settings, error) {
	r := reader{lookup: lookup}
	settings := Settings{
		Storage:          Storage{Bucket: r.required("BACKUP_BUCKET"), KMSKeyID: r.optional("BACKUP_KMS_KEY_ID", "")},
		MetricsNamespace: r.optional("METRICS_NAMESPACE", DefaultMetricsNamespace),
	}
	if needsDatabase {
		settings.Database = r.database()
	} else {
		settings.Database.Name = r.databaseName(r.optional("DATABASE_NAME", ""))
	}
	if len(r.problems) > 0 {
		return Settings{}, fmt.Errorf("environment: %s", strings.Join(r.problems, "; "))
	}
	return settings, nil
}

type reader struct {
	lookup   Lookup
	problems []string
}

func (r *reader) required(name string) string {
	value, _ := r.lookup(name)
	if value == "" {
		r.problem("%s is not set", name)
	}
	return value
}

func (r *reader) optional(name, fallback string) string {
	if value, found := r.lookup(name); found && value != "" {
		return value
	}
	return fallback
}

func (r *reader) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

func (r *reader) database() Database {
	database := Database{
		Host:     r.required("DATABASE_HOST"),
		Port:     r.port(r.optional("DATABASE_PORT", "3306")),
		Name:     r.databaseName(r.required("DATABASE_NAME")),
		Username: r.required("DATABASE_USERNAME"),
		Password: r.required("DATABASE_PASSWORD"),
		CAFile:   r.optional("DATABASE_TLS_CA_FILE", DefaultCAFile),
	}
	switch tls := r.optional("DATABASE_TLS", "rds"); tls {
	case "rds":
		database.VerifyTLS = true
	case "off":
	default:
		r.problem("DATABASE_TLS is %q: use rds (verify the server) or off (local run only)", tls)
	}
	if strings.ContainsAny(database.Username+database.Password, "\x00\n\r") {
		r.problem("DATABASE_USERNAME and DATABASE_PASSWORD may not hold a line break or a zero byte")
	}
	return database
}

func (r *reader) port(text string) int {
	port, err := strconv.Atoi(text)
	if err != nil || port < 1 || port > 65535 {
		r.problem("DATABASE_PORT is %q: use a number from 1 to 65535", text)
	}
	return port
}

// The name becomes part of an object key and of command lines, so it stays plain.
var plainName = regexp.MustCompile(`^[A-Za-z0-9_$][A-Za-z0-9_$-]{0,63}$`)

func (r *reader) databaseName(name string) string {
	if name != "" && !plainName.MatchString(name) {
		r.problem("DATABASE_NAME is %q: use letters, digits, _, $ and - only, 64 at most", name)
	}
	return name
}
