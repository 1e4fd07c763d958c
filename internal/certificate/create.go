package certificate

import (
	"context"
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// create makes a certificate, which has neither a ClientToken nor a natural key.
func create(ctx context.Context, c *change) (string, error) {
	in := input(c)
	return c.CreateByOrder(ctx, object.Order[gaapapi.Certificate]{
		Key: strings.Join([]string{typeName(in.Type), in.Name, in.Content}, "\n"),
		List: func(ctx context.Context) ([]gaapapi.Certificate, error) {
			return c.Client.CertificatesNow(ctx, in.Type)
		},
		Lacks: func(found gaapapi.Certificate) []string { return lacks(in, found) },
		IsEqual: func(ctx context.Context, found gaapapi.Certificate) (bool, error) {
			detail, err := c.Client.DescribeCertificate(ctx, found.ID)
			return err == nil && same(detail.Content, in.Content), err
		},
		Send: func(ctx context.Context) (string, error) { return c.Client.CreateCertificate(ctx, in) },
		// A certificate costs nothing, and several may be equal: so it stops nothing.
		StopAtOlder: func(_ context.Context, equal []gaapapi.Certificate) error {
			for _, old := range equal {
				if !looksLike(in.Content, old) {
					continue
				}
				c.Diags.AddWarning("GAAP certificate looks equal: "+old.ID, fmt.Sprintf(
					"Certificate %s has the name, the type and, unless it is users, the subject, issuer and dates of the one that is made now. "+
						"If a run that was interrupted left it, delete it, or take it over the next time with GAAP_ADOPT=%s. If it is somebody else's, there is nothing to do.", old.ID, old.ID))
			}
			return nil
		},
	})
}

// input is what is ordered. Write-only values are in the configuration alone.
func input(c *change) gaapapi.CertificateInput {
	content, _ := c.Config.contentArgument()
	in := gaapapi.CertificateInput{Type: typeOf(c.Plan.Type), Name: c.Plan.Name.ValueString(), Content: content.ValueString()}
	if hasKey(in.Type) {
		key, _ := c.Config.keyArgument()
		in.Key = key.ValueString()
	}
	return in
}

// lacksAfterCreate is what a new certificate lacks of what was ordered.
func lacksAfterCreate(c *change, shown gaapapi.Certificate) []string {
	in := input(c)
	found := lacks(in, shown)
	if !same(shown.Content, in.Content) {
		found = append(found, "its content is different") // which may be secret
	}
	return found
}
