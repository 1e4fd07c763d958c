# Two proxies that are equal in all arguments. Without a client_token of their
# own they would be one and the same request to the service.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

resource "gaap_proxy" "twin" {
  for_each = toset(["left", "right"])

  name              = "twin"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
  client_token      = "acme-prod-twin-${each.key}" # nobody else in the account may use it
}
