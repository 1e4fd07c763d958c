# Tags that every proxy gets, and tags that belong to others.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {
  default_tags = {
    team = "network"
    env  = "prod"
  }

  # What the organisation's own tools put on resources is left alone.
  ignore_tags = {
    keys         = ["owner"]
    key_prefixes = ["billing:"]
  }

  # Tags that the account does not have yet are made first.
  create_missing_tags = true
}

# team = network, env = prod
resource "gaap_proxy" "plain" {
  name              = "plain"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}

# team = network, env = test, service = game
resource "gaap_proxy" "test" {
  name              = "test"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2

  tags = {
    env     = "test"
    service = "game"
  }
}

output "tags_of_test" {
  value = gaap_proxy.test.tags_all
}
