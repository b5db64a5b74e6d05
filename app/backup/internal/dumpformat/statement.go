package dumpformat

import (
	"bytes"
	"strings"
)

// statement is what is known of the statement that the lexer is in.
type statement struct {
	// The start of it, enough to know its kind and table.
	head       []byte
	classified bool
	inserts    bool
	table      string
	depth      int
	values     int
	rows       int64
}

// Longer than `INSERT INTO` with the longest name, and than a list of all SQL modes.
const headBytes = 1024

const valuesKeyword = "VALUES"

func (s *statement) keepByte(c byte) {
	if !s.classified && len(s.head) < headBytes {
		s.head = append(s.head, c)
	}
}

func (s *statement) keep(part []byte) {
	if !s.classified {
		s.head = append(s.head, part[:min(len(part), headBytes-len(s.head))]...)
	}
}

// drop takes back the characters that turned out to begin a comment.
func (s *statement) drop(count int) {
	if !s.classified && count <= len(s.head) {
		s.head = s.head[:len(s.head)-count]
	}
}

func (s *statement) empty() bool { return len(bytes.TrimSpace(s.head)) == 0 }

func (s *statement) mentions(word string) bool { return bytes.Contains(s.head, []byte(word)) }

func (s *statement) setsSQLMode() bool { return s.mentions("SET sql_mode") }

const delimiterCommand = "DELIMITER "

func (s *statement) isDelimiterCommand() bool {
	return !s.classified && len(s.head) >= len(delimiterCommand) &&
		bytes.HasPrefix(bytes.TrimLeft(s.head, "\r\n\t "), []byte(delimiterCommand))
}

func (s *statement) newDelimiter() []byte {
	return bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(s.head), []byte(strings.TrimSpace(delimiterCommand))))
}

// text takes one character outside of quotes; it returns the table's name when this is a table's first mention.
func (s *statement) text(c byte) (table string, found bool) {
	if !s.classified && c != '`' && len(s.head) > 0 && s.head[len(s.head)-1] == '`' {
		table, found = s.classify()
	}
	s.keepByte(c)
	if s.inserts {
		s.countRow(c)
	}
	return table, found
}

func (s *statement) classify() (table string, found bool) {
	s.classified = true
	head := strings.TrimSpace(string(s.head))
	for _, start := range []string{"CREATE TABLE `", "INSERT INTO `"} {
		if name, matches := strings.CutPrefix(head, start); matches {
			s.table = strings.ReplaceAll(strings.TrimSuffix(name, "`"), "``", "`")
			s.inserts = strings.HasPrefix(start, "INSERT")
			return s.table, true
		}
	}
	return "", false
}

// countRow counts the parentheses that open a row: those after VALUES, not within another pair.
func (s *statement) countRow(c byte) {
	switch {
	case c == '(':
		if s.depth == 0 && s.values == len(valuesKeyword) {
			s.rows++
		}
		s.depth++
	case c == ')':
		s.depth--
	case s.depth > 0 || s.values == len(valuesKeyword):
	case c == valuesKeyword[s.values]:
		s.values++
	case c == valuesKeyword[0]:
		s.values = 1
	default:
		s.values = 0
	}
}
