terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {}

variable "origins" {
  description = "Addresses of the servers, by names that stay."
  type        = map(string)
  default = {
    "voice-1" = "192.0.2.31"
    "voice-2" = "192.0.2.32"
  }
}

variable "enable" {
  description = "Whether the proxy takes traffic."
  type        = bool
  default     = true
}

resource "gaap_proxy" "voice" {
  name              = "voice"
  access_region     = "Hongkong" # where your users are
  realserver_region = "Shanghai" # where your servers are
  bandwidth         = 10         # Mbps
  concurrent        = 2          # times 10,000 connections
  enable            = var.enable
}

resource "gaap_realserver" "voice" {
  for_each = var.origins

  ip   = each.value
  name = each.key

  lifecycle {
    create_before_destroy = true # a new address replaces an origin
  }
}

resource "gaap_layer4_listener" "voice" {
  for_each = toset(["TCP", "UDP"]) # each has its own ports

  proxy_id        = gaap_proxy.voice.id
  name            = "voice-${lower(each.key)}"
  protocol        = each.key
  port            = 5060
  realserver_type = "IP"
  health_check    = true
  check_type      = each.key == "UDP" ? "PING" : null # TCP just connects

  dynamic "realserver_bind_set" {
    for_each = gaap_realserver.voice
    content {
      id   = realserver_bind_set.value.id
      port = 5060
    }
  }
}

output "address" {
  value = gaap_proxy.voice.domain
}

output "health" {
  value = { for protocol, listener in gaap_layer4_listener.voice : protocol => listener.bind_status }
}
