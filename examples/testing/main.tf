# A module as you may have one: a proxy that follows the rules of the house.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

variable "name" {
  description = "Name of the service that the proxy is for."
  type        = string
  default     = "shop"
}

variable "bandwidth" {
  description = "Mbps."
  type        = number
  default     = 10

  validation {
    condition     = var.bandwidth <= 100
    error_message = "More than 100 Mbps needs a word with the network team."
  }
}

resource "gaap_proxy" "edge" {
  name              = "edge-${var.name}"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = var.bandwidth
  concurrent        = 2

  tags = {
    service = var.name
  }
}

output "domain" {
  value = gaap_proxy.edge.domain
}
