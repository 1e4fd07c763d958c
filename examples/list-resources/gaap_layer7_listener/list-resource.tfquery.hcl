list "gaap_layer7_listener" "all" {
  provider = gaap
  limit    = 1000 # Terraform stops at 100 by default

  config {
    proxy_id = "link-a1b2c3d4"
  }
}
