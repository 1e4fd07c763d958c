import {
  to = gaap_certificate.example
  identity = {
    id = "cert-a1b2c3d4"
  }
}
