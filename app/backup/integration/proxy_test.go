package integration

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// proxy stands between the program and the emulator and breaks what a test asks for.
type proxy struct {
	url string
	// Parts of multipart uploads that arrived.
	parts     atomic.Int32
	firstPart chan struct{}
	// Number of the part from which on connections break; 0 never.
	failPartsFrom int32
	// Reads of dumps break after this many bytes, as often as breakReads says.
	readBytes  int64
	breakReads atomic.Int32
	// Called before each read of a dump, with its number.
	beforeRead func(number int)
	// What the reads of dumps asked for, which come one after the other.
	ranges []string
}

func (e *emulator) proxy(t *testing.T) *proxy {
	t.Helper()
	target, err := url.Parse(e.endpoint)
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{firstPart: make(chan struct{})}
	var first sync.Once
	forward := httputil.NewSingleHostReverseProxy(target)
	// The signature covers the host, which moto does not check.
	forward.ModifyResponse = p.breakRead
	// What came before the break has to reach the program.
	forward.FlushInterval = -1
	server := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		if request.Method == http.MethodPut && request.URL.Query().Has("partNumber") {
			if number := p.parts.Add(1); p.failPartsFrom > 0 && number >= p.failPartsFrom {
				panic(http.ErrAbortHandler)
			}
			first.Do(func() { close(p.firstPart) })
		}
		if isDumpRead(request) {
			p.ranges = append(p.ranges, request.Header.Get("Range"))
			if p.beforeRead != nil {
				p.beforeRead(len(p.ranges))
			}
		}
		forward.ServeHTTP(response, request)
	}))
	t.Cleanup(server.Close)
	p.url = server.URL
	return p
}

func (p *proxy) breakRead(response *http.Response) error {
	if isDumpRead(response.Request) && p.breakReads.Add(-1) >= 0 {
		response.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(io.LimitReader(response.Body, p.readBytes), broken{}), response.Body}
	}
	return nil
}

func isDumpRead(request *http.Request) bool {
	return request.Method == http.MethodGet && strings.HasSuffix(request.URL.Path, ".zst")
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
