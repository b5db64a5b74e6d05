package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// answer remembers what was sent.
type answer struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(text []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
	}
	written, err := a.ResponseWriter.Write(text)
	a.bytes += written
	return written, err
}

// Unwrap lets http.ResponseController reach the connection.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

// record logs and measures each request. Query strings are left out: they hold what people search for.
func (a *api) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		sent := &answer{ResponseWriter: w}
		aborted := true
		isCheck := r.URL.Path == "/healthz" || r.URL.Path == "/readyz"
		if !isCheck {
			a.Pressure.Begin(started)
		}
		defer func() {
			ended := time.Now()
			duration := ended.Sub(started)
			level := slog.LevelInfo
			if isCheck {
				level = slog.LevelDebug
			} else {
				a.Pressure.End(ended)
				a.Observe(sent.status, duration)
			}
			a.Logger.LogAttrs(r.Context(), level, "request",
				slog.String("method", shorten(r.Method)), slog.String("path", shorten(r.URL.Path)), slog.Int("status", sent.status),
				slog.Int("bytes", sent.bytes), slog.Float64("durationMs", float64(duration.Microseconds())/1000), slog.Bool("aborted", aborted),
			)
		}()
		next.ServeHTTP(sent, r)
		aborted = false
	})
}

// recoverPanics turns a panic into a 500. When the answer has begun, only cutting the connection tells the client.
func (a *api) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			cause := recover()
			if cause == nil {
				return
			}
			if err, isError := cause.(error); isError && errors.Is(err, http.ErrAbortHandler) {
				panic(http.ErrAbortHandler)
			}
			a.Logger.ErrorContext(r.Context(), "panic", "cause", cause, "stack", string(debug.Stack()))
			if sent, known := w.(*answer); known && sent.status != 0 {
				panic(http.ErrAbortHandler)
			}
			writeProblem(w, r, internalError)
		}()
		next.ServeHTTP(w, r)
	})
}

func limitTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), RequestTimeout)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func (a *api) setHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		if a.Draining() {
			// Tells load balancer and front end to open their next connection elsewhere.
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}
