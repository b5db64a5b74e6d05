package api

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// One IPv6 network of a household or a machine: whoever has it can ask from any address of it.
const ipv6Network = 64

// clientOf is the address of whoever asks, for limits. The last entry of X-Forwarded-For is who our load balancer talks
// to: CloudFront, or the server of pages, which passes on its viewer's address. The one before is the viewer, as our own
// side saw it; what stands further left anybody may have written.
func clientOf(r *http.Request) string {
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	if viewer := strings.TrimSpace(hops[max(0, len(hops)-2)]); viewer != "" {
		return networkOf(viewer)
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return networkOf(host)
}

// networkOf is an IPv4 address as it is, and the network of an IPv6 one.
func networkOf(address string) string {
	parsed, err := netip.ParseAddr(address)
	if err != nil {
		return shorten(address)
	}
	parsed = parsed.Unmap().WithZone("")
	if parsed.Is4() {
		return parsed.String()
	}
	prefix, err := parsed.Prefix(ipv6Network)
	if err != nil {
		return parsed.String()
	}
	return prefix.String()
}
