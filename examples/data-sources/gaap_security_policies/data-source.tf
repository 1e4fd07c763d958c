# Whether a proxy that another configuration owns has a policy, and whether it counts.
data "gaap_proxy" "bank" {
  name = "bank"
}

data "gaap_security_policies" "bank" {
  proxy_id = data.gaap_proxy.bank.id
}

output "protected" {
  value = anytrue(data.gaap_security_policies.bank.policies[*].enable)
}
