# Nobody reaches the proxy but the office, on the ports of the web, and the monitoring.
resource "gaap_proxy" "intranet" {
  name              = "intranet"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_security_policy" "intranet" {
  proxy_id = gaap_proxy.intranet.id
  action   = "DROP"
}

resource "gaap_security_rule" "example" {
  policy_id = gaap_security_policy.intranet.id
  name      = "office"
  action    = "ACCEPT"
  cidr_ip   = "198.51.100.0/24"
  protocol  = "TCP"
  port      = "80,443"
}

resource "gaap_security_rule" "monitoring" {
  policy_id = gaap_security_policy.intranet.id
  action    = "ACCEPT"
  cidr_ip   = "192.0.2.1"
}
