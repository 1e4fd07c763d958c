package e2e

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// siteConfig is a web application with one of everything, and two rules: headers
// of the first one are a resource, those of the second one its argument.
const siteConfig = `
resource "gaap_realserver" "site" {
  ip   = "192.0.2.41"
  name = "site"
}
resource "gaap_certificate" "site" {
  type    = "SERVER"
  content = file("site.pem")
  key     = file("site.key")
}
resource "gaap_layer7_listener" "site" {
  proxy_id         = gaap_proxy.test.id
  name             = "site"
  protocol         = "HTTPS"
  port             = 443
  certificate_id   = gaap_certificate.site.id
  forward_protocol = "HTTP"
}
resource "gaap_http_domain" "site" {
  listener_id = gaap_layer7_listener.site.id
  domain      = %q
}
resource "gaap_http_rule" "site" {
  listener_id     = gaap_http_domain.site.listener_id
  domain          = gaap_http_domain.site.domain
  path            = "/"
  realserver_type = "IP"
  health_check    = false
  realservers {
    id   = gaap_realserver.site.id
    port = 8080
  }
}
resource "gaap_http_rule" "api" {
  listener_id     = gaap_http_domain.site.listener_id
  domain          = gaap_http_domain.site.domain
  path            = "/api"
  realserver_type = "IP"
  health_check    = false
  headers         = [{ header_name = "X-Api", header_value = %q }]
}
resource "gaap_custom_header" "site" {
  rule_id = gaap_http_rule.site.id
  headers {
    header_name  = "X-Real-IP"
    header_value = "$remote_addr"
  }
}
resource "gaap_domain_error_page" "site" {
  listener_id = gaap_http_domain.site.listener_id
  domain      = gaap_http_domain.site.domain
  error_codes = [502, 503]
  body        = "We are back in a minute."
}
`

// webSite is a stage for a web application.
type webSite struct{ *stage.Stage }

func newWebSite(t *testing.T) webSite {
	t.Helper()
	s := webSite{build.New(t, "-speed", "50", "-early-destroy", "allowed")}
	now := time.Now()
	made := certtest.New(t, certtest.Wanted{Name: "*.example.com", From: now.Add(-time.Hour), To: now.AddDate(1, 0, 0)})
	s.Put("site.pem", made.PEM)
	s.Put("site.key", made.Key)
	s.configure("www.example.com", "1")
	return s
}

// configure writes the site, under a name, and with a header of this value.
func (s webSite) configure(domain, header string) {
	s.T.Helper()
	s.Write(acctest.Block("test", nil) + fmt.Sprintf(siteConfig, domain, header))
}

// whole demands that the site is there once, and in the state with all that it has,
// and that there is nothing to do. It returns the ids by their addresses.
func (s webSite) whole(domain, header string) map[string]string {
	s.T.Helper()
	s.Terraform(0, "plan", "-detailed-exitcode")
	ids := map[string]string{}
	for _, o := range s.State() {
		if ids[o.Address] = o.ID(); o.Tainted || o.Deposed {
			s.T.Errorf("the state has %+v", o)
		}
	}
	listeners, err := s.Mock.Listeners(s.Ctx)
	must(s.T, err)
	domains, err := s.Mock.Domains(s.Ctx)
	must(s.T, err)
	rules, err := s.Mock.Rules(s.Ctx)
	must(s.T, err)
	errorPages, err := s.Mock.ErrorPages(s.Ctx)
	must(s.T, err)
	certificates, err := s.Mock.Certificates(s.Ctx)
	must(s.T, err)
	origins, err := s.Mock.RealServers(s.Ctx)
	must(s.T, err)
	counts := []int{len(ids), len(s.Proxies()), len(listeners), len(domains), len(rules), len(errorPages), len(certificates), len(origins)}
	if want := []int{9, 1, 1, 1, 2, 1, 1, 1}; !slices.Equal(counts, want) {
		s.T.Fatalf("there are %v, want %v: instances, proxies, listeners, domains, rules, error pages, certificates and origins", counts, want)
	}
	if domains[0].Name != domain || errorPages[0].DomainID != domains[0].ID {
		s.T.Errorf("there is %+v, with the page %+v", domains[0], errorPages[0])
	}
	for _, r := range rules {
		want := []gaapmock.Header{{Name: "X-Real-IP", Value: "$remote_addr"}}
		if r.Path == "/api" {
			want = []gaapmock.Header{{Name: "X-Api", Value: header}}
		}
		if r.DomainID != domains[0].ID || !slices.Equal(r.Headers, want) || (r.Path == "/") != (len(r.RealServers) == 1) {
			s.T.Errorf("there is %+v, want the headers %v", r, want)
		}
	}
	return ids
}

// A domain that is renamed takes its rules, their headers and its error pages
// along, in one apply and in place; headers of a rule and those of another one,
// which are a resource, do not meet.
func TestAccSite_renamed(t *testing.T) {
	t.Parallel()
	s := newWebSite(t)
	s.Says(0, "apply -auto-approve", "9 added, 0 changed, 0 destroyed")
	before := s.whole("www.example.com", "1")
	s.configure("app.example.com", "2")
	s.Says(0, "apply -auto-approve", "0 added, 4 changed, 0 destroyed")
	after := s.whole("app.example.com", "2")
	for address, id := range before {
		if want := strings.Replace(id, "www.", "app.", 1); after[address] != want {
			t.Errorf("%s was %s and is %s, want %s", address, id, after[address], want)
		}
	}
	s.configure("app.example.com", "3")
	s.Says(0, "apply -auto-approve", "0 added, 1 changed, 0 destroyed")
	s.whole("app.example.com", "3")
	for _, call := range s.Calls("") {
		if strings.HasPrefix(call.Action, "Delete") {
			t.Errorf("%s was called: %s", call.Action, call.Body)
		}
	}
	s.Says(0, "destroy -auto-approve", "9 destroyed")
}
