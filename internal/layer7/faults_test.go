package layer7_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Whatever happens once to an action, the listener ends as it is planned, and
// there is one.
func TestAccLayer7_faults(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"CreateHTTPSListener", "ModifyHTTPSListenerAttribute", "SetTlsVersion", "DeleteListeners", "DescribeHTTPSListeners"} {
		for _, kind := range []gaapmock.FaultKind{
			gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultCutBody, gaapmock.FaultHTML, gaapmock.FaultHTMLBefore, gaapmock.FaultEmpty,
			gaapmock.FaultHang, gaapmock.FaultHangBefore, gaapmock.FaultThrottle, gaapmock.FaultError, gaapmock.FaultErrorAfterCommit, gaapmock.FaultForeign,
		} {
			t.Run(fmt.Sprintf("%s %s", action, kind), func(t *testing.T) {
				x := newTest(t, gaapmock.Options{})
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: kind})
				x.Run(
					x.Apply(block("test", mutual), x.Same()),
					withPlan(x.Apply(block("test", with(mutual, arguments{"name": `"new"`, "tls_ciphers": `"GAAP_TLS_CIPHERS_STRICT"`})), x.Same()), plancheck.ResourceActionUpdate),
				)
			})
		}
	}
}

// Reads from before a write start nothing anew.
func TestAccLayer7_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 6 {
		t.Run(fmt.Sprint(skip), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Alone(func(s *acctest.Session) {
				s.Mock.Inject(gaapmock.Fault{Action: "DescribeHTTPSListeners", Kind: gaapmock.FaultStaleRead, Skip: skip})
				s.Configure(block("test", https))
				s.Apply(plain)
				s.Configure(block("test", with(https, arguments{"name": `"new"`})))
				s.Apply(plain)
				s.Mock.ClearFaults()
				s.Apply(plain)
				s.Empty()
				acctest.Sent(t, s.Mock.Journal(), "CreateHTTPSListener", 1, 1)
			})
		})
	}
}

// What the service refuses for good is told at once, with what to do.
func TestAccLayer7_refusedByTheService(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		as   arguments
		says []string
	}{
		{with(https, arguments{"certificate_id": `"cert-missing0"`}), []string{"Cannot create GAAP listener", "certificate_id", "InvalidCertificateId"}},
		{with(https, arguments{"certificate_id": `"` + client1 + `"`}), []string{"Cannot create GAAP listener", "certificate_id", "InvalidCertificateId", "SERVER"}},
		{arguments{"proxy_id": `"link-missing0"`}, []string{"Cannot create GAAP listener"}},
	} {
		t.Run(c.says[len(c.says)-1], func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Fails(block("test", c.as), c.says...))
		})
	}
}

// A listener below which rules have origins is not destroyed: it may be that nobody
// has told Terraform of them. The error names them.
func TestAccLayer7_ruleBelow(t *testing.T) {
	t.Parallel()
	for _, mode := range []gaapmock.UnforcedDelete{gaapmock.UnforcedRefused, gaapmock.UnforcedFailed} {
		t.Run(string(mode), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{UnforcedDelete: mode}})
			x.Session(t, func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				origin := s.Mock.AddRealServer(gaapmock.RealServer{Name: "one", Address: "192.0.2.1"})
				domain := s.Mock.AddDomain(gaapmock.Domain{ListenerID: x.ID(), Name: "www.example.com"})
				rule := s.Mock.AddRule(gaapmock.Rule{DomainID: domain, Path: "/shop", RealServers: []gaapmock.Binding{{ID: origin, Port: 80}}})
				s.Clock.Advance(time.Minute)
				s.Configure("")
				start := s.Clock.Now()
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain)
				if text := said.Render(s.Text()); !acctest.Says("Cannot delete GAAP listener", "Rules below it have origins", rule, "www.example.com/shop").MatchString(text) {
					t.Error(text)
				}
				if took := s.Clock.Now().Sub(start); took > time.Minute {
					t.Errorf("it took %s", took)
				}
				s.Mock.RemoveRule(rule)
				s.Apply(plain)
			})
			x.Over()
		})
	}
}

// A certificate is rotated with create_before_destroy: the new one is used, the old
// one is gone, in one apply, and at no moment there is none.
func TestAccLayer7_rotation(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		pem := func(name string) string {
			made := certtest.New(t, certtest.Wanted{Name: name, From: s.Clock.Now(), To: s.Clock.Now().AddDate(1, 0, 0)})
			return fmt.Sprintf("resource \"gaap_certificate\" \"site\" {\n  type    = \"SERVER\"\n  content = <<-EOT\n%sEOT\n  key     = <<-EOT\n%sEOT\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n", made.PEM, made.Key)
		}
		listener := block("test", with(https, arguments{"certificate_id": "gaap_certificate.site.id"}))
		s.Configure(pem("one.example.com") + listener)
		s.Apply(plain)
		before := x.only().CertificateID
		s.Configure(pem("two.example.com") + listener)
		s.Apply(plain)
		s.Empty()
		after := x.only().CertificateID
		if _, there := s.Mock.Certificate(before); there || after == before {
			t.Errorf("the listener has %s after %s, which is there: %t", after, before, there)
		}
	})
}
