# The group of proxies that lead to Shanghai. one() fails if there are several.
data "gaap_proxy_groups" "shanghai" {
  realserver_region = "Shanghai"
}

resource "gaap_proxy" "member" {
  name          = "member"
  access_region = "Hongkong"
  bandwidth     = 10
  concurrent    = 2
  group_id      = one(data.gaap_proxy_groups.shanghai.ids)
}
