// Package application is an application as large as they get, for tests and
// benchmarks: a proxy, origins, listeners of layer 4, and a site over HTTPS.
package application

import (
	"fmt"
	"strings"
)

// What an application has, beside a proxy, a certificate and an HTTPS listener.
const (
	Origins   = 4
	Listeners = 20 // of layer 4
	Domains   = 10
	Rules     = 30
)

// Config is the configuration of so many applications, which share nothing but their
// certificate and its key, in PEM. The listeners and rules have a scheduler.
func Config(n int, scheduler, certificate, key string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, text, i, Listeners, Domains, Rules, scheduler, certificate, key)
	}
	return b.String()
}

const text = `
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
  content = %[6]q
  key     = %[7]q
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
