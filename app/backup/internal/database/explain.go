package database

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"webapp/backup/internal/failure"
)

// What to do about the errors that operators meet.
var advice = []struct{ sign, fix string }{
	{"1045", "check DATABASE_USERNAME and DATABASE_PASSWORD"},
	{"1044", "DATABASE_USERNAME has no rights on DATABASE_NAME"},
	{"1049", "create the database, or restore with --create-database"},
	{"1142", "DATABASE_USERNAME lacks a right on this table"},
	{"1227", "restore as a user with the name of the one that defined these objects, or one that may set any definer"},
	{"1419", "set log_bin_trust_function_creators to 1 in the parameter group: triggers and functions need it where the binary log is on"},
	{"2002", "the server cannot be reached: check DATABASE_HOST, DATABASE_PORT and the security groups"},
	{"2003", "the server cannot be reached: check DATABASE_HOST, DATABASE_PORT and the security groups"},
	{"2005", "check DATABASE_HOST"},
	{"2026", "the server's certificate or name does not verify: check DATABASE_HOST and the certificate authorities"},
}

func (c *Connection) explain(p program, state *os.ProcessState, err error, said string) error {
	name := filepath.Base(p.path)
	ending := err.Error()
	if state != nil {
		if signal, killed := signalOf(state.Sys()); killed {
			ending = fmt.Sprintf("was killed by signal %d (%s)", int(signal), signal)
		} else if code := state.ExitCode(); code > 0 {
			ending = fmt.Sprintf("ended with exit code %d", code)
		}
	}
	message := fmt.Sprintf("%s on %s %s", name, c.database.Address(), ending)
	if said != "" {
		message += ": " + said
	}
	for _, known := range advice {
		if strings.Contains(said, known.sign+" ") || strings.Contains(said, known.sign+":") {
			message += " (" + known.fix + ")"
			break
		}
	}
	return failure.New(failure.Database, "%s", message)
}
