package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"example.com/webapp/backend/internal/testdb"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "backend")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(folder, "backend")
	if output, err := exec.Command("go", "build", "-race", "-o", binary, ".").CombinedOutput(); err != nil {
		panic(fmt.Sprintf("%v\n%s", err, output))
	}
	code := testdb.Main(m)
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// output is a buffer that a process writes while a test reads.
type output struct {
	mutex  sync.Mutex
	buffer bytes.Buffer
}

func (o *output) Write(text []byte) (int, error) {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.buffer.Write(text)
}

func (o *output) String() string {
	o.mutex.Lock()
	defer o.mutex.Unlock()
	return o.buffer.String()
}

type process struct {
	t       *testing.T
	command *exec.Cmd
	url     string
	out     output
	ended   chan struct{}
}

// environmentOf is what the task definition would say for a database.
func environmentOf(d testdb.Database) map[string]string {
	return map[string]string{
		"DATABASE_HOST": d.Host, "DATABASE_PORT": strconv.Itoa(d.Port), "DATABASE_NAME": d.Name, "DATABASE_TLS": "off",
		"DATABASE_USERNAME": d.Username, "DATABASE_PASSWORD": d.Password, "LOG_LEVEL": "debug", "SHUTDOWN_TIMEOUT_SECONDS": "10",
	}
}

func start(t *testing.T, environment map[string]string, arguments ...string) *process {
	t.Helper()
	port, err := testdb.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	environment = maps.Clone(environment)
	environment["PORT"] = strconv.Itoa(port)
	p := &process{t: t, command: exec.Command(binary, arguments...), url: fmt.Sprintf("http://127.0.0.1:%d", port), ended: make(chan struct{})}
	for name, value := range environment {
		p.command.Env = append(p.command.Env, name+"="+value)
	}
	p.command.Stdout, p.command.Stderr = &p.out, &p.out
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = p.command.Wait(); close(p.ended) }()
	t.Cleanup(func() {
		_ = p.command.Process.Kill()
		<-p.ended
		if strings.Contains(p.out.String(), "DATA RACE") {
			t.Error("data race:\n" + p.out.String())
		}
		if t.Failed() {
			t.Log(p.out.String())
		}
	})
	return p
}

func (p *process) terminate() {
	p.t.Helper()
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
}

// exitCode waits until the process has ended.
func (p *process) exitCode() int {
	p.t.Helper()
	select {
	case <-p.ended:
		return p.command.ProcessState.ExitCode()
	case <-time.After(30 * time.Second):
		p.t.Fatal("the process does not end")
		return -1
	}
}

// send returns the status, or 0 when there was no answer, and the body.
func (p *process) send(method, path, body string, headers ...string) (int, string) {
	request, err := http.NewRequest(method, p.url+path, strings.NewReader(body))
	if err != nil {
		p.t.Error(err)
		return 0, ""
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for index := 0; index+1 < len(headers); index += 2 {
		request.Header.Set(headers[index], headers[index+1])
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = answer.Body.Close() }()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text)
}

// eventually waits for something that takes an unknown but short time.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !happened(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("not in 20 seconds: %s", what)
		}
	}
}

func (p *process) becomesReady() *process {
	p.t.Helper()
	eventually(p.t, "ready", func() bool {
		status, _ := p.send("GET", "/readyz", "")
		return status == http.StatusOK
	})
	return p
}
