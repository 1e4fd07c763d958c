package gaapmock

import (
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"time"
)

// The kinds of addresses that origins have, and that a listener takes.
const (
	TypeIP     = "IP"
	TypeDomain = "DOMAIN"
)

// RealServer is an origin as the mock keeps it. Its JSON form is the one of the
// admin routes and of the state file.
type RealServer struct {
	ID        string            `json:"id"`
	Name      string            `json:"name"`
	ProjectID int64             `json:"project_id"`
	Address   string            `json:"address"` // IPv4, IPv6 or a domain
	Tags      map[string]string `json:"tags"`
	Banned    bool              `json:"banned"` // on the blacklist: not to be bound

	// Sick is what health checks find; see SetHealth.
	Sick    bool     `json:"sick"`
	DownIPs []string `json:"down_ips"`
}

func (r RealServer) key() string                  { return r.ID }
func (r RealServer) withID(id string) RealServer  { r.ID = id; return r }
func (r RealServer) status() string               { return "" }
func (r RealServer) withStatus(string) RealServer { return r }
func (r RealServer) knownSince() time.Time        { return time.Time{} }

func (r RealServer) clone() RealServer {
	r.Tags, r.DownIPs = maps.Clone(r.Tags), slices.Clone(r.DownIPs)
	if r.Tags == nil {
		r.Tags = map[string]string{}
	}
	if r.DownIPs == nil {
		r.DownIPs = []string{}
	}
	return r
}

func (r RealServer) check() error {
	if addressType(r.Address) == "" {
		return fmt.Errorf("%w: the address %q", errNonsense, r.Address)
	}
	return nil
}

// fill makes up an address of the range for benchmarks.
func (r RealServer) fill(st *store, _ time.Time) RealServer {
	for n := len(st.RealServers.Records); r.Address == ""; n++ {
		if free := fmt.Sprintf("198.%d.%d.%d", 18+(n>>16&1), n>>8&255, n&255); !st.hasAddress(free) {
			r.Address = free
		}
	}
	setDefault(&r.Name, r.ID)
	return r
}

func (st *store) hasAddress(address string) bool {
	for _, rec := range st.RealServers.Records {
		if sameAddress(rec.Versions[len(rec.Versions)-1].Object.Address, address) {
			return true
		}
	}
	return false
}

var domainForm = regexp.MustCompile(`^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*$`)

// addressType is TypeIP, TypeDomain, or "" for what is no address.
//
// Assumption: a zone makes an address invalid; a domain has a dot in it.
func addressType(address string) string {
	if ip, err := netip.ParseAddr(address); err == nil && ip.Zone() == "" {
		return TypeIP
	}
	if len(address) <= 253 && domainForm.MatchString(address) {
		return TypeDomain
	}
	return ""
}

// sameAddress compares as names and addresses compare.
//
// Assumption: another spelling of an address is that address.
func sameAddress(a, b string) bool {
	left, err := netip.ParseAddr(a)
	right, other := netip.ParseAddr(b)
	if err == nil && other == nil {
		return left == right
	}
	return strings.EqualFold(a, b)
}
