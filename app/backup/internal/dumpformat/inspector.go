// Package dumpformat reads a dump as it streams by: it counts the rows that the dump holds for each table
// and knows whether the dump is whole.
package dumpformat

import (
	"errors"
	"fmt"
	"strings"
)

// Inspector is an io.Writer that looks at a dump in constant memory. The counts are those of the
// snapshot that mysqldump read, since they are counted in what it wrote and nowhere else.
type Inspector struct {
	lexer lexer
	rows  map[string]int64
	bytes int64
	tail  []byte
}

// Both clients write this as their last line, after everything else went well.
const trailer = "-- Dump completed"

const tailBytes = 256

// NewInspector returns an inspector that has seen nothing yet.
func NewInspector() *Inspector {
	inspector := &Inspector{rows: map[string]int64{}}
	inspector.lexer = newLexer(inspector)
	return inspector
}

// Write never fails.
func (i *Inspector) Write(chunk []byte) (int, error) {
	i.bytes += int64(len(chunk))
	i.tail = append(i.tail, chunk[max(0, len(chunk)-tailBytes):]...)
	i.tail = i.tail[max(0, len(i.tail)-tailBytes):]
	i.lexer.scan(chunk)
	return len(chunk), nil
}

// Bytes is the size of the dump so far, uncompressed.
func (i *Inspector) Bytes() int64 { return i.bytes }

// Rows returns the number of rows by table; a table without rows is there with 0.
func (i *Inspector) Rows() map[string]int64 { return i.rows }

// TotalRows is the sum over all tables.
func (i *Inspector) TotalRows() (total int64) {
	for _, rows := range i.rows {
		total += rows
	}
	return total
}

// Check says whether what was written is a whole dump of a database with at least one table.
func (i *Inspector) Check() error {
	lines := strings.Split(strings.TrimRight(string(i.tail), "\r\n"), "\n")
	switch {
	case i.bytes == 0:
		return errors.New("the dump is empty")
	case !i.lexer.betweenStatements() || !strings.HasPrefix(lines[len(lines)-1], trailer):
		return fmt.Errorf("the dump ends early: %d bytes without %q at the end", i.bytes, trailer)
	case len(i.rows) == 0:
		return errors.New("the dump holds no table: check DATABASE_NAME and the rights of DATABASE_USERNAME")
	}
	return nil
}

func (i *Inspector) table(name string)            { i.rows[name] += 0 }
func (i *Inspector) row(name string, count int64) { i.rows[name] += count }
