# The domains of the HTTP and HTTPS listeners of a proxy that another configuration owns.
data "gaap_proxy" "shop" {
  name = "shop"
}

data "gaap_layer7_listeners" "shop" {
  proxy_id = data.gaap_proxy.shop.id
}

data "gaap_http_domains" "shop" {
  for_each = toset(data.gaap_layer7_listeners.shop.ids)

  listener_id = each.key
}

output "banned" {
  description = "Domains that get no traffic."
  value       = flatten([for all in data.gaap_http_domains.shop : [for domain in all.domains : domain.domain if domain.ban_status == "BANNED"]])
}
