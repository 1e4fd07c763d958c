package layer7

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
)

// create makes a listener. Its natural key is the port.
func create(ctx context.Context, c *change) (string, error) {
	m, of := c.Plan, c.Plan.of()
	in := gaapapi.HTTPListenerInput{
		ListenersOf: of, Name: m.Name.ValueString(), Port: m.Port.ValueInt64(), CertificateID: m.CertificateID.ValueString(),
		ForwardProtocol: m.ForwardProtocol.ValueString(), Mutual: m.AuthType.ValueInt64() == 1, ClientCertificateIDs: sortedTexts(m.ClientCertificateIDs),
		HTTP3: m.HTTP3Supported.ValueBool(),
	}
	return c.CreateByKey(ctx, listener.Key(c.Client, c.Client.Layer7, of, in.Port, func(l gaapapi.HTTPListener) int64 { return l.Port },
		func(l gaapapi.HTTPListener) []string { return lacksWhenOrdered(m, l) },
		func(ctx context.Context) (string, error) { return c.Client.CreateHTTPListener(ctx, in) }))
}

// lacksWhenOrdered says in what a listener is not what is ordered: its TLS is set once
// it is there.
func lacksWhenOrdered(m *model, l gaapapi.HTTPListener) []string {
	ordered := *m
	ordered.TLSSupportVersions, ordered.TLSCiphers = types.SetUnknown(types.StringType), types.StringUnknown()
	return lacks(&ordered, l)
}

// complete sets the TLS of a new listener.
func complete(ctx context.Context, c *change) error {
	if !c.Plan.isHTTPS() {
		return nil
	}
	return setTLS(ctx, c)
}
