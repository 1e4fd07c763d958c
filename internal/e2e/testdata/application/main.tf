locals {
  regions   = toset(["Hongkong", "SoutheastAsia", "Japan", "Korea"])
  addresses = { for i, region in sort(local.regions) : region => "192.0.2.${i + 1}" }
  paths     = { for pair in setproduct(local.regions, ["/", "/api"]) : join("", pair) => { region = pair[0], path = pair[1] } }
  clients   = { for pair in setproduct(local.regions, ["198.51.100.0/24", "203.0.113.7"]) : join(" ", pair) => { region = pair[0], from = pair[1] } }
}

resource "tencentcloud_gaap_proxy" "edge" {
  for_each = local.regions

  name              = "edge-${each.key}"
  access_region     = each.key
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}

resource "tencentcloud_gaap_proxy_group" "app" {
  project_id         = 0
  group_name         = "app"
  real_server_region = "Shanghai"
  ip_address_version = "IPv4"
  package_type       = "Thunder"
}

resource "tencentcloud_gaap_realserver" "app" {
  for_each = local.addresses

  ip   = each.value
  name = "app-${each.key}"
}

resource "tencentcloud_gaap_certificate" "app" {
  type    = "SERVER"
  name    = "app"
  content = file("app.pem")
  key     = file("app.key")
}

resource "tencentcloud_gaap_layer4_listener" "login" {
  for_each = tencentcloud_gaap_proxy.edge

  proxy_id        = each.value.id
  name            = "login"
  protocol        = "TCP"
  port            = 8000
  realserver_type = "IP"
  health_check    = true

  realserver_bind_set {
    id   = tencentcloud_gaap_realserver.app[each.key].id
    ip   = tencentcloud_gaap_realserver.app[each.key].ip
    port = 9000
  }
}

resource "tencentcloud_gaap_layer4_listener" "play" {
  for_each = tencentcloud_gaap_proxy.edge

  proxy_id        = each.value.id
  name            = "play"
  protocol        = "UDP"
  port            = 8000
  realserver_type = "IP"
}

resource "tencentcloud_gaap_layer7_listener" "plain" {
  for_each = tencentcloud_gaap_proxy.edge

  proxy_id = each.value.id
  name     = "plain"
  protocol = "HTTP"
  port     = 80
}

resource "tencentcloud_gaap_layer7_listener" "tls" {
  proxy_id         = tencentcloud_gaap_proxy.edge["Hongkong"].id
  name             = "tls"
  protocol         = "HTTPS"
  port             = 443
  certificate_id   = tencentcloud_gaap_certificate.app.id
  forward_protocol = "HTTP"
  auth_type        = 0
}

resource "tencentcloud_gaap_http_domain" "plain" {
  for_each = tencentcloud_gaap_layer7_listener.plain

  listener_id = each.value.id
  domain      = "www.example.com"
}

resource "tencentcloud_gaap_http_domain" "tls" {
  listener_id = tencentcloud_gaap_layer7_listener.tls.id
  domain      = "www.example.com"
}

resource "tencentcloud_gaap_http_rule" "plain" {
  for_each = local.paths

  listener_id     = tencentcloud_gaap_http_domain.plain[each.value.region].listener_id
  domain          = tencentcloud_gaap_http_domain.plain[each.value.region].domain
  path            = each.value.path
  realserver_type = "IP"
  health_check    = false

  realservers {
    id   = tencentcloud_gaap_realserver.app[each.value.region].id
    ip   = tencentcloud_gaap_realserver.app[each.value.region].ip
    port = 8080
  }
}

resource "tencentcloud_gaap_http_rule" "tls" {
  listener_id     = tencentcloud_gaap_http_domain.tls.listener_id
  domain          = tencentcloud_gaap_http_domain.tls.domain
  path            = "/"
  realserver_type = "IP"
  health_check    = true
}

resource "tencentcloud_gaap_custom_header" "plain" {
  for_each = local.regions

  rule_id = tencentcloud_gaap_http_rule.plain["${each.key}/"].id

  headers {
    header_name  = "X-Region"
    header_value = each.key
  }

  headers {
    header_name  = "X-Client"
    header_value = "$remote_addr"
  }
}

resource "tencentcloud_gaap_domain_error_page" "plain" {
  for_each = tencentcloud_gaap_http_domain.plain

  listener_id = each.value.listener_id
  domain      = each.value.domain
  error_codes = [502, 503]
  body        = "We are back in a minute."
}

resource "tencentcloud_gaap_security_policy" "edge" {
  for_each = tencentcloud_gaap_proxy.edge

  proxy_id = each.value.id
  action   = "DROP"
}

resource "tencentcloud_gaap_security_rule" "office" {
  for_each = local.clients

  policy_id = tencentcloud_gaap_security_policy.edge[each.value.region].id
  cidr_ip   = each.value.from
  action    = "ACCEPT"
  protocol  = "TCP"
  port      = "80,443"
}

resource "tencentcloud_gaap_global_domain" "app" {
  project_id    = 0
  alias         = "app"
  default_value = "203.0.113.10"
}

resource "tencentcloud_gaap_global_domain_dns" "app" {
  for_each = { Japan = "101001", SoutheastAsia = "102001" }

  domain_id                  = split("#", tencentcloud_gaap_global_domain.app.id)[1]
  proxy_id_list              = [tencentcloud_gaap_proxy.edge[each.key].id]
  nation_country_inner_codes = [each.value]
}
