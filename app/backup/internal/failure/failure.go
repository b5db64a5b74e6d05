// Package failure gives every kind of failure an exit code that scripts and runbooks can rely on.
package failure

import (
	"errors"
	"fmt"
)

// Code is the exit code of the program.
type Code int

// The table in README.md, which a test holds to this one.
const (
	Usage        Code = 1   // wrong arguments or environment
	Database     Code = 2   // the database or its client failed
	Storage      Code = 3   // S3 failed
	Archived     Code = 4   // the dump is in Glacier: asked for, come back later
	Refused      Code = 5   // the dump is missing, incomplete or altered
	RowsDiffer   Code = 6   // restored, but the row counts differ from the manifest
	TargetInUse  Code = 7   // the target database is not empty
	Interrupted  Code = 130 // stopped by a signal
	unclassified      = Database
)

type failure struct {
	code Code
	err  error
}

func (f failure) Error() string { return f.err.Error() }
func (f failure) Unwrap() error { return f.err }

// New is fmt.Errorf with an exit code.
func New(code Code, format string, args ...any) error {
	return failure{code: code, err: fmt.Errorf(format, args...)}
}

// CodeOf returns the exit code of an error.
func CodeOf(err error) Code {
	var known failure
	if errors.As(err, &known) {
		return known.code
	}
	return unclassified
}
