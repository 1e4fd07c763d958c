list "gaap_global_domain_dns" "site" {
  provider = gaap

  config {
    domain_id = "dm-a1b2c3d4"
  }
}
