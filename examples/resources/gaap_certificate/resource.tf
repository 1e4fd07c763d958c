# The certificate of a site. The one here is made up, as is its key: read yours
# from where you keep it.
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

resource "gaap_certificate" "example" {
  type    = "SERVER"
  name    = "www.example.com"
  content = local.certificate
  key     = local.key

  # A new content replaces the certificate. What uses the old one is led to the
  # new one before the old one goes.
  lifecycle {
    create_before_destroy = true
  }
}

# Users for HTTP basic authentication, with hashes as openssl passwd makes them.
resource "gaap_certificate" "users" {
  type    = "BASIC"
  name    = "users"
  content = "alice:tx2KGdo3zJg/."
}
