// Package migrate changes the schema, one numbered file after the other, and creates the IAM database user.
//
// An older image must run against a newer schema, since a rollback deploys the old image and leaves the data alone: a
// migration adds; what it replaces is removed by a later release.
package migrate

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

//go:embed sql/*.sql
var files embed.FS

// A Migration is one statement. MySQL commits a change of the schema at once, so two in a file could stop half way.
type Migration struct {
	Version   int
	Name      string
	Statement string
}

// All returns the migrations in the order of their versions, which are 1, 2, 3 and so on.
func All() ([]Migration, error) {
	return read(files)
}

func read(source fs.FS) ([]Migration, error) {
	names, err := fs.Glob(source, "sql/*.sql") // sorted by name
	if err != nil {
		return nil, err
	}
	migrations := make([]Migration, 0, len(names))
	for index, name := range names {
		digits, title, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".sql"), "_")
		version, err := strconv.Atoi(digits)
		if err != nil || len(digits) != 4 || version != index+1 || title == "" {
			return nil, fmt.Errorf("%s: name migration %d %04d_what_it_does.sql", name, index+1, index+1)
		}
		text, err := fs.ReadFile(source, name)
		if err != nil {
			return nil, err
		}
		statement := strings.TrimSpace(string(text))
		if statement == "" || strings.Contains(statement, ";") {
			return nil, fmt.Errorf("%s: write exactly one statement, without a semicolon", name)
		}
		migrations = append(migrations, Migration{Version: version, Name: title, Statement: statement})
	}
	return migrations, nil
}
