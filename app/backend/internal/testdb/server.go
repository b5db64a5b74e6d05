package testdb

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

const startTimeout = 60 * time.Second

// Server is a MariaDB of its own folder, port and certificate.
type Server struct {
	Port int
	// Roots verify the server's certificate, which names localhost.
	Roots *x509.CertPool

	folder  string
	socket  string
	process *exec.Cmd
	log     bytes.Buffer
	ended   chan struct{}
}

// StartServer makes a new server and waits until it answers.
func StartServer() (*Server, error) {
	folder, err := os.MkdirTemp("", "testdb")
	if err != nil {
		return nil, err
	}
	server := &Server{folder: folder, socket: filepath.Join(folder, "s"), ended: make(chan struct{})}
	if err := server.start(); err != nil {
		server.Stop()
		return nil, err
	}
	return server, nil
}

// Shared returns the server behind the databases of this test run.
func Shared() *Server { return shared }

func (s *Server) start() error {
	var err error
	if s.Port, err = FreePort(); err != nil {
		return err
	}
	if s.Roots, err = writeCertificates(s.folder); err != nil {
		return err
	}
	data := filepath.Join(s.folder, "data")
	install := exec.Command("mariadb-install-db", append(asRoot(), "--no-defaults", "--datadir="+data,
		"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve")...)
	if output, err := install.CombinedOutput(); err != nil {
		return fmt.Errorf("mariadb-install-db: %w\n%s", err, output)
	}
	s.process = exec.Command("mariadbd", append([]string{"--no-defaults"}, append(asRoot(),
		"--datadir="+data, fmt.Sprintf("--port=%d", s.Port), "--bind-address=127.0.0.1", "--socket="+s.socket, "--skip-log-bin",
		"--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M", "--performance-schema=off",
		"--ssl-ca="+filepath.Join(s.folder, "ca.pem"), "--ssl-cert="+filepath.Join(s.folder, "cert.pem"), "--ssl-key="+filepath.Join(s.folder, "key.pem"),
	)...)...)
	s.process.Stderr = &s.log
	if err := s.process.Start(); err != nil {
		return err
	}
	go func() { _ = s.process.Wait(); close(s.ended) }()
	return s.wait()
}

func (s *Server) wait() error {
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for !s.answers(ctx) {
		select {
		case <-s.ended:
			return fmt.Errorf("mariadbd ended: %s", s.log.String())
		case <-ctx.Done():
			return errors.New("mariadbd does not answer")
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil
}

// Stop ends the server and removes its folder.
func (s *Server) Stop() {
	if s.process != nil && s.process.Process != nil {
		_ = s.process.Process.Signal(syscall.SIGTERM)
		select {
		case <-s.ended:
		case <-time.After(10 * time.Second):
			_ = s.process.Process.Kill()
			<-s.ended
		}
	}
	_ = os.RemoveAll(s.folder)
}

// FreePort returns a port that nobody uses at the moment.
func FreePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = listener.Close() }()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// asRoot lets the server run in a container whose only user is root, which it refuses by itself.
func asRoot() []string {
	if os.Getuid() == 0 {
		return []string{"--user=root"}
	}
	return nil
}
