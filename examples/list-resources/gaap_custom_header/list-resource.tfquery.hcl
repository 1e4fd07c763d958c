list "gaap_custom_header" "site" {
  provider = gaap

  config {
    listener_id = "listener-a1b2c3d4"
  }
}
