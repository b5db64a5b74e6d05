package store

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
)

// executionTimeExceeded are MariaDB's number and MySQL's.
var executionTimeExceeded = []uint16{1969, 3024}

func TestTheServerEndsALongSearch(t *testing.T) {
	s, _, _ := open(t)
	_, err := s.number(t.Context(), searchLimit+`SUM(SLEEP(4)) FROM (SELECT 1 UNION SELECT 2) AS two`)
	var refusal *mysql.MySQLError
	if !errors.As(err, &refusal) || !slices.Contains(executionTimeExceeded, refusal.Number) {
		t.Errorf("got %v", err)
	}
	for _, statement := range []string{countMatches, listMatches} {
		if !strings.HasPrefix(statement, searchLimit) {
			t.Errorf("without a limit: %s", statement)
		}
	}
}
