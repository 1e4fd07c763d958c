# Two origins by their addresses, and one by its name.
locals {
  web = {
    "web-1" = "192.0.2.11"
    "web-2" = "192.0.2.12"
  }
}

resource "gaap_realserver" "web" {
  for_each = local.web

  ip   = each.value
  name = each.key

  tags = {
    team = "network"
  }

  # A new address replaces an origin. While listeners have the old one bound, the
  # new one has to be made first.
  lifecycle {
    create_before_destroy = true
  }
}

resource "gaap_realserver" "example" {
  domain = "origin.example.com"
  name   = "example"
}
