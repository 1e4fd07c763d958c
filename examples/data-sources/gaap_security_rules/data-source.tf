# From where a proxy that another configuration owns can be reached.
data "gaap_proxy" "museum" {
  name = "museum"
}

data "gaap_security_policies" "museum" {
  proxy_id = data.gaap_proxy.museum.id
}

data "gaap_security_rules" "accept" {
  for_each = toset(data.gaap_security_policies.museum.ids)

  policy_id = each.key
  action    = "ACCEPT"
}

output "open_to" {
  value = flatten([for all in data.gaap_security_rules.accept : all.rules[*].cidr_ip])
}
