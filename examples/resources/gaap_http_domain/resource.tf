# A site on HTTP: its own domain, and one for all other names.
resource "gaap_proxy" "site" {
  name              = "site"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_layer7_listener" "http" {
  proxy_id = gaap_proxy.site.id
  name     = "http"
  protocol = "HTTP"
  port     = 80
}

resource "gaap_http_domain" "example" {
  listener_id = gaap_layer7_listener.http.id
  domain      = "www.example.com"
}

resource "gaap_http_domain" "other" {
  listener_id       = gaap_layer7_listener.http.id
  domain            = "other.example.com"
  is_default_server = true
}
