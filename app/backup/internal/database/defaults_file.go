package database

import (
	"fmt"
	"os"
	"strings"

	"webapp/backup/internal/environment"
)

// writeDefaultsFile puts the login into a file that only this user reads, since command lines and
// environments of other processes are readable. The caller removes it.
func writeDefaultsFile(database environment.Database) (path string, err error) {
	file, err := os.CreateTemp("", "backup-*.cnf") // created with mode 0600
	if err != nil {
		return "", fmt.Errorf("no file for the login: %w", err)
	}
	_, err = fmt.Fprintf(file, "[client]\nhost=%s\nport=%d\nuser=%s\npassword=%s\n",
		quoted(database.Host), database.Port, quoted(database.Username), quoted(database.Password))
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return "", fmt.Errorf("no file for the login: %w", err)
	}
	return file.Name(), nil
}

var optionFileEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// quoted keeps blanks, backslashes and # as they are: they mean something in option files.
func quoted(value string) string { return `"` + optionFileEscapes.Replace(value) + `"` }
