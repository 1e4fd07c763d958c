package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
)

// What an application has.
const (
	tcpListeners = 20
	domains      = 10
	rules        = 30
)

// How long what the service does takes.
const (
	proxyTime  = 2 * time.Second
	operation  = time.Second // on a listener, or on a rule
	domainTime = 500 * time.Millisecond
)

// unhurried are the flags of a mock whose operations take these times. A listener
// takes one operation at a time.
var unhurried = []string{
	"-early-destroy", "allowed", "-create-time", proxyTime.String(), "-destroy-time", proxyTime.String(),
	"-listener-create-time", operation.String(), "-listener-modify-time", operation.String(),
	"-bind-time", operation.String(), "-listener-delete-time", operation.String(), "-rule-create-time", operation.String(),
	"-domain-time", domainTime.String(), "-domain-delete-time", domainTime.String(), "-domain-lag", "0",
}

func (b *bench) application(ctx context.Context) error { return b.applications(ctx, 1) }

// applications takes so many applications of one state through their life. Each
// has an HTTPS listener, which does one thing after the other: that is what takes
// the longest.
func (b *bench) applications(ctx context.Context, n int) error {
	now := time.Now()
	made, err := certtest.Make(certtest.Wanted{Name: "*.example.com", From: now.Add(-time.Hour), To: now.AddDate(1, 0, 0)})
	if err != nil {
		return err
	}
	files := map[string]string{"site.pem": made.PEM, "site.key": made.Key}
	of, before, after := fmt.Sprintf(" of %d applications", n), applicationsOf(n, "rr"), applicationsOf(n, "lc")
	at := func(calls int) string { return fmt.Sprintf("at most %d calls, none refused", n*calls) }
	return b.life(ctx, unhurried, files, []step{
		{
			row{work: "create" + of, least: proxyTime + operation + domains*domainTime + rules*2*operation, bound: at(200) + "; 78 s for one"},
			before,
			[]string{"apply", "-auto-approve"},
		},
		{row{work: "refresh" + of, bound: at(10)}, before, []string{"plan", "-detailed-exitcode"}},
		{
			row{work: "change all listeners and rules" + of, least: rules * operation, bound: at(100) + "; 36 s for one"},
			after,
			[]string{"apply", "-auto-approve"},
		},
		{
			row{work: "destroy" + of, least: rules*operation + domains*domainTime + operation + proxyTime, bound: at(120) + "; 45 s for one"},
			after,
			[]string{"destroy", "-auto-approve"},
		},
	})
}

// applicationsOf are the configurations of so many applications, which share nothing.
func applicationsOf(n int, scheduler string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, application, i, tcpListeners, domains, rules, scheduler)
	}
	return b.String()
}

const application = `
resource "gaap_proxy" "app%[1]d" {
  name              = "app-%[1]d"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
resource "gaap_realserver" "app%[1]d" {
  count = 4
  name  = "app-%[1]d-${count.index}"
  ip    = "192.0.2.${%[1]d * 4 + count.index + 1}"
}
resource "gaap_layer4_listener" "app%[1]d" {
  count           = %[2]d
  proxy_id        = gaap_proxy.app%[1]d.id
  name            = "tcp-${count.index}"
  protocol        = "TCP"
  port            = 8000 + count.index
  realserver_type = "IP"
  scheduler       = %[5]q
  health_check    = false

  realserver_bind_set {
    id   = gaap_realserver.app%[1]d[count.index %% 4].id
    port = 9000
  }
  realserver_bind_set {
    id   = gaap_realserver.app%[1]d[(count.index + 1) %% 4].id
    port = 9000
  }
}
resource "gaap_certificate" "app%[1]d" {
  name    = "app-%[1]d"
  type    = "SERVER"
  content = file("site.pem")
  key     = file("site.key")
}
resource "gaap_layer7_listener" "app%[1]d" {
  proxy_id         = gaap_proxy.app%[1]d.id
  name             = "site"
  protocol         = "HTTPS"
  port             = 443
  certificate_id   = gaap_certificate.app%[1]d.id
  forward_protocol = "HTTP"
}
resource "gaap_http_domain" "app%[1]d" {
  count       = %[3]d
  listener_id = gaap_layer7_listener.app%[1]d.id
  domain      = "site-${count.index}.example.com"
}
resource "gaap_http_rule" "app%[1]d" {
  count           = %[4]d
  listener_id     = gaap_layer7_listener.app%[1]d.id
  domain          = gaap_http_domain.app%[1]d[count.index %% %[3]d].domain
  path            = "/${floor(count.index / %[3]d)}"
  realserver_type = "IP"
  scheduler       = %[5]q
  health_check    = false

  realservers {
    id   = gaap_realserver.app%[1]d[count.index %% 4].id
    port = 8080
  }
  realservers {
    id   = gaap_realserver.app%[1]d[(count.index + 1) %% 4].id
    port = 8080
  }
}
`
