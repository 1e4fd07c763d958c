list "gaap_proxy" "network" {
  provider         = gaap
  include_resource = true

  config {
    access_region = "Hongkong"
    tags = {
      team = "network"
    }
  }
}
