package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"example.com/webapp/backend/internal/testdb"
)

type running struct {
	server *Server
	url    string
	stop   context.CancelFunc
	ended  chan error
}

func run(t *testing.T, shutdownTimeout time.Duration, handler http.Handler) *running {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	r := &running{server: New(shutdownTimeout, testdb.Quiet), url: "http://" + listener.Addr().String(), stop: stop, ended: make(chan error, 1)}
	go func() { r.ended <- r.server.Run(ctx, listener, handler) }()
	t.Cleanup(stop)
	return r
}

func TestRequestsInFlightFinish(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	r := run(t, 10*time.Second, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-release
		w.WriteHeader(http.StatusCreated)
	}))
	status := make(chan int, 1)
	go func() {
		answer, err := http.Get(r.url)
		if err != nil {
			t.Error(err)
			status <- 0
			return
		}
		_ = answer.Body.Close()
		status <- answer.StatusCode
	}()
	<-entered
	r.stop()
	for refused := false; !refused; time.Sleep(time.Millisecond) {
		connection, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
		if refused = err != nil; !refused {
			_ = connection.Close()
		}
	}
	close(release)
	if got := <-status; got != http.StatusCreated {
		t.Errorf("status %d", got)
	}
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
}

func TestARequestThatNeverEndsIsCutOff(t *testing.T) {
	entered, release := make(chan struct{}), make(chan struct{})
	defer close(release)
	r := run(t, 200*time.Millisecond, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(entered)
		<-release
	}))
	go func() {
		if answer, err := http.Get(r.url); err == nil {
			_ = answer.Body.Close()
		}
	}()
	<-entered
	r.stop()
	if err := <-r.ended; err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("got %v", err)
	}
}

func TestAStoppingServerStillAnswersForAMoment(t *testing.T) {
	r := run(t, 10*time.Second, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	r.stop()
	for !r.server.Draining() {
		time.Sleep(time.Millisecond)
	}
	answer, err := http.Get(r.url)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if err := <-r.ended; err != nil {
		t.Error(err)
	}
}

func TestEveryTimeoutIsSet(t *testing.T) {
	server := New(time.Second, testdb.Quiet).http
	for name, timeout := range map[string]time.Duration{
		"header": server.ReadHeaderTimeout, "read": server.ReadTimeout, "write": server.WriteTimeout, "idle": server.IdleTimeout,
	} {
		if timeout <= 0 {
			t.Errorf("no %s timeout", name)
		}
	}
}

func never(error) bool { return false }

func TestSchemaEndsWithAFinalError(t *testing.T) {
	final, attempts := errors.New("the schema is too new"), 0
	schema := NewSchema(
		func(context.Context) error { attempts++; return final },
		func(err error) bool { return err == final },
		testdb.Quiet,
	)
	if err := schema.Run(t.Context()); err != final || attempts != 1 || schema.Ready() {
		t.Errorf("%v after %d attempts, ready: %v", err, attempts, schema.Ready())
	}
}

func TestSchemaKeepsTryingUntilReady(t *testing.T) {
	attempts := 0
	var schema *Schema
	schema = NewSchema(func(context.Context) error {
		if schema.Ready() {
			t.Error("ready before the first success")
		}
		if attempts++; attempts < 2 {
			return errors.New("connection refused")
		}
		return nil
	}, never, testdb.Quiet)
	if err := schema.Run(t.Context()); err != nil || attempts != 2 || !schema.Ready() {
		t.Errorf("%d attempts, ready: %v", attempts, schema.Ready())
	}
}

func TestSchemaStopsTryingWithTheProcess(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	schema := NewSchema(func(context.Context) error { cancel(); return errors.New("connection refused") }, never, testdb.Quiet)
	if err := schema.Run(ctx); err != nil || schema.Ready() {
		t.Error("ready without a success")
	}
}
