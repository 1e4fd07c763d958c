# Every argument of gaap_proxy but group_id and cloned_proxy_id, which name
# objects that exist already.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

resource "gaap_proxy" "example" {
  name              = "complete"
  project_id        = 0
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 50
  concurrent        = 10

  billing_type       = 1 # by traffic
  ip_address_version = "IPv4"
  network_type       = "cn2"
  package_type       = "Thunder"

  enable        = true
  force_destroy = false
  client_token  = "acme-prod-complete-1" # nobody else in the account may use it

  tags = {
    team = "network"
    cost = "4711"
  }

  timeouts {
    create = "30m"
    update = "30m"
    delete = "30m"
  }
}

# A copy of it, with its listeners.
resource "gaap_proxy" "copy" {
  name              = "copy"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 50
  concurrent        = 10
  network_type      = "cn2"
  cloned_proxy_id   = gaap_proxy.example.id
}
