package certificate_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What another account does not have is not gone.
func TestAccCertificate_elsewhere(t *testing.T) {
	t.Parallel()
	acctest.New(t, gaapmock.Options{}).Session(t, func(a *acctest.Session) {
		s := &session{ObjectSession: objects.In(a)}
		s.write(nil)
		s.Apply(plain)
		id := s.RequireOne().ID
		elsewhere := s.Elsewhere(t, gaapmock.Options{AccountID: "100000000009"})
		for _, body := range []string{block("test", nil), block("test", arguments{"content": `"bob:x"`}), ""} {
			s.ConfigureFor(elsewhere, body)
			for _, options := range []tfcore.Options{plain, destroys, {Destroy: true, NoRefresh: true}} {
				s.Fails(options, "GAAP certificate is not found, and may belong to another account", `Certificate "users" (`+id+`) is not found.`, `credentials belong to account "100000000009"`)
			}
		}
		if made := elsewhere.Mock.Certificates(); len(made) > 0 || s.ID() != id {
			t.Errorf("%d were made in the other account, the state has %s", len(made), s.ID())
		}
		s.write(nil)
		s.RequireOne()
	})
}

// A refresh that fails says why, and leaves the state.
func TestAccCertificate_readErrors(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		id := s.RequireOne().ID
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeCertificateDetail", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
		s.Fails(plain, "Cannot read GAAP certificate", "Reading certificate "+id, "CAM policy")
		s.RequireOne()
	})
}

// A certificate that does not show in time is in the state, tainted, and the error
// says which time that was.
func TestAccCertificate_timeout(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{Certificate: gaapmock.CertificateOptions{ReadLag: 2 * time.Minute}}, func(s *session) {
		s.write(arguments{"timeouts": "{\n    create = \"1m\"\n  }"})
		s.Fails(plain, "GAAP certificate is not ready", "was not seen yet", "timeouts.create (1m)", "marked as tainted")
		if id := s.ID(); id != s.Only().ID {
			t.Errorf("the state has %q", id)
		}
	})
}

// One certificate is refreshed with one call, many with one for fifty.
func TestAccCertificate_refreshCalls(t *testing.T) {
	t.Parallel()
	for count, most := range map[int]int{1: 1, 60: 4} {
		t.Run(fmt.Sprint(count), func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{RatePerSecond: -1}, func(s *session) {
				s.write(arguments{"count": fmt.Sprint(count), "name": `"n-${count.index}"`, "content": `"alice:hash${count.index}"`})
				s.Apply(plain)
				s.Mock.ResetJournal()
				s.RequireEmptyPlan()
				if calls := len(s.Mock.Calls("DescribeCertificates")) + len(s.Mock.Calls("DescribeCertificateDetail")); calls > most {
					t.Errorf("a refresh of %d takes %d calls", count, calls)
				}
			})
		})
	}
}

// Two resources share no certificate: the second one's import is refused.
func TestAccCertificate_twoAddresses(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Configure(block("test", nil) + block("other", nil))
		s.MustImport("gaap_certificate.other", s.ID())
		s.Fails(plain, "Two resources have one GAAP certificate")
	})
}

// Of write-only values the CLI gets nothing back, neither in the state nor in a plan.
func TestAccCertificate_writeOnlyLife(t *testing.T) {
	t.Parallel()
	start := acctest.NewClock().Now()
	cert := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: start.AddDate(-1, 0, 0), To: start.AddDate(50, 0, 0)})
	env := acctest.New(t, gaapmock.Options{})
	config := func(version string) string {
		return env.Config(block("test", with(site(cert), arguments{
			"content": "", "content_wo": heredoc(cert.PEM), "content_wo_version": version, "key": "", "key_wo": heredoc(cert.Key), "key_wo_version": "1",
		})))
	}
	hidden := func(s *terraform.State) error {
		for name, value := range s.RootModule().Resources[address].Primary.Attributes {
			if strings.Contains(value, "-----BEGIN") {
				return fmt.Errorf("%s is in the state", name)
			}
		}
		return nil
	}
	env.Test(t, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_11_0)},
		Steps: []resource.TestStep{
			{Config: config("1"), Check: hidden},
			{Config: config("1"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
			{Config: config("2"), Check: hidden, ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
				plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace),
			}}},
		},
	})
}
