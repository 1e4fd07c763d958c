# The origins of a listener that another configuration owns.
data "gaap_proxy" "edge" {
  name = "edge"
}

data "gaap_layer4_listeners" "edge" {
  proxy_id = data.gaap_proxy.edge.id
}

data "gaap_listener_realservers" "edge" {
  for_each = toset(data.gaap_layer4_listeners.edge.ids)

  listener_id = each.value
}

output "sick_origins" {
  description = "Addresses of origins that are not well, by the id of the listener."
  value = {
    for id, origins in data.gaap_listener_realservers.edge :
    id => [for origin in origins.bound : origin.address if origin.health != "NORMAL"]
  }
}
