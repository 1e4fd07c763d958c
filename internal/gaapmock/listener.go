package gaapmock

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Listener is a listener as the mock keeps it. Its JSON form is the one of the
// admin routes and of the state file.
type Listener struct {
	ID             string    `json:"id"`
	Name           string    `json:"name"`
	ProxyID        string    `json:"proxy_id,omitempty"` // one of the two
	GroupID        string    `json:"group_id,omitempty"`
	Protocol       string    `json:"protocol"` // TCP, UDP, HTTP, HTTPS
	Port           int64     `json:"port"`
	RealServerType string    `json:"realserver_type"` // TypeIP, TypeDomain
	RealServerPort int64     `json:"realserver_port"` // 0: null
	Status         string    `json:"status"`
	Scheduler      string    `json:"scheduler"` // rr, wrr, lc, lrtt
	CreateTime     time.Time `json:"create_time"`
	SessionPersist int64     `json:"session_persist"`
	ClientIPMethod int64     `json:"client_ip_method"` // TCP: 0 TOA, 1 Proxy Protocol

	HealthCheck        int64  `json:"health_check"`        // 1 on
	DelayLoop          int64  `json:"delay_loop"`          // seconds; 0: null
	ConnectTimeout     int64  `json:"connect_timeout"`     // seconds; 0: null
	HealthyThreshold   int64  `json:"healthy_threshold"`   // 0: null
	UnhealthyThreshold int64  `json:"unhealthy_threshold"` // 0: null
	FailoverSwitch     int64  `json:"failover_switch"`     // 1 on
	CheckType          string `json:"check_type"`          // UDP: PORT, PING
	CheckPort          int64  `json:"check_port"`
	ContextType        string `json:"context_type"` // TEXT
	SendContext        string `json:"send_context"`
	RecvContext        string `json:"recv_context"`

	// Of HTTPS. TLS and client certificates may be those of a domain instead.
	ForwardProtocol        string   `json:"forward_protocol,omitempty"` // HTTP, HTTPS
	CertificateID          string   `json:"certificate_id,omitempty"`
	AuthType               int64    `json:"auth_type,omitempty"` // 1 mutual
	ClientCertificateIDs   []string `json:"client_certificate_ids,omitempty"`
	ReplacedCertificateIDs []string `json:"replaced_certificate_ids,omitempty"` // in use until it is RUNNING again
	HTTP3                  int64    `json:"http3,omitempty"`                    // 1: takes the UDP port as well
	TLSVersions            []string `json:"tls_versions,omitempty"`
	TLSCiphers             string   `json:"tls_ciphers,omitempty"`

	RealServers []Binding `json:"realservers"`
}

// Binding is an origin on a listener.
type Binding struct {
	ID      string `json:"id"`      // of the origin
	Address string `json:"address"` // as it was when it was bound
	Port    int64  `json:"port"`
	Weight  int64  `json:"weight"`
	Role    string `json:"role,omitempty"` // master, slave; "" without failover
}

var errNonsense = errors.New("gaapmock: not possible")

func (l Listener) key() string               { return l.ID }
func (l Listener) withID(id string) Listener { l.ID = id; return l }
func (l Listener) status() string            { return l.Status }
func (l Listener) knownSince() time.Time     { return l.CreateTime }
func (l Listener) parent() string            { return l.ProxyID + l.GroupID }

func (l Listener) withStatus(status string) Listener {
	l.Status = status
	if status == StatusRunning {
		l.ReplacedCertificateIDs = nil
	}
	return l
}

func (l Listener) clone() Listener {
	l.RealServers = slices.Clone(l.RealServers)
	l.ClientCertificateIDs, l.ReplacedCertificateIDs = slices.Clone(l.ClientCertificateIDs), slices.Clone(l.ReplacedCertificateIDs)
	l.TLSVersions = slices.Clone(l.TLSVersions)
	if l.RealServers == nil {
		l.RealServers = []Binding{}
	}
	return l
}

func protocols() []string { return []string{"TCP", "UDP", "HTTP", "HTTPS"} }

