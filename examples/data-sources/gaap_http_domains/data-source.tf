# The domains of the HTTP and HTTPS listeners of a proxy that another configuration owns.
data "gaap_proxy" "blog" {
  name = "blog"
}

data "gaap_layer7_listeners" "blog" {
  proxy_id = data.gaap_proxy.blog.id
}

data "gaap_http_domains" "blog" {
  for_each = toset(data.gaap_layer7_listeners.blog.ids)

  listener_id = each.key
}

output "banned" {
  description = "Domains that get no traffic."
  value       = flatten([for all in data.gaap_http_domains.blog : [for domain in all.domains : domain.domain if domain.ban_status == "BANNED"]])
}
