package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// HTTPListenerInput is a listener of layer 7 that is to be made. All but the name
// and the port is of HTTPS listeners only; what is empty is not sent.
type HTTPListenerInput struct {
	ListenersOf

	Name                 string
	Port                 int64
	CertificateID        string
	ForwardProtocol      string // HTTP, HTTPS
	Mutual               bool
	ClientCertificateIDs []string
	HTTP3                bool
}

// CreateHTTPListener orders a listener, and returns its id. Its status is
// [ListenerCreating] for a while. As with [Client.CreateListener], there is no
// ClientToken.
func (c *Client) CreateHTTPListener(ctx context.Context, in HTTPListenerInput) (string, error) {
	parameters := map[string]any{"ListenerName": in.Name, "Port": in.Port}
	setParameter(parameters, "ProxyId", pointer(in.Parent.ProxyID))
	setParameter(parameters, "GroupId", pointer(in.Parent.GroupID))
	var req jsonRequest = gaap.NewCreateHTTPListenerRequest()
	if in.Protocol == HTTPS {
		req = gaap.NewCreateHTTPSListenerRequest()
		parameters["CertificateId"], parameters["ForwardProtocol"], parameters["AuthType"] = in.CertificateID, in.ForwardProtocol, *flag(&in.Mutual)
		if len(in.ClientCertificateIDs) > 0 {
			parameters["PolyClientCertificateIds"] = in.ClientCertificateIDs
		}
		if in.HTTP3 {
			parameters["Http3Supported"] = 1
		}
	}
	resp := gaap.NewCreateHTTPListenerResponse() // that of HTTPS is the same
	var id string
	err := c.writeListener(ctx, wire.CreatesEachTime, in.Parent, parameters, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		id = value(resp.Response.ListenerId)
		return wire.CheckID("listener", id)
	})
	if err != nil {
		return "", err
	}
	c.Layer7.known.Put(id, HTTPListener{ID: id, Parent: in.Parent, Protocol: in.Protocol, Port: in.Port})
	return id, nil
}

// HTTPListenerSettings are what can be changed of a listener of layer 7. What is
// nil is not sent; all but the name is of HTTPS listeners only.
type HTTPListenerSettings struct {
	Name                 *string
	CertificateID        *string
	ForwardProtocol      *string
	ClientCertificateIDs []string // not none: a mutual listener keeps at least one
}

// ModifyHTTPListener changes the settings of a listener that are not nil. Its
// status is [ListenerChanging] for a while.
func (c *Client) ModifyHTTPListener(ctx context.Context, of ListenersOf, id string, to HTTPListenerSettings) error {
	parameters := map[string]any{"ListenerId": id}
	setParameter(parameters, "ProxyId", pointer(of.Parent.ProxyID)) // of a group, neither action takes the id
	setParameter(parameters, "ListenerName", to.Name)
	var req jsonRequest = gaap.NewModifyHTTPListenerAttributeRequest()
	if of.Protocol == HTTPS {
		req = gaap.NewModifyHTTPSListenerAttributeRequest()
		setParameter(parameters, "CertificateId", to.CertificateID)
		setParameter(parameters, "ForwardProtocol", to.ForwardProtocol)
		if len(to.ClientCertificateIDs) > 0 {
			parameters["PolyClientCertificateIds"] = to.ClientCertificateIDs
		}
	}
	return c.writeListener(ctx, wire.Idempotent, of.Parent, parameters, req, gaap.NewModifyHTTPListenerAttributeResponse(), nil)
}

// SetTLS sets the versions of TLS and the ciphers that an HTTPS listener takes:
// both, as the service takes them together only.
func (c *Client) SetTLS(ctx context.Context, parent ListenerParent, id string, versions []string, ciphers string) error {
	parameters := map[string]any{"ListenerId": id, "TLSSupportVersion": versions, "TLSCiphers": ciphers}
	return c.writeListener(ctx, wire.Idempotent, parent, parameters, gaap.NewSetTlsVersionRequest(), gaap.NewSetTlsVersionResponse(), nil)
}
