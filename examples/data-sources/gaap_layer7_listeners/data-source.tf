# The listeners of a proxy that another configuration owns.
data "gaap_proxy" "portal" {
  name = "portal"
}

data "gaap_layer7_listeners" "portal" {
  proxy_id = data.gaap_proxy.portal.id
}

output "outdated" {
  description = "HTTPS listeners that still take TLS 1.0."
  value       = [for listener in data.gaap_layer7_listeners.portal.listeners : listener.name if contains(listener.tls_support_versions, "TLSv1")]
}
