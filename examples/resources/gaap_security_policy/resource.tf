# A proxy that lets in only what rules accept.
resource "gaap_proxy" "vault" {
  name              = "vault"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_security_policy" "example" {
  proxy_id = gaap_proxy.vault.id
  action   = "DROP"
}
