terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {}

resource "gaap_proxy" "shop" {
  name              = "shop-asia"
  access_region     = "Hongkong" # where your users are
  realserver_region = "Shanghai" # where your servers are
  bandwidth         = 10         # Mbps
  concurrent        = 2          # times 10,000 connections

  tags = {
    team = "shop"
  }
}

output "domain" {
  value = gaap_proxy.shop.domain
}
