data "gaap_resources_by_tag" "team" {
  tag_key       = "team"
  tag_value     = "net"
  resource_type = "Proxy"
}

# What else than the proxies of this configuration the team pays for.
output "other_proxies" {
  value = setsubtract(data.gaap_resources_by_tag.team.ids, [gaap_proxy.web.id])
}

resource "gaap_proxy" "web" {
  name              = "web-hongkong"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
  tags              = { team = "net" }
}
