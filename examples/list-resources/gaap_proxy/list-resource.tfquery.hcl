list "gaap_proxy" "all" {
  provider = gaap
  limit    = 1000 # Terraform stops at 100 by default
}
