package api

import (
	"net"
	"net/http"
	"strings"
)

// clientOf is the address of whoever asks, for limits. The last entry of X-Forwarded-For is who our load balancer talks
// to: CloudFront, or the server of pages, which passes on its viewer's address. The one before is the viewer, as our own
// side saw it; what stands further left anybody may have written.
func clientOf(r *http.Request) string {
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	if viewer := strings.TrimSpace(hops[max(0, len(hops)-2)]); viewer != "" {
		return shorten(viewer)
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
