package gaapapi

import (
	"errors"
	"fmt"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// DefaultCertificate stands for what the listener of a domain has, where the id of
// a certificate is asked for or shown.
const DefaultCertificate = "default"

// DomainStatus is the state of a domain in its life. There is none for a domain
// that is being made: it shows once it is there.
type DomainStatus int64

// The statuses of a domain.
const (
	DomainRunning DomainStatus = iota
	DomainChanging
	DomainDeleting
)

// String is the status as texts and outputs show it; the service has numbers.
func (s DomainStatus) String() string {
	switch s {
	case DomainRunning:
		return "RUNNING"
	case DomainChanging:
		return "MODIFYING"
	case DomainDeleting:
		return "DESTROYING"
	}
	return fmt.Sprintf("STATUS_%d", int64(s))
}

// Domain is a domain of an HTTP or HTTPS listener, with its rules, as DescribeRules
// shows it. Fields that the service leaves out or sets to null are zero.
type Domain struct {
	ListenerID    string
	Name          string
	Status        DomainStatus
	BanStatus     string // RECOVER is the normal one; BANNED, BANNING, RECOVERING, BAN_FAILED, RECOVER_FAILED
	DefaultServer *bool  // nil if the service does not say
	HTTP3         bool

	// Of domains of HTTPS listeners.
	CertificateID             string   // DefaultCertificate: that of the listener
	ClientCertificateIDs      []string // sorted; none: those of the listener
	BasicAuth                 bool
	BasicAuthID               string
	GaapAuth                  bool // origins ask the proxy for a certificate
	GaapCertificateID         string
	RealServerAuth            bool // the proxy checks the certificates of origins
	RealServerCertificateIDs  []string
	RealServerCertificateName string   // the domain that they are for; deprecated by the service
	TLSVersions               []string // sorted; none: those of the listener
	TLSCiphers                string

	Rules []Rule
}

func (d Domain) name() string { return d.Name }

func newDomain(listenerID string, info gaap.DomainRuleSet) (Domain, error) {
	name := word(info.Domain)
	if name == "" || nonNegative(info.DomainStatus) == nil {
		return Domain{}, errors.New("the answer lacks the name or the status of a domain")
	}
	clients := certificateIDs(info.PolyClientCertificateAliasInfo, info.ClientCertificateId)
	d := Domain{
		ListenerID: listenerID, Name: name, Status: DomainStatus(*nonNegative(info.DomainStatus)), BanStatus: word(info.BanStatus),
		DefaultServer: info.IsDefaultServer, HTTP3: value(info.Http3Supported) == 1,
		CertificateID:        word(info.CertificateId),
		ClientCertificateIDs: slices.DeleteFunc(clients, func(id string) bool { return id == DefaultCertificate }),
		BasicAuth:            value(info.BasicAuth) == 1, BasicAuthID: word(info.BasicAuthConfId),
		GaapAuth: value(info.GaapAuth) == 1, GaapCertificateID: word(info.GaapCertificateId),
		RealServerAuth:            value(info.RealServerAuth) == 1,
		RealServerCertificateIDs:  certificateIDs(info.PolyRealServerCertificateAliasInfo, info.RealServerCertificateId),
		RealServerCertificateName: word(info.RealServerCertificateDomain),
		TLSVersions:               tlsVersions(info.TLSSupportVersion), TLSCiphers: word(info.TLSCiphers),
	}
	if d.CertificateID == "" {
		d.CertificateID = DefaultCertificate
	}
	for _, rule := range values(info.RuleSet) {
		r, err := newRule(rule)
		switch {
		case err != nil:
			return Domain{}, err
		case r.ListenerID != listenerID || r.Domain != name:
			return Domain{}, fmt.Errorf("the answer has rule %s of %.80q of %.80q below %s of %s", r.ID, r.Domain, r.ListenerID, name, listenerID)
		}
		d.Rules = append(d.Rules, r)
	}
	return d, wire.NoContradiction("rule", d.Rules, Rule.id)
}
