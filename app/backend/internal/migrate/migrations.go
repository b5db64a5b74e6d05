// Package migrate changes the schema, one numbered file after the other, and creates the IAM database user.
//
// An older image must run against a newer schema, since a rollback deploys the old image and leaves the data alone, and
// old tasks serve while new ones start: a migration adds; what it replaces is removed by a later release, whose file
// says in its first line which releases can still read the result: "-- readable from 4".
package migrate

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
)

//go:embed sql/*.sql
var files embed.FS

// A Migration is one statement. MySQL commits a change of the schema at once, so two in a file could stop half way.
type Migration struct {
	Version int
	Name    string
	// ReadableFrom is the oldest schema that a release may know to work with this one; 1 where the file says nothing.
	ReadableFrom int
	Statement    string
}

// A Schema is what a release knows, and the oldest that others may know to work with it.
type Schema struct {
	Version      int
	ReadableFrom int
}

// Newest is the schema that migrations lead to.
func Newest(migrations []Migration) Schema {
	schema := Schema{ReadableFrom: 1}
	for _, migration := range migrations {
		schema = Schema{Version: migration.Version, ReadableFrom: max(schema.ReadableFrom, migration.ReadableFrom)}
	}
	return schema
}

// readableFrom is the first line of a migration that removes or changes something.
var readableFrom = regexp.MustCompile(`^-- readable from ([1-9]\d{0,3})\n`)

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
		from := 1
		if said := readableFrom.FindStringSubmatch(statement); said != nil {
			from, _ = strconv.Atoi(said[1])
		}
		if from > version {
			return nil, fmt.Errorf("%s: it cannot be readable from %d, which comes after it", name, from)
		}
		migrations = append(migrations, Migration{Version: version, Name: title, ReadableFrom: from, Statement: statement})
	}
	return migrations, nil
}
