# A proxy that another configuration owns.
data "gaap_proxy" "edge" {
  name = "edge"
}

output "endpoint" {
  description = "Where clients connect to."
  value       = data.gaap_proxy.edge.domain
}
