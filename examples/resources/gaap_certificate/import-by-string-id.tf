import {
  to = gaap_certificate.example
  id = "cert-a1b2c3d4"
}
