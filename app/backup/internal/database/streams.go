package database

import (
	"errors"
	"io"
	"strings"
	"sync"
	"syscall"
)

// firstError remembers why our side of a pipe failed: the client only sees a broken pipe.
type firstError struct {
	mutex sync.Mutex
	err   error
	stop  func()
}

func (f *firstError) error() error {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	return f.err
}

func (f *firstError) record(err error) {
	if err == nil || errors.Is(err, io.EOF) {
		return
	}
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if f.err == nil {
		f.err = err
		f.stop()
	}
}

func (f *firstError) writer(out io.Writer) io.Writer {
	return writerFunc(func(chunk []byte) (int, error) {
		n, err := out.Write(chunk)
		f.record(err)
		return n, err
	})
}

func (f *firstError) reader(in io.Reader) io.Reader {
	return readerFunc(func(chunk []byte) (int, error) {
		n, err := in.Read(chunk)
		f.record(err)
		return n, err
	})
}

type writerFunc func([]byte) (int, error)

func (w writerFunc) Write(chunk []byte) (int, error) { return w(chunk) }

type readerFunc func([]byte) (int, error)

func (r readerFunc) Read(chunk []byte) (int, error) { return r(chunk) }

// lastLines keeps the end of what a client says: the reason stands there.
type lastLines struct{ text []byte }

const lastLinesBytes = 2048

func (l *lastLines) Write(chunk []byte) (int, error) {
	l.text = append(l.text, chunk...)
	l.text = l.text[max(0, len(l.text)-lastLinesBytes):]
	return len(chunk), nil
}

// String is one line: what the client calls an error, or else all that it said. The mysql client also
// repeats the statement that failed, which can hold data that is not for logs.
func (l *lastLines) String() string {
	var all, errors []string
	for line := range strings.Lines(string(l.text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			continue
		}
		all = append(all, line)
		if strings.HasPrefix(line, "ERROR ") {
			errors = append(errors, line)
		}
	}
	if len(errors) > 0 {
		all = errors
	}
	return strings.Join(all, " | ")
}

func signalOf(status any) (syscall.Signal, bool) {
	wait, known := status.(syscall.WaitStatus)
	return wait.Signal(), known && wait.Signaled()
}
