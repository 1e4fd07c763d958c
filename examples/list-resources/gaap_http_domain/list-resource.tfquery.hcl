list "gaap_http_domain" "all" {
  provider = gaap

  config {
    listener_id = "listener-a1b2c3d4"
  }
}
