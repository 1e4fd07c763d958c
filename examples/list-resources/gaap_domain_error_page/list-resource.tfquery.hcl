list "gaap_domain_error_page" "site" {
  provider = gaap

  config {
    listener_id = "listener-a1b2c3d4"
    domain      = "www.example.com"
  }
}
