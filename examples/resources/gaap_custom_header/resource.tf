# A forum whose origins get the address of the client, and a mark by which they know
# what comes through GAAP.
resource "gaap_proxy" "forum" {
  name              = "forum"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_layer7_listener" "forum" {
  proxy_id = gaap_proxy.forum.id
  name     = "forum"
  protocol = "HTTP"
  port     = 80
}

resource "gaap_http_domain" "forum" {
  listener_id = gaap_layer7_listener.forum.id
  domain      = "forum.example.com"
}

resource "gaap_http_rule" "forum" {
  listener_id     = gaap_http_domain.forum.listener_id
  domain          = gaap_http_domain.forum.domain
  path            = "/"
  realserver_type = "IP"
  health_check    = false
}

resource "gaap_custom_header" "example" {
  rule_id = gaap_http_rule.forum.id

  headers {
    header_name  = "X-Real-IP"
    header_value = "$remote_addr"
  }

  headers {
    header_name  = "X-Accelerated-By"
    header_value = "gaap"
  }
}
