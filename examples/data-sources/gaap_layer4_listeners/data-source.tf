# The listeners of a proxy that another configuration owns.
data "gaap_proxy" "edge" {
  name = "edge"
}

data "gaap_layer4_listeners" "edge" {
  proxy_id = data.gaap_proxy.edge.id
}

output "sick" {
  description = "Listeners whose origins are not well."
  value       = [for listener in data.gaap_layer4_listeners.edge.listeners : listener.name if listener.bind_status != "NORMAL"]
}
