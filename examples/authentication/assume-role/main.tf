# The key of the environment or of the profile assumes a role, and the provider
# works as that role. It refuses to work in any account but the one that is meant.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {
  allowed_account_ids = ["100000000001"]

  assume_role {
    role_arn         = "qcs::cam::uin/100000000001:roleName/deploy"
    session_name     = "network-ci"
    session_duration = 3600 # seconds; renewed as long as the run lasts
  }
}

resource "gaap_proxy" "example" {
  name              = "example"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
