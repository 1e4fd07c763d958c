list "gaap_certificate" "sites" {
  provider = gaap

  config {
    type = "SERVER"
  }
}
