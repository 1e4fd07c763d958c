package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A Terraform that is too old is refused before anything is sent, whatever else
// is wrong. All others are served.
func TestConfigure_cliVersion(t *testing.T) {
	cleanEnvironment(t, nil)
	for version, refused := range map[string]bool{
		"0.15.5": true, "1.0.11": true, "1.2.9": true, "1.2.0-rc1": true,
		"1.3.0": false, "1.3.0-beta1": false, "1.11.4": false, "1.17.0": false, "2.0.0": false,
		"1.6.3": false, "1.13.0": false, // what OpenTofu reports
		"": false, "dev": false, "2": false, // no version
	} {
		t.Run(version, func(t *testing.T) {
			s := newServer(t)
			resp, err := s.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
				Config: tfcore.Pack(s.block(staticKey(nil)), s.TypeOf(s.Schemas.Provider)), TerraformVersion: version,
			})
			if err != nil {
				t.Fatal(err)
			}
			got := tfcore.Render(resp.Diagnostics)
			if !refused {
				if got != "" {
					t.Errorf("the answer is %s", got)
				}
				return
			}
			for _, want := range []string{"ERROR", "Terraform is too old", "Terraform 1.3 or later", "this is Terraform " + version} {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in %s", want, got)
				}
			}
			if len(resp.Diagnostics) != 1 || len(s.sent) != 0 {
				t.Errorf("%d diagnostics and %d calls, want 1 and 0: %s", len(resp.Diagnostics), len(s.sent), got)
			}
		})
	}
}
