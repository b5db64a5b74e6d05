package api

import (
	"net/http/httptest"
	"testing"
)

func TestClientIsTheHopBeforeTheLast(t *testing.T) {
	for forwarded, want := range map[string]string{
		"":                               "192.0.2.1",
		"198.51.100.7":                   "198.51.100.7",
		"198.51.100.7, 10.0.1.2":         "198.51.100.7",
		"made up, 198.51.100.7,10.0.1.2": "198.51.100.7",
		"2001:db8::1, 10.0.1.2":          "2001:db8::/64",
		"2001:db8::ffff:1:2, 10.0.1.2":   "2001:db8::/64",
		"2001:db8:0:1::1, 10.0.1.2":      "2001:db8:0:1::/64",
		"::ffff:198.51.100.7, 10.0.1.2":  "198.51.100.7",
		"no address, 10.0.1.2":           "no address",
	} {
		request := httptest.NewRequest("GET", "/", nil)
		if forwarded != "" {
			request.Header.Set("X-Forwarded-For", forwarded)
		}
		if got := clientOf(request); got != want {
			t.Errorf("%q is %q, want %q", forwarded, got, want)
		}
	}
}
