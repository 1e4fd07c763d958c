package certificate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_certificate.
func NewResource() resource.Resource { return object.New(kind()) }

type (
	change = object.Change[model, gaapapi.Certificate]
	step   = object.Step[gaapapi.Certificate]
)

// kind is what makes a certificate different from other objects: the service is
// done with it at once, nothing of it but its name ever changes, and it has
// secrets.
func kind() object.Kind[model, gaapapi.Certificate] {
	return object.Kind[model, gaapapi.Certificate]{
		Type:   "_certificate",
		Noun:   "certificate",
		ID:     object.ID{Form: providerdata.ObjectID, Example: "cert-a1b2c3d4", Prefix: "cert-"},
		Schema: resourceSchema,
		Moves:  []object.Move{{Type: "tencentcloud_gaap_certificate", Arguments: []string{"type", "name", "content", "key"}}},
		Shown: map[string]string{
			"type": "Type of the certificate: `BASIC`, `CLIENT`, `SERVER`, `REALSERVER` or `PROXY`.",
			"name": "Name of the certificate.",
		},

		Label:   func(m *model) string { return m.Name.ValueString() },
		Facts:   func(c gaapapi.Certificate) object.Facts { return object.Facts{ID: c.ID, Name: c.Name} },
		FromAPI: (*model).fromAPI,

		Refresh: refresh,
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.Certificate, error) {
			return c.DescribeCertificate(ctx, m.ID.ValueString())
		},

		Validate: validate,
		Plan:     plan,
		Create:   create,
		Lacks:    lacksAfterCreate,
		Steps:    func(c *change) []step { return []step{rename(c)} },
		Delete: func(ctx context.Context, c *gaapapi.Client, m *model) error {
			return c.DeleteCertificate(ctx, m.ID.ValueString())
		},
		Holders: holders,
	}
}

// refresh reads a certificate, with its content if that is not known, or if what a
// list shows is not what the content of the state is.
func refresh(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.Certificate, error) {
	id := m.ID.ValueString()
	if m.Content.IsNull() && m.ContentWOVersion.IsNull() { // it was imported
		return c.DescribeCertificate(ctx, id)
	}
	shown, err := c.RefreshCertificate(ctx, id)
	if err != nil || shown.Content != "" || m.Content.IsNull() {
		return shown, err
	}
	if looksLike(m.Content.ValueString(), shown) {
		return shown, nil
	}
	return c.DescribeCertificate(ctx, id)
}

func rename(c *change) step {
	name := c.Plan.Name.ValueString()
	return c.Call(step{
		Doing: "Renaming", Needed: object.Changes(c.Plan.Name, c.State.Name),
		Shows: func(shown gaapapi.Certificate) bool { return shown.Name == name }, NotYet: "the new name does not show yet",
	}, func(ctx context.Context) error { return c.Client.RenameCertificate(ctx, c.ID, name) })
}

// holders says what may use a certificate, for an error about its destruction: the
// service does not tell.
func holders(_ context.Context, _ *gaapapi.Client, m *model) string {
	users := map[gaapapi.CertificateType]string{
		gaapapi.CertificateBasic:      "A domain uses it for its basic authentication.",
		gaapapi.CertificateClient:     "An HTTPS listener or a domain uses it as a CA of clients.",
		gaapapi.CertificateServer:     "An HTTPS listener or a domain uses it as its certificate.",
		gaapapi.CertificateRealServer: "A domain uses it as a CA of origins.",
		gaapapi.CertificateProxy:      "A domain uses it as what the proxy shows to origins.",
	}
	return users[typeOf(m.Type)] + " Switch that to another one first. If this run replaces it, the new one has to be made before: " +
		"set lifecycle { create_before_destroy = true } on it."
}
