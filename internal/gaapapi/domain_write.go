package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// DomainInput is a domain that is to be made. What is empty is not sent: then the
// domain has what its listener has.
type DomainInput struct {
	ListenerID           string
	Name                 string
	CertificateID        string // of HTTPS listeners, as all that follows but DefaultServer
	ClientCertificateIDs []string
	HTTP3                bool
	DefaultServer        bool
}

// CreateDomain orders a domain. It shows a while after that. There is no
// ClientToken, so it is not sent again after an answer that is lost: its name
// tells what became of it ([Client.DescribeDomain]).
func (c *Client) CreateDomain(ctx context.Context, in DomainInput) error {
	req := gaap.NewCreateDomainRequest()
	req.ListenerId, req.Domain, req.IsDefaultServer = &in.ListenerID, &in.Name, &in.DefaultServer
	req.CertificateId = pointer(in.CertificateID)
	if len(in.ClientCertificateIDs) > 0 {
		req.PolyClientCertificateIds = pointers(in.ClientCertificateIDs)
	}
	if in.HTTP3 {
		req.Http3Supported = flag(&in.HTTP3)
	}
	return c.writeBelow(ctx, wire.CreatesEachTime, in.ListenerID, req, gaap.NewCreateDomainResponse(), nil)
}

// ModifyDomain renames a domain, or not, and says whether it is the one that
// answers requests for names that no domain has. Both are always sent: what comes
// of leaving the second out is not documented. Certificates stay.
func (c *Client) ModifyDomain(ctx context.Context, listenerID, name, renamed string, defaultServer bool) error {
	req := gaap.NewModifyDomainRequest()
	req.ListenerId, req.OldDomain, req.NewDomain, req.IsDefaultServer = &listenerID, &name, &renamed, &defaultServer
	return c.writeBelow(ctx, wire.Idempotent, listenerID, req, gaap.NewModifyDomainResponse(), nil)
}

// ModifyDomainCertificates sets the certificate of a domain, and the certificates
// that its clients are checked by; [DefaultCertificate] is what the listener has.
// No clients are not sent: what comes of that is not documented.
func (c *Client) ModifyDomainCertificates(ctx context.Context, listenerID, name, certificateID string, clients []string) error {
	req := gaap.NewModifyCertificateRequest()
	req.ListenerId, req.Domain, req.CertificateId = &listenerID, &name, &certificateID
	if len(clients) > 0 {
		req.PolyClientCertificateIds = pointers(clients)
	}
	return c.writeBelow(ctx, wire.Idempotent, listenerID, req, gaap.NewModifyCertificateResponse(), nil)
}

// DomainAuth is who has to show what at a domain of an HTTPS listener, and the
// TLS that it takes.
type DomainAuth struct {
	Basic                     bool
	BasicID                   string
	Gaap                      bool // origins ask the proxy for a certificate
	GaapCertificateID         string
	RealServer                bool // the proxy checks the certificates of origins
	RealServerCertificateIDs  []string
	RealServerCertificateName string   // the domain that they are for
	TLSVersions               []string // with TLSCiphers, or neither is sent
	TLSCiphers                string
}

// SetAuthentication sets all of it: the service takes what is left out of a call
// for switched off.
func (c *Client) SetAuthentication(ctx context.Context, listenerID, name string, to DomainAuth) error {
	req := gaap.NewSetAuthenticationRequest()
	req.ListenerId, req.Domain = &listenerID, &name
	req.BasicAuth, req.GaapAuth, req.RealServerAuth = flag(&to.Basic), flag(&to.Gaap), flag(&to.RealServer)
	req.BasicAuthConfId, req.GaapCertificateId = pointer(to.BasicID), pointer(to.GaapCertificateID)
	req.RealServerCertificateDomain = pointer(to.RealServerCertificateName)
	if len(to.RealServerCertificateIDs) > 0 {
		req.PolyRealServerCertificateIds = pointers(to.RealServerCertificateIDs)
	}
	if len(to.TLSVersions) > 0 {
		req.TLSSupportVersion, req.TLSCiphers = pointers(to.TLSVersions), &to.TLSCiphers
	}
	return c.writeBelow(ctx, wire.Idempotent, listenerID, req, gaap.NewSetAuthenticationResponse(), nil)
}

// DeleteDomain deletes a domain with its rules; without force not one with bound
// origins, for which the error's class is [wire.Busy]. Its status is
// [DomainDeleting] for a while.
func (c *Client) DeleteDomain(ctx context.Context, listenerID, name string, force bool) error {
	req := gaap.NewDeleteDomainRequest()
	req.ListenerId, req.Domain, req.Force = &listenerID, &name, toUnsigned(*flag(&force))
	return c.writeBelow(ctx, wire.Removes, listenerID, req, gaap.NewDeleteDomainResponse(), nil)
}

// writeBelow sends a write of what hangs on a listener. It makes later reads below
// that fresh. A listener that is not known is empty.
func (c *Client) writeBelow(ctx context.Context, effect wire.Effect, listenerID string, req wire.Request, resp wire.Response, check func() error) error {
	c.domains.noteWrite(listenerID)
	_, err := c.Call(ctx, effect, req, resp, check, wire.Classify(belowListenerClass))
	return err
}
