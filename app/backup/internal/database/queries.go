package database

import (
	"context"
	"encoding/hex"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"webapp/backup/internal/failure"
)

// Version connects and returns the server's version.
func (c *Connection) Version(ctx context.Context) (string, error) {
	lines, err := c.query(ctx, "SELECT VERSION();")
	if err != nil {
		return "", err
	}
	return strings.Join(lines, " "), nil
}

// Create makes the database when it is not there.
func (c *Connection) Create(ctx context.Context) error {
	_, err := c.query(ctx, fmt.Sprintf("CREATE DATABASE IF NOT EXISTS %s CHARACTER SET utf8mb4;", identifier(c.database.Name)))
	return err
}

// DropTables removes tables, also those that others refer to. What the dump of a table does before it makes it
// is not enough: an old table that still refers to it can be in the way.
func (c *Connection) DropTables(ctx context.Context, names iter.Seq[string]) error {
	var sql strings.Builder
	sql.WriteString("SET FOREIGN_KEY_CHECKS = 0;\n")
	for name := range names {
		fmt.Fprintf(&sql, "DROP TABLE IF EXISTS %s.%s;\n", identifier(c.database.Name), identifier(name))
	}
	_, err := c.query(ctx, sql.String())
	return err
}

// Objects counts the tables, views, routines and events of the database.
func (c *Connection) Objects(ctx context.Context) (int, error) {
	lines, err := c.query(ctx, fmt.Sprintf(`USE %s;
SELECT (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE())
  + (SELECT COUNT(*) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE())
  + (SELECT COUNT(*) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE());`, identifier(c.database.Name)))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.Join(lines, ""))
}

// Rows counts the rows of every table.
func (c *Connection) Rows(ctx context.Context) (map[string]int64, error) {
	database := identifier(c.database.Name)
	tables, err := c.query(ctx, fmt.Sprintf(`USE %s;
SELECT HEX(TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE';`, database))
	if err != nil {
		return nil, err
	}
	var counts strings.Builder
	names := make([]string, len(tables))
	for i, table := range tables {
		name, err := hex.DecodeString(table)
		if err != nil {
			return nil, failure.New(failure.Database, "unexpected table name %q: %w", table, err)
		}
		names[i] = string(name)
		fmt.Fprintf(&counts, "SELECT COUNT(*) FROM %s.%s;\n", database, identifier(names[i]))
	}
	lines, err := c.query(ctx, counts.String())
	if err != nil {
		return nil, err
	}
	if len(lines) != len(names) {
		return nil, failure.New(failure.Database, "counted %d tables of %d", len(lines), len(names))
	}
	rows := make(map[string]int64, len(names))
	for i, line := range lines {
		if rows[names[i]], err = strconv.ParseInt(line, 10, 64); err != nil {
			return nil, failure.New(failure.Database, "unexpected count %q of %s", line, names[i])
		}
	}
	return rows, nil
}

func identifier(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }
