# A run that shares the account's quotas with others, and checks what it asks for.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {
  max_requests_per_second = 5 # of the 20 that the account has for each action
}

variable "names" {
  description = "Names of the proxies: 1 to 30 characters each, and no more of them than the team's share."
  type        = set(string)
  default     = ["shop", "api", "static"]

  validation {
    condition     = length(var.names) <= 10
    error_message = "The team has 10 of the account's 50 proxies."
  }
}

resource "gaap_proxy" "edge" {
  for_each = var.names

  name              = each.key
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2

  timeouts {
    create = "40m" # fifty proxies that are made at once take longer than one
  }
}
