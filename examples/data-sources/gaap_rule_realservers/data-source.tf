# The origins of the rules of a listener that another configuration owns.
data "gaap_proxy" "library" {
  name = "library"
}

data "gaap_layer7_listeners" "library" {
  proxy_id = data.gaap_proxy.library.id
}

data "gaap_http_rules" "library" {
  for_each = toset(data.gaap_layer7_listeners.library.ids)

  listener_id = each.value
}

data "gaap_rule_realservers" "library" {
  for_each = toset(flatten([for listener in data.gaap_http_rules.library : listener.ids]))

  rule_id = each.value
}

output "sick_origins" {
  description = "Addresses of origins that are not well, by the id of the rule."
  value = {
    for id, origins in data.gaap_rule_realservers.library :
    id => [for origin in origins.bound : origin.address if origin.health != "NORMAL"]
  }
}
