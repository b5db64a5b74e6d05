package dumpformat

import "bytes"

// lexer splits a dump into statements the way the mysql client does, and reports tables and rows.
// Text in strings, identifiers, comments and routine bodies can look like a statement and is none.
type lexer struct {
	events    events
	state     state
	quote     byte
	previous  byte
	dashes    int
	delimiter []byte
	matched   int
	statement statement
	// Set while the dump defines a routine or trigger that was created in this SQL mode.
	noBackslashEscapes bool
}

type events interface {
	table(name string)
	row(table string, count int64)
}

type state int

const (
	inText state = iota
	inQuotes
	afterBackslash
	inLineComment
	atCommentStart
	atMariaDBCommentStart
	inBlockComment
)

func newLexer(events events) lexer {
	return lexer{events: events, delimiter: []byte(";")}
}

func (l *lexer) betweenStatements() bool {
	return l.state == inText && l.statement.empty() && l.matched == 0
}

func (l *lexer) scan(chunk []byte) {
	for at := 0; at < len(chunk); at++ {
		if l.state == inQuotes {
			at += l.skipPlain(chunk[at:])
			if at == len(chunk) {
				return
			}
		}
		l.next(chunk[at])
	}
}

// skipPlain passes over the part of a quoted value that has no meaning for the lexer: most of a dump.
func (l *lexer) skipPlain(rest []byte) int {
	end := bytes.IndexByte(rest, l.quote)
	if end < 0 {
		end = len(rest)
	}
	if escape := bytes.IndexByte(rest[:end], '\\'); escape >= 0 {
		end = escape
	}
	l.statement.keep(rest[:end])
	return end
}

func (l *lexer) next(c byte) {
	switch l.state {
	case inText:
		l.text(c)
	case inQuotes:
		l.statement.keepByte(c)
		switch {
		case c == l.quote:
			l.state = inText
		case c == '\\' && l.quote != '`' && !l.noBackslashEscapes:
			l.state = afterBackslash
		}
	case afterBackslash:
		l.statement.keepByte(c)
		l.state = inQuotes
	case inLineComment:
		if c == '\n' {
			l.state = inText
		}
	case atCommentStart:
		l.commentStart(c)
	case atMariaDBCommentStart:
		l.mariaDBCommentStart(c)
	case inBlockComment:
		if l.previous == '*' && c == '/' {
			l.state, c = inText, 0
		}
	}
	l.previous = c
}

// commentStart follows "/*". What stands in "/*! … */" or "/*M! … */" is executed, so it is text.
func (l *lexer) commentStart(c byte) {
	switch c {
	case '!':
		l.statement.keepByte(c)
		l.state = inText
	case 'M':
		l.state = atMariaDBCommentStart
	default:
		l.statement.drop(len("/*"))
		l.state = inBlockComment
	}
}

func (l *lexer) mariaDBCommentStart(c byte) {
	if c == '!' {
		l.state = inText
		return
	}
	l.statement.drop(len("/*"))
	l.state = inBlockComment
}

func (l *lexer) text(c byte) {
	if l.statement.isDelimiterCommand() {
		l.delimiterCommand(c)
		return
	}
	if c == l.delimiter[l.matched] {
		if l.matched++; l.matched == len(l.delimiter) {
			l.endStatement()
		}
		return
	}
	l.matched = 0
	isSpace := c == ' ' || c == '\n' || c == '\t' || c == '\r'
	switch {
	case c == '#', l.dashes >= 2 && isSpace:
		l.statement.drop(l.dashes)
		l.dashes = 0
		if c != '\n' {
			l.state = inLineComment
		}
		return
	case l.previous == '/' && c == '*':
		l.state = atCommentStart
	case c == '\'', c == '"', c == '`':
		l.state, l.quote = inQuotes, c
	}
	if c == '-' {
		l.dashes++
	} else {
		l.dashes = 0
	}
	if table, found := l.statement.text(c); found {
		l.events.table(table)
	}
}

func (l *lexer) delimiterCommand(c byte) {
	if c != '\n' {
		l.statement.keepByte(c)
		return
	}
	if delimiter := l.statement.newDelimiter(); len(delimiter) > 0 {
		l.delimiter = delimiter
	}
	l.statement = statement{}
}

func (l *lexer) endStatement() {
	if l.statement.rows > 0 {
		l.events.row(l.statement.table, l.statement.rows)
	}
	if l.statement.setsSQLMode() {
		l.noBackslashEscapes = l.statement.mentions("NO_BACKSLASH_ESCAPES")
	}
	l.statement, l.matched, l.dashes = statement{}, 0, 0
}
