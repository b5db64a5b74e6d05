package integration

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// program is one way to call the backup program.
type program struct {
	world       *environment
	environment map[string]string
}

// outcome is what one call did.
type outcome struct {
	code    int
	stdout  string
	stderr  string
	peakRSS int64 // bytes, of the program or a client, whichever is larger
}

// program calls with a valid environment for a database and a bucket.
func (w *environment) program(t *testing.T, database, bucket string) program {
	t.Helper()
	return program{w, map[string]string{
		"DATABASE_HOST": "localhost", "DATABASE_PORT": fmt.Sprint(w.server.port), "DATABASE_NAME": database,
		"DATABASE_USERNAME": username, "DATABASE_PASSWORD": password, "DATABASE_TLS_CA_FILE": w.server.caFile,
		"BACKUP_BUCKET": bucket, "METRICS_NAMESPACE": "Notes/test",
		"AWS_ENDPOINT_URL_S3": w.s3.endpoint, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "test",
		"AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true", "AWS_MAX_ATTEMPTS": "2",
		"PATH": os.Getenv("PATH"), "TMPDIR": t.TempDir(),
	}}
}

// with changes one variable.
func (p program) with(name, value string) program {
	changed := maps.Clone(p.environment)
	changed[name] = value
	return program{p.world, changed}
}

// withClient puts a shell script before a client; in it, real is the client.
func (p program) withClient(t *testing.T, name, script string) program {
	t.Helper()
	folder := t.TempDir()
	text := "#!/bin/sh\nreal() { " + find(name) + " \"$@\"; }\n" +
		"if [ \"$1\" = --version ]; then real --version; exit; fi\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return p.with("PATH", folder+":"+p.environment["PATH"])
}

func (p program) command(arguments ...string) *exec.Cmd {
	command := exec.Command(p.world.binary, arguments...)
	for name, value := range p.environment {
		command.Env = append(command.Env, name+"="+value)
	}
	return command
}

// run calls the program, and checks what holds for every call: no secret in what it says or leaves behind.
func (p program) run(t *testing.T, arguments ...string) outcome {
	t.Helper()
	return p.finish(t, p.command(arguments...), func(command *exec.Cmd) error { return command.Run() })
}

func (p program) finish(t *testing.T, command *exec.Cmd, run func(*exec.Cmd) error) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	var exit *exec.ExitError
	if err := run(command); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	usage := command.ProcessState.SysUsage().(*syscall.Rusage)
	result := outcome{command.ProcessState.ExitCode(), stdout.String(), stderr.String(), usage.Maxrss * 1024}
	if strings.Contains(result.stdout+result.stderr, p.environment["DATABASE_PASSWORD"]) {
		t.Error("the password stands in the output")
	}
	if left, err := os.ReadDir(p.environment["TMPDIR"]); err != nil || len(left) > 0 {
		t.Errorf("left in the folder for temporary files: %v %v", left, err)
	}
	return result
}

// expect fails unless the call ended with this code; the texts have to stand in its last log line.
func (o outcome) expect(t *testing.T, code int, texts ...string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(o.stderr, "\n"), "\n")
	var last struct {
		Level, Msg string
		ExitCode   int
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatalf("the last line is not JSON: %q", o.stderr)
	}
	if o.code != code || last.ExitCode != code {
		t.Fatalf("exit code %d, in the log %d, expected %d: %s", o.code, last.ExitCode, code, o.stderr)
	}
	if isError := last.Level == "ERROR"; isError != (code != 0) {
		t.Errorf("level %s with exit code %d", last.Level, code)
	}
	for _, text := range texts {
		if !strings.Contains(last.Msg, text) {
			t.Errorf("%q lacks %q", last.Msg, text)
		}
	}
	if strings.Contains(last.Msg, "\n") {
		t.Errorf("more than one line: %q", last.Msg)
	}
}
