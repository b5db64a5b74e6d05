package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"strings"
	"testing"
	"time"

	"example.com/webapp/backend/internal/testdb"
)

var injections = []string{
	`' OR '1'='1`, `'; DROP TABLE notes; --`, `" OR ""="`, `\'; DROP TABLE notes; -- `, `%' UNION SELECT 1,2,3,4,5 -- `, "`; DROP TABLE notes; #",
	`1; SELECT SLEEP(5)`, `' AND SLEEP(5) -- `, `/*!50000 DROP TABLE notes */`, "\u02bc OR 1=1", `${jndi:ldap://x}`, `{{7*7}}`, `<script>alert(1)</script>`,
}

func TestInjectionsAreOnlyText(t *testing.T) {
	d := testdb.New(t)
	p := start(t, environmentOf(d)).becomesReady()
	for _, text := range injections {
		body, _ := json.Marshal(map[string]string{"title": text, "body": text})
		status, answer := p.send("POST", "/api/notes", string(body))
		var stored struct{ ID, Title, Body string }
		if err := json.Unmarshal([]byte(answer), &stored); err != nil || status != 201 || stored.Title != strings.TrimSpace(text) || stored.Body != text {
			t.Errorf("%q: %d %s", text, status, answer)
		}
		started := time.Now()
		status, answer = p.send("GET", "/api/notes?q="+url.QueryEscape(text), "")
		var page struct{ Total int }
		if err := json.Unmarshal([]byte(answer), &page); err != nil || status != 200 || page.Total != 1 {
			t.Errorf("searching %q: %d %s", text, status, answer)
		}
		if time.Since(started) > 4*time.Second {
			t.Errorf("searching %q made the database sleep", text)
		}
		for _, method := range []string{"GET", "PUT", "DELETE"} {
			if status, answer := p.send(method, "/api/notes/"+url.PathEscape(text), ""); status != 404 && status != 415 {
				t.Errorf("%s %q: %d %s", method, text, status, answer)
			}
		}
	}
	if count := testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM notes"); count != len(injections) {
		t.Errorf("%d notes", count)
	}
}

func TestMalformedRequestsStoreNothing(t *testing.T) {
	d := testdb.New(t)
	p := start(t, environmentOf(d)).becomesReady()
	for _, body := range []string{
		`{`, `[]`, `null`, `{"title":1}`, `{"title":"a\u0000b"}`, "{\"title\":\"\xff\"}", `{"title":"x","role":"admin"}`, `{"title":"x","title":"y"}`,
		strings.Repeat("[", 60_000), strings.Repeat(`{"title":`, 5_000), `{"title":"` + strings.Repeat("x", 121) + `"}`, `{"title":"x"} {}`,
		`{"title":"x","body":"` + strings.Repeat("x", 10_001) + `"}`, `{"title":"x","body":"` + strings.Repeat("x", 5_000_000) + `"}`,
	} {
		for _, kind := range []string{"application/json", "text/plain", "application/x-www-form-urlencoded", ""} {
			status, answer := p.send("POST", "/api/notes", body, "Content-Type", kind)
			if status < 400 || status > 499 || !strings.Contains(answer, `"message":"`) {
				t.Errorf("%.60q as %q: %d %s", body, kind, status, answer)
			}
		}
	}
	for _, query := range []string{"page=0", "page=-1", "page=9999999999999999999", "pageSize=1000000", "q=%00", "q=%ff", "q=" + strings.Repeat("x", 20_000), "%zz"} {
		if status, answer := p.send("GET", "/api/notes?"+query, ""); status < 400 || status > 499 {
			t.Errorf("%.60q: %d %s", query, status, answer)
		}
	}
	if count := testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM notes"); count != 0 {
		t.Errorf("%d notes", count)
	}
	if status, _ := p.send("GET", "/readyz", ""); status != 200 {
		t.Errorf("readyz is %d afterwards", status)
	}
}

// TestRawRequests sends what an HTTP client would refuse to send.
func TestRawRequests(t *testing.T) {
	d := testdb.New(t)
	p := start(t, environmentOf(d)).becomesReady()
	address := strings.TrimPrefix(p.url, "http://")
	for name, request := range map[string]string{
		"no HTTP":               "hello\r\n\r\n",
		"two lengths":           "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 13\r\nContent-Length: 14\r\n\r\n{\"title\":\"x\"}",
		"negative length":       "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n",
		"smuggled":              "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
		"bad chunk":             "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{\"title\":\"x\"}",
		"no host":               "GET /api/notes HTTP/1.1\r\n\r\n",
		"large headers":         "GET /api/notes HTTP/1.1\r\nHost: x\r\nX-A: " + strings.Repeat("a", 60_000) + "\r\n\r\n",
		"request id with CR LF": "GET /nothing HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\rSet-Cookie: b\r\n\r\n",
	} {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		_ = connection.SetDeadline(time.Now().Add(20 * time.Second))
		_, _ = fmt.Fprint(connection, request)
		buffer := make([]byte, len("HTTP/1.1 400"))
		read, _ := connection.Read(buffer)
		_ = connection.Close()
		// Go answers 501 to a transfer encoding it does not know.
		if status := string(buffer[:read]); !strings.HasPrefix(status, "HTTP/1.1 4") && status != "HTTP/1.1 501" {
			t.Errorf("%s: %q", name, status)
		}
	}
	if count := testdb.Count(t, d.Admin, "SELECT COUNT(*) FROM notes"); count != 0 {
		t.Errorf("%d notes", count)
	}
}
