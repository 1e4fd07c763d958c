# A shop: pages from two origins by weight, and its API from another path.
resource "gaap_proxy" "shop" {
  name              = "store"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_realserver" "shop" {
  for_each = toset(["192.0.2.31", "192.0.2.32"])

  ip   = each.value
  name = "shop-${each.value}"
}

resource "gaap_layer7_listener" "shop" {
  proxy_id = gaap_proxy.shop.id
  name     = "shop"
  protocol = "HTTP"
  port     = 80
}

resource "gaap_http_domain" "shop" {
  listener_id = gaap_layer7_listener.shop.id
  domain      = "shop.example.com"
}

resource "gaap_http_rule" "example" {
  listener_id     = gaap_http_domain.shop.listener_id
  domain          = gaap_http_domain.shop.domain
  path            = "/"
  realserver_type = "IP"
  scheduler       = "wrr"
  health_check    = true

  health_check_path         = "/health"
  health_check_status_codes = [200, 300]

  dynamic "realservers" {
    for_each = gaap_realserver.shop
    content {
      id     = realservers.value.id
      port   = 8080
      weight = realservers.key == "192.0.2.31" ? 80 : 20
    }
  }
}

resource "gaap_http_rule" "api" {
  listener_id     = gaap_http_domain.shop.listener_id
  domain          = gaap_http_domain.shop.domain
  path            = "/api"
  realserver_type = "IP"
  health_check    = false
  forward_host    = "api.example.com"
  headers         = [{ header_name = "X-Real-IP", header_value = "$remote_addr" }]

  realservers {
    id   = gaap_realserver.shop["192.0.2.31"].id
    port = 8081
  }
}
