# The rules of the listeners of a proxy that another configuration owns.
data "gaap_proxy" "catalog" {
  name = "catalog"
}

data "gaap_layer7_listeners" "catalog" {
  proxy_id = data.gaap_proxy.catalog.id
}

data "gaap_http_rules" "catalog" {
  for_each = toset(data.gaap_layer7_listeners.catalog.ids)

  listener_id = each.value
}

output "sick_rules" {
  description = "Rules whose origins are not well, by the id of the listener."
  value = {
    for id, listener in data.gaap_http_rules.catalog :
    id => [for rule in listener.rules : "${rule.domain}${rule.path}" if rule.bind_status != "NORMAL"]
  }
}
