# All proxies of a team that lead to one origin region.
data "gaap_proxies" "shanghai" {
  realserver_region = "Shanghai"

  tags = {
    team = "network"
    env  = "prod"
  }
}

output "firewall" {
  description = "Addresses that the origin servers have to let in."
  value = sort(distinct(flatten([
    for proxy in data.gaap_proxies.shanghai.proxies : compact(split(";", coalesce(proxy.forward_ip, ";")))
  ])))
}
