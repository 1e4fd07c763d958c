package gaapmock

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// defaultCertificate is the id by which a domain uses what its listener has.
const defaultCertificate = "default"

// Domain is a domain of an HTTP or HTTPS listener as the mock keeps it. Its JSON
// form is the one of the admin routes and of the state file.
type Domain struct {
	ID         string    `json:"id"` // the mock's own: the API knows listener and name
	ListenerID string    `json:"listener_id"`
	Name       string    `json:"name"`
	Status     string    `json:"status"`     // RUNNING, MODIFYING, DESTROYING
	BanStatus  string    `json:"ban_status"` // RECOVER, BANNED ...
	CreateTime time.Time `json:"create_time"`
	Default    bool      `json:"default"` // the default server of its listener
	HTTP3      int64     `json:"http3"`

	CertificateID        string   `json:"certificate_id"` // "default": that of the listener
	ClientCertificateIDs []string `json:"client_certificate_ids"`

	BasicAuth                int64    `json:"basic_auth"` // 1 on
	GaapAuth                 int64    `json:"gaap_auth"`
	RealServerAuth           int64    `json:"realserver_auth"`
	BasicAuthID              string   `json:"basic_auth_id"`
	GaapCertificateID        string   `json:"gaap_certificate_id"`
	RealServerCertificateIDs []string `json:"realserver_certificate_ids"`
	RealServerDomain         string   `json:"realserver_domain"`

	TLSVersions []string `json:"tls_versions"` // none: as the listener
	TLSCiphers  string   `json:"tls_ciphers"`
}

func (d Domain) key() string                     { return d.ID }
func (d Domain) withID(id string) Domain         { d.ID = id; return d }
func (d Domain) status() string                  { return d.Status }
func (d Domain) withStatus(status string) Domain { d.Status = status; return d }
func (d Domain) knownSince() time.Time           { return d.CreateTime }

func (d Domain) clone() Domain {
	for _, list := range []*[]string{&d.ClientCertificateIDs, &d.RealServerCertificateIDs, &d.TLSVersions} {
		if *list = slices.Clone(*list); *list == nil {
			*list = []string{}
		}
	}
	return d
}

func (d Domain) check() error {
	if !domainName.MatchString(d.Name) {
		return fmt.Errorf("%w: the domain %q", errNonsense, d.Name)
	}
	return nil
}

// domainName is what a domain may be called.
//
// Assumption: `_` may be in it, as the Chinese guide says.
var domainName = regexp.MustCompile(`^[a-z0-9._-]{3,80}$`)

func (d Domain) fill(_ *store, now time.Time) Domain {
	setDefault(&d.Name, d.ID+".example.com")
	setDefault(&d.Status, StatusRunning)
	setDefault(&d.BanStatus, "RECOVER")
	setDefault(&d.CreateTime, now)
	setDefault(&d.CertificateID, defaultCertificate)
	if len(d.ClientCertificateIDs) == 0 {
		d.ClientCertificateIDs = []string{defaultCertificate}
	}
	return d
}

// hasListener refuses a domain of a listener that is not there, and a name twice.
func (st *store) hasListener(d Domain, now time.Time) error {
	l, ok := st.Listeners.current(now).get(d.ListenerID)
	if !ok || l.Protocol != "HTTP" && l.Protocol != "HTTPS" {
		return fmt.Errorf("%w HTTP or HTTPS listener", errMissing)
	}
	if other, ok := st.domain(d.ListenerID, d.Name, now); ok && other.ID != d.ID {
		return fmt.Errorf("%w: the domain is there", errNonsense)
	}
	return nil
}

// domain finds a domain by what the API calls it.
func (st *store) domain(listenerID, name string, now time.Time) (Domain, bool) {
	found := st.Domains.current(now).where(func(d Domain) bool { return d.ListenerID == listenerID && d.Name == name })
	if len(found) == 0 {
		return Domain{}, false
	}
	return found[0], true
}

// domainsOf are the domains of a listener.
func (st *store) domainsOf(listenerID string, now time.Time) []Domain {
	return st.Domains.current(now).where(func(d Domain) bool { return d.ListenerID == listenerID })
}
