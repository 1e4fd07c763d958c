list "gaap_realserver" "all" {
  provider = gaap
  limit    = 1000 # Terraform stops at 100 by default
}
