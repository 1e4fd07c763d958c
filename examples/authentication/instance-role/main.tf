# Terraform runs on an instance (CVM) that a role is bound to: there is no key.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

provider "gaap" {
  cam_role_name = "deploy"
}

resource "gaap_proxy" "example" {
  name              = "example"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
