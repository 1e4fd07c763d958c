# Many proxies from one map: a line in the map is a proxy.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

variable "proxies" {
  description = "The proxies by name, all with their origin servers in Shanghai."
  type = map(object({
    access_region = string
    bandwidth     = optional(number, 10)
    concurrent    = optional(number, 2)
    enable        = optional(bool, true)
  }))
  default = {
    asia   = { access_region = "Hongkong", bandwidth = 100, concurrent = 10 }
    japan  = { access_region = "Japan" }
    europe = { access_region = "Europe", bandwidth = 50 }
    spare  = { access_region = "Virginia", enable = false }
  }
}

resource "gaap_proxy" "fleet" {
  for_each = var.proxies

  name              = "fleet-${each.key}"
  access_region     = each.value.access_region
  realserver_region = "Shanghai"
  bandwidth         = each.value.bandwidth
  concurrent        = each.value.concurrent
  enable            = each.value.enable

  tags = {
    fleet = "edge"
  }
}

output "domains" {
  value = { for name, proxy in gaap_proxy.fleet : name => proxy.domain }
}
