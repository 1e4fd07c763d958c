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

# Forgets the proxies; they go on running.
removed {
  from = tencentcloud_gaap_proxy.edge

  lifecycle {
    destroy = false
  }
}

removed {
  from = tencentcloud_gaap_proxy.fleet

  lifecycle {
    destroy = false
  }
}

import {
  to = gaap_proxy.edge
  id = "link-a1b2c3d4"
}

import {
  for_each = {
    web = "link-b1b2c3d4"
    api = "link-c1b2c3d4"
  }

  to = gaap_proxy.fleet[each.key]
  id = each.value
}
