package gaapapi

import (
	"context"
	"slices"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// The protocols of listeners of layer 7.
const (
	HTTP  = "HTTP"
	HTTPS = "HTTPS"
)

// HTTPListener is a listener of layer 7 as DescribeHTTPListeners and
// DescribeHTTPSListeners show it. Fields that the service leaves out or sets to
// null are zero.
type HTTPListener struct {
	ID                   string
	Name                 string
	Parent               ListenerParent // none if the service does not say
	Protocol             string
	Port                 int64
	Status               ListenerStatus
	CreateTime           time.Time
	CertificateID        string   // HTTPS, as all that follows
	ForwardProtocol      string   // HTTP, HTTPS: to the origins
	Mutual               bool     // clients have to show a certificate
	ClientCertificateIDs []string // sorted
	HTTP3                bool
	TLSVersions          []string // TLSv1, TLSv1.1, TLSv1.2, TLSv1.3; sorted
	TLSCiphers           string   // GAAP_TLS_CIPHERS_STRICT, _GENERAL, _WIDE
}

func (l HTTPListener) id() string { return l.ID }

// httpListenerPageSize is what is asked for: the most is not documented, and the
// official provider asks for as many.
const httpListenerPageSize = 50

func newLayer7(c *Client) *Listeners[HTTPListener] {
	s := newListeners(c, listenerKind[HTTPListener]{
		protocols: []string{HTTPS, HTTP}, pageSize: httpListenerPageSize, id: HTTPListener.id, port: func(l HTTPListener) int64 { return l.Port },
	})
	s.read = func(ctx context.Context, of ListenersOf, query listenerQuery) (wire.Page[HTTPListener], error) {
		return describeListeners(ctx, s, of, query, newHTTPListener)
	}
	return s
}

// newHTTPListener reads an entry of either list: HTTP listeners have but a few of
// the fields.
func newHTTPListener(of ListenersOf, info gaap.HTTPSListener) (HTTPListener, error) {
	common, err := of.entry(listenerEntry{
		id: info.ListenerId, protocol: info.Protocol, proxyID: info.ProxyId, groupID: info.GroupId, status: info.ListenerStatus, port: info.Port,
	})
	if err != nil {
		return HTTPListener{}, err
	}
	l := HTTPListener{
		ID: common.id, Name: value(info.ListenerName), Parent: common.parent, Protocol: of.Protocol, Port: common.port, Status: common.status,
		CreateTime: unix(info.CreateTime),
	}
	if of.Protocol == HTTP {
		return l, nil
	}
	l.CertificateID, l.ForwardProtocol, l.Mutual = word(info.CertificateId), word(info.ForwardProtocol), value(info.AuthType) == 1
	l.ClientCertificateIDs, l.HTTP3 = certificateIDs(info.PolyClientCertificateAliasInfo, info.ClientCertificateId), value(info.Http3Supported) == 1
	l.TLSVersions, l.TLSCiphers = tlsVersions(info.TLSSupportVersion), word(info.TLSCiphers)
	return l, nil
}

// certificateIDs are the ids of a list, or the single one of an older answer,
// sorted.
func certificateIDs(list []*gaap.CertificateAliasInfo, single *string) []string {
	var ids []string
	for _, info := range values(list) {
		if id := word(info.CertificateId); id != "" {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 && value(single) != "" {
		ids = append(ids, word(single))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// tlsVersions are versions as a listener is told them: an answer may call the
// first one TLSv1.0.
func tlsVersions(shown []*string) []string {
	var versions []string
	for _, version := range values(shown) {
		if version == "TLSv1.0" {
			version = "TLSv1"
		}
		versions = append(versions, word(&version))
	}
	slices.Sort(versions)
	return slices.Compact(versions)
}
