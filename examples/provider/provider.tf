terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

# The keys come from TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.
provider "gaap" {
  max_requests_per_second = 10 # leaves the other half of the quota to other runs
}

resource "gaap_proxy" "example" {
  name              = "example"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}
