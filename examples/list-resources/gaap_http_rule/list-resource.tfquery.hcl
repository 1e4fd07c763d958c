list "gaap_http_rule" "all" {
  provider = gaap
  limit    = 2000 # Terraform stops at 100 by default

  config {
    listener_id = "listener-a1b2c3d4"
  }
}
