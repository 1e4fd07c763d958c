terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
    tencentcloud = { # until the first apply
      source = "registry.terraform.io/tencentcloudstack/tencentcloud"
    }
  }
}

provider "gaap" {}

resource "gaap_proxy" "edge" {
  name              = "edge"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}

resource "gaap_proxy" "fleet" {
  for_each = toset(["web", "api"])

  name              = "fleet-${each.key}"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}

moved {
  from = tencentcloud_gaap_proxy.edge
  to   = gaap_proxy.edge
}

moved {
  from = tencentcloud_gaap_proxy.fleet
  to   = gaap_proxy.fleet
}
