// Package server runs the HTTP server from start to a graceful end.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// Timeouts of a connection. The idle one is longer than the load balancer's (60 seconds by
// default, to be kept below this): who closes first must be the load balancer, or it sends a request into a closing connection.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 15 * time.Second
	writeTimeout      = 30 * time.Second
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 32 << 10
)

// longestNotice is how long a stopping server goes on accepting requests while /readyz says 503.
const longestNotice = 2 * time.Second

// Server is an HTTP server that stops gracefully.
type Server struct {
	http            *http.Server
	draining        atomic.Bool
	shutdownTimeout time.Duration
	logger          *slog.Logger
}

// New makes a server; its handler is given to Run, since handlers ask the server whether it is draining.
func New(shutdownTimeout time.Duration, logger *slog.Logger) *Server {
	return &Server{
		shutdownTimeout: shutdownTimeout,
		logger:          logger,
		http: &http.Server{
			ReadHeaderTimeout: readHeaderTimeout,
			ReadTimeout:       readTimeout,
			WriteTimeout:      writeTimeout,
			IdleTimeout:       idleTimeout,
			MaxHeaderBytes:    maxHeaderBytes,
			ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
		},
	}
}

// Draining says whether the server was told to stop.
func (s *Server) Draining() bool {
	return s.draining.Load()
}

// Run serves until stop ends, then lets the requests in flight finish within the shutdown timeout. Its error says that
// the server failed, or that requests were cut off.
func (s *Server) Run(stop context.Context, listener net.Listener, handler http.Handler) error {
	s.http.Handler = handler
	failed := make(chan error, 1)
	go func() { failed <- s.http.Serve(listener) }()
	s.logger.Info("listening", "address", listener.Addr().String())
	select {
	case err := <-failed:
		return fmt.Errorf("the HTTP server failed: %w", err)
	case <-stop.Done():
	}

	deadline, cancel := context.WithTimeout(context.Background(), s.shutdownTimeout)
	defer cancel()
	s.draining.Store(true)
	s.logger.Info("stopping", "timeoutSeconds", s.shutdownTimeout.Seconds())
	time.Sleep(min(longestNotice, s.shutdownTimeout/5))
	if err := s.http.Shutdown(deadline); err != nil {
		_ = s.http.Close()
		if errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("requests were still running after %s and were cut off", s.shutdownTimeout)
		}
		return err
	}
	s.logger.Info("stopped")
	return nil
}
