terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {}

variable "origins" {
  description = "Addresses of the servers, by names that stay."
  type        = map(string)
  default = {
    "web-1" = "192.0.2.41"
    "web-2" = "192.0.2.42"
  }
}

variable "certificate" {
  description = "Certificate of the site in PEM, for all its names. The default is made up."
  type        = string
  default     = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBQjCB6aADAgECAgEBMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMTD3d3dy5leGFt
    cGxlLmNvbTAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowGjEYMBYG
    A1UEAxMPd3d3LmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
    YysVfpdl9X9E7UjN8/u/hp3tgpMM//5Gb8oXTVUcZNBGcYvwz5JsXW882IwwUW+V
    gux8dxWLm/bWv/TeCqmzuqMeMBwwGgYDVR0RBBMwEYIPd3d3LmV4YW1wbGUuY29t
    MAoGCCqGSM49BAMCA0gAMEUCIQC7ROQAa9WXGmfEotyPCLtspvykQMKi/JGLfP38
    RLSxzAIgRbt0UJsfE38Fy9cmNHU+nzVYXFmkHeq5ZTECIzRaNZI=
    -----END CERTIFICATE-----
  EOT
}

variable "partners" {
  description = "Certificate in PEM that those of partners are signed with. The default is made up."
  type        = string
  default     = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBQjCB6aADAgECAgEBMAoGCCqGSM49BAMCMBoxGDAWBgNVBAMTD3d3dy5leGFt
    cGxlLmNvbTAgFw0yNTAxMDEwMDAwMDBaGA8yMTI1MDEwMTAwMDAwMFowGjEYMBYG
    A1UEAxMPd3d3LmV4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
    YysVfpdl9X9E7UjN8/u/hp3tgpMM//5Gb8oXTVUcZNBGcYvwz5JsXW882IwwUW+V
    gux8dxWLm/bWv/TeCqmzuqMeMBwwGgYDVR0RBBMwEYIPd3d3LmV4YW1wbGUuY29t
    MAoGCCqGSM49BAMCA0gAMEUCIQC7ROQAa9WXGmfEotyPCLtspvykQMKi/JGLfP38
    RLSxzAIgRbt0UJsfE38Fy9cmNHU+nzVYXFmkHeq5ZTECIzRaNZI=
    -----END CERTIFICATE-----
  EOT
}

variable "key" {
  description = "Private key of the certificate."
  type        = string
  sensitive   = true
  default     = <<-EOT
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWL/IZLcDgAyGRllm
    QVt8ADJ0ArRciRxPp7Hp8uSQItehRANCAARjKxV+l2X1f0TtSM3z+7+Gne2Ckwz/
    /kZvyhdNVRxk0EZxi/DPkmxdbzzYjDBRb5WC7Hx3FYub9ta/9N4KqbO6
    -----END PRIVATE KEY-----
  EOT
}

resource "gaap_proxy" "site" {
  name              = "site"
  access_region     = "Hongkong" # where your users are
  realserver_region = "Shanghai" # where your servers are
  bandwidth         = 10         # Mbps
  concurrent        = 2          # times 10,000 connections
}

resource "gaap_realserver" "site" {
  for_each = var.origins

  ip   = each.value
  name = each.key

  lifecycle {
    create_before_destroy = true # a new address replaces an origin
  }
}

resource "gaap_certificate" "site" {
  name    = "site"
  type    = "SERVER"
  content = var.certificate
  key     = var.key

  lifecycle {
    create_before_destroy = true # the listener has one at every moment
  }
}

# Partners show a certificate that this one has signed.
resource "gaap_certificate" "partners" {
  name    = "partners"
  type    = "CLIENT"
  content = var.partners
}

# HTTP for those who type the name: it sends them to HTTPS.
resource "gaap_layer7_listener" "http" {
  proxy_id = gaap_proxy.site.id
  name     = "http"
  protocol = "HTTP"
  port     = 80
}

resource "gaap_http_domain" "redirect" {
  listener_id = gaap_layer7_listener.http.id
  domain      = "www.example.com"
}

resource "gaap_http_rule" "redirect" {
  listener_id     = gaap_http_domain.redirect.listener_id
  domain          = gaap_http_domain.redirect.domain
  path            = "/"
  realserver_type = "IP"
  health_check    = false
  forced_redirect = "https:"
}

# HTTPS for everybody.
resource "gaap_layer7_listener" "https" {
  proxy_id             = gaap_proxy.site.id
  name                 = "https"
  protocol             = "HTTPS"
  port                 = 443
  certificate_id       = gaap_certificate.site.id
  forward_protocol     = "HTTP"
  tls_support_versions = ["TLSv1.2", "TLSv1.3"]
  tls_ciphers          = "GAAP_TLS_CIPHERS_STRICT"
}

# HTTPS for partners, at a port of its own.
resource "gaap_layer7_listener" "partners" {
  proxy_id               = gaap_proxy.site.id
  name                   = "partners"
  protocol               = "HTTPS"
  port                   = 8443
  certificate_id         = gaap_certificate.site.id
  forward_protocol       = "HTTP"
  auth_type              = 1
  client_certificate_ids = [gaap_certificate.partners.id]
}

locals {
  domains = {
    www      = { listener = gaap_layer7_listener.https.id, domain = "www.example.com" }
    shop     = { listener = gaap_layer7_listener.https.id, domain = "shop.example.com" }
    partners = { listener = gaap_layer7_listener.partners.id, domain = "partners.example.com" }
  }
}

resource "gaap_http_domain" "site" {
  for_each = local.domains

  listener_id = each.value.listener
  domain      = each.value.domain
}

resource "gaap_http_rule" "site" {
  for_each = gaap_http_domain.site

  listener_id       = each.value.listener_id
  domain            = each.value.domain
  path              = "/"
  realserver_type   = "IP"
  health_check      = true
  health_check_path = "/health"

  dynamic "realservers" {
    for_each = gaap_realserver.site
    content {
      id   = realservers.value.id
      port = 8080
    }
  }
}

output "address" {
  value = gaap_proxy.site.domain
}

output "health" {
  value = { for name, rule in gaap_http_rule.site : name => rule.bind_status }
}
