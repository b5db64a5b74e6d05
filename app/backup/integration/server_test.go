package integration

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A password with everything that option files and shells treat in their own way.
const (
	username = "app"
	password = `p#a "s\s'w ;=ö%` + "`$(x)"
)

// server is a MariaDB server on the loopback address, with a certificate for the name localhost.
type server struct {
	process *exec.Cmd
	port    int
	socket  string
	caFile  string
}

func startServer(folder string) *server {
	data := filepath.Join(folder, "data")
	user := "--user=" + currentUser()
	install := exec.Command(find("mariadb-install-db"), "--no-defaults", user, "--datadir="+data,
		"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve")
	if output, err := install.CombinedOutput(); err != nil {
		panic(fmt.Sprintf("mariadb-install-db: %v\n%s", err, output))
	}
	certificates := writeCertificates(folder, "localhost")
	s := &server{port: freePort(), socket: filepath.Join(folder, "socket"), caFile: certificates.ca}
	s.process = exec.Command(find("mariadbd"), "--no-defaults", user, "--datadir="+data, fmt.Sprintf("--port=%d", s.port),
		"--bind-address=127.0.0.1", "--socket="+s.socket, "--skip-log-bin", "--character-set-server=utf8mb4",
		"--innodb-flush-log-at-trx-commit=0", "--ssl-ca="+certificates.ca, "--ssl-cert="+certificates.cert, "--ssl-key="+certificates.key)
	startProcess(s.process, filepath.Join(folder, "mariadbd.log"))
	waitFor("the database server", func() bool { return exec.Command("mysql", s.rootArguments("-e", "SELECT 1")...).Run() == nil })
	s.mustExecute(fmt.Sprintf("CREATE USER '%s'@'%%' IDENTIFIED BY '%s'; GRANT ALL ON *.* TO '%s'@'%%' WITH GRANT OPTION;",
		username, strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(password), username))
	return s
}

func currentUser() string {
	if os.Geteuid() == 0 {
		return "root"
	}
	return os.Getenv("USER")
}

func (s *server) rootArguments(more ...string) []string {
	return append([]string{"--no-defaults", "--user=root", "--socket=" + s.socket, "--default-character-set=utf8mb4"}, more...)
}

func (s *server) execute(sql string) (string, error) {
	command := exec.Command("mysql", s.rootArguments("--batch", "--skip-column-names", "--raw")...)
	command.Stdin = strings.NewReader(sql)
	output, err := command.CombinedOutput()
	return strings.TrimSuffix(string(output), "\n"), err
}

func (s *server) mustExecute(sql string) string {
	output, err := s.execute(sql)
	if err != nil {
		panic(fmt.Sprintf("%v: %s\n%s", err, output, sql))
	}
	return output
}

func (s *server) version() string { return s.mustExecute("SELECT VERSION();") }

func (s *server) stop() { stopProcess(s.process) }

// database makes an empty database that ends with the test.
func (s *server) database(t *testing.T, name string) string {
	t.Helper()
	s.mustExecute("DROP DATABASE IF EXISTS " + name + "; CREATE DATABASE " + name + ";")
	t.Cleanup(func() { s.mustExecute("DROP DATABASE IF EXISTS " + name + ";") })
	return name
}

// contents is everything in a database as text: rows, views, triggers, routines and events.
func (s *server) contents(t *testing.T, database string) string {
	t.Helper()
	output, err := exec.Command("mysqldump", s.rootArguments("--skip-comments", "--hex-blob", "--routines", "--triggers",
		"--events", "--order-by-primary", database)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(output)
}

func (s *server) objects(database string) string {
	return s.mustExecute("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = '" + database + "';")
}

func clientVersion() string {
	output, err := exec.Command("mysqldump", "--version").Output()
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(output))
}

func startProcess(command *exec.Cmd, logFile string) {
	log, err := os.Create(logFile)
	if err != nil {
		panic(err)
	}
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		panic(err)
	}
}

func stopProcess(command *exec.Cmd) {
	_ = command.Process.Signal(syscall.SIGTERM)
	_ = command.Wait()
}

func freePort() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func waitFor(what string, ready func() bool) {
	for range 300 {
		if ready() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	panic(what + " did not start within 30 seconds")
}
