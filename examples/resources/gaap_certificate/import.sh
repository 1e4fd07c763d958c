terraform import gaap_certificate.example cert-a1b2c3d4
