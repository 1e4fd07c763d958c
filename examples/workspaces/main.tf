# The same configuration in several workspaces of one account: the scope makes
# the ClientTokens of equal proxies differ from one workspace to the next.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {
  client_token_scope = terraform.workspace
}

resource "gaap_proxy" "example" {
  name              = "example"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
