list "gaap_global_domain" "network" {
  provider = gaap

  config {
    tags = { team = "network" }
  }
}
