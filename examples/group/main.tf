# The example on the page of CreateProxy: a proxy in a group. The origin region
# is the group's, so it is left out.

terraform {
  required_providers {
    gaap = {
      source = "registry.terraform.io/tencentcloud-gaap/gaap"
    }
  }
}

resource "gaap_proxy" "test" {
  project_id    = 0
  name          = "test"
  access_region = "SouthChina"
  bandwidth     = 10
  concurrent    = 2
  group_id      = "lg-xxxx" # the id of your group
}
