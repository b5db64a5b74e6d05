package migrate

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// dataRights are what the application needs while it runs: rows, never the schema or other users.
var dataRights = []string{"DELETE", "INSERT", "SELECT", "UPDATE"}

// plainName is what may stand in a statement that takes no parameters. Names are checked here too, where it matters.
var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,63}$`)

// Plugin is how the server checks the user.
type Plugin struct{ Name, Argument string }

// RDSPlugin accepts tokens signed with IAM credentials (Amazon RDS User Guide, IAM database authentication).
var RDSPlugin = Plugin{Name: "AWSAuthenticationPlugin", Argument: "RDS"}

// EnsureUser makes the database user with data rights on the pool's database only, or completes it. It never takes
// rights away from an existing user, which may be at work, but fails when there are more than the data rights.
func EnsureUser(ctx context.Context, pool *sql.DB, database, username string, plugin Plugin) error {
	for _, name := range []string{database, username} {
		if !plainName.MatchString(name) {
			return fmt.Errorf("%q is not a plain name: start with a letter and use letters, digits and underscores", name)
		}
	}
	connection, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close() }()
	target, err := grantTarget(ctx, connection, database)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		fmt.Sprintf("CREATE USER IF NOT EXISTS '%s'@'%%' IDENTIFIED WITH %s AS '%s' REQUIRE SSL", username, plugin.Name, plugin.Argument),
		fmt.Sprintf("GRANT SELECT, INSERT, UPDATE, DELETE ON `%s`.* TO '%s'@'%%'", target, username),
	} {
		if _, err := connection.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return checkRights(ctx, connection, database, username)
}

// grantTarget escapes the underscore, which in GRANT stands for any character unless partial_revokes is on
// (MySQL Reference Manual, GRANT Statement).
func grantTarget(ctx context.Context, connection *sql.Conn, database string) (string, error) {
	var name, value string
	err := connection.QueryRowContext(ctx, "SHOW GLOBAL VARIABLES WHERE Variable_name = 'partial_revokes'").Scan(&name, &value)
	if err != nil && err != sql.ErrNoRows {
		return "", err
	}
	if value == "ON" {
		return database, nil
	}
	return strings.ReplaceAll(database, "_", `\_`), nil
}

func checkRights(ctx context.Context, connection *sql.Conn, database, username string) error {
	const everyRight = `SELECT '', privilege_type FROM information_schema.user_privileges WHERE grantee = ? AND privilege_type <> 'USAGE'
UNION SELECT table_schema, privilege_type FROM information_schema.schema_privileges WHERE grantee = ?`
	grantee := "'" + username + "'@'%'"
	rows, err := connection.QueryContext(ctx, everyRight, grantee, grantee)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var surplus []string
	for rows.Next() {
		var schema, right string
		if err := rows.Scan(&schema, &right); err != nil {
			return err
		}
		if strings.ReplaceAll(schema, `\`, "") != database || !slices.Contains(dataRights, right) {
			surplus = append(surplus, right+" on "+cmp.Or(schema, "everything"))
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(surplus) > 0 {
		return fmt.Errorf("the user %s has more than data rights on %s: revoke %s", username, database, strings.Join(surplus, ", "))
	}
	return nil
}