func (l Listener) check() error {
	if !slices.Contains(protocols(), l.Protocol) {
		return fmt.Errorf("%w: the protocol must be TCP, UDP, HTTP or HTTPS", errNonsense)
	}
	if (l.ProxyID == "") == (l.GroupID == "") {
		return fmt.Errorf("%w: a listener has a proxy or a group", errNonsense)
	}
	return nil
}

// hasParent refuses a listener of a proxy or group that is not there.
func (st *store) hasParent(l Listener, now time.Time) error {
	return st.hasOwner(l.ProxyID, l.GroupID, now)
}

// hasOwner wants the proxy or group that is named.
func (st *store) hasOwner(proxyID, groupID string, now time.Time) error {
	if _, ok := st.Proxies.current(now).get(proxyID); proxyID != "" && !ok {
		return fmt.Errorf("%w proxy", errMissing)
	}
	if _, ok := st.Groups.current(now).get(groupID); groupID != "" && !ok {
		return fmt.Errorf("%w group", errMissing)
	}
	return nil
}

func (l Listener) fill(st *store, now time.Time) Listener {
	setDefault(&l.Name, l.ID)
	setDefault(&l.Protocol, "TCP")
	setDefault(&l.RealServerType, TypeIP)
	setDefault(&l.Status, StatusRunning)
	setDefault(&l.Scheduler, "rr")
	setDefault(&l.CreateTime, now)
	l.fillHealth()
	if l.Protocol == "HTTPS" {
		l.fillHTTPS()
	}
	for taken, port := st.ports(l, now), int64(8000); l.Port == 0; port++ {
		if !taken[port] {
			l.Port = port
		}
	}
	if l.check() == nil {
		for i := range l.RealServers {
			st.fillBinding(&l.RealServers[i], now)
		}
	}
	return l
}

// fillHealth sets the values that are kept even without a health check.
func (l *Listener) fillHealth() {
	setDefault(&l.DelayLoop, 5)
	setDefault(&l.ConnectTimeout, 2)
	setDefault(&l.HealthyThreshold, 1)
	setDefault(&l.UnhealthyThreshold, 1)
}

// fillHTTPS gives an HTTPS listener what it cannot be without.
func (l *Listener) fillHTTPS() {
	setDefault(&l.ForwardProtocol, "HTTP")
	setDefault(&l.CertificateID, "cert-default0")
	setDefault(&l.TLSCiphers, tlsWide)
	if len(l.TLSVersions) == 0 {
		l.TLSVersions = tlsVersions()
	}
}

func (st *store) fillBinding(b *Binding, now time.Time) {
	if b.ID == "" {
		made := RealServer{ID: st.RealServers.newID(st.Seed), Address: b.Address}.fill(st, now)
		st.RealServers.put(made, made.knownSince())
		b.ID = made.ID
	}
	if r, ok := st.RealServers.current(now).get(b.ID); ok {
		b.Address = r.Address
	}
	setDefault(&b.Port, 80)
	setDefault(&b.Weight, 1)
}

// Transport protocols, each of which has ports of its own.
const (
	transportTCP = 1 << iota
	transportUDP
)

// transports are those whose port a listener takes.
//
// Assumption: HTTP, HTTPS and TCP listeners share the ports of TCP.
func (l Listener) transports() int {
	switch {
	case l.Protocol == "UDP":
		return transportUDP
	case l.HTTP3 == 1:
		return transportTCP | transportUDP
	}
	return transportTCP
}

// ports are those that listeners of the same parent have and this one cannot.
func (st *store) ports(l Listener, now time.Time) map[int64]bool {
	taken := map[int64]bool{}
	st.Listeners.current(now).contains(func(other Listener) bool {
		if other.parent() == l.parent() && other.transports()&l.transports() != 0 {
			taken[other.Port] = true
		}
		return false
	})
	return taken
}

// removeListeners makes the listeners of a proxy or group vanish.
func (st *store) removeListeners(parent string, now time.Time) {
	for _, l := range st.Listeners.current(now).where(func(l Listener) bool { return l.parent() == parent }) {
		st.removeDomains(l.ID, now)
		st.Listeners.remove(l.ID, now)
	}
}
