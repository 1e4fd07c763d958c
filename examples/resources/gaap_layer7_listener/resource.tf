# A site: HTTP for those who type its name, HTTPS for all else. The certificate
# here is made up, as is its key: read yours from where you keep it.
locals {
  certificate = <<-EOT
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

  key = <<-EOT
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWL/IZLcDgAyGRllm
    QVt8ADJ0ArRciRxPp7Hp8uSQItehRANCAARjKxV+l2X1f0TtSM3z+7+Gne2Ckwz/
    /kZvyhdNVRxk0EZxi/DPkmxdbzzYjDBRb5WC7Hx3FYub9ta/9N4KqbO6
    -----END PRIVATE KEY-----
  EOT
}

resource "gaap_proxy" "site" {
  name              = "site"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_certificate" "site" {
  type    = "SERVER"
  name    = "www.example.com"
  content = local.certificate
  key     = local.key

  # A new content replaces the certificate: the listener is led to the new one
  # before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}

resource "gaap_layer7_listener" "plain" {
  proxy_id = gaap_proxy.site.id
  name     = "plain"
  protocol = "HTTP"
  port     = 80
}

resource "gaap_layer7_listener" "example" {
  proxy_id             = gaap_proxy.site.id
  name                 = "tls"
  protocol             = "HTTPS"
  port                 = 443
  certificate_id       = gaap_certificate.site.id
  forward_protocol     = "HTTP"
  tls_support_versions = ["TLSv1.2", "TLSv1.3"]
  tls_ciphers          = "GAAP_TLS_CIPHERS_STRICT"
}
