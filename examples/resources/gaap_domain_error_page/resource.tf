# What visitors of a domain see while its origins do not answer.
resource "gaap_proxy" "news" {
  name              = "news"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10 # Mbps
  concurrent        = 2  # times 10,000 connections
}

resource "gaap_layer7_listener" "news" {
  proxy_id = gaap_proxy.news.id
  name     = "news"
  protocol = "HTTP"
  port     = 80
}

resource "gaap_http_domain" "news" {
  listener_id = gaap_layer7_listener.news.id
  domain      = "news.example.com"
}

resource "gaap_domain_error_page" "example" {
  listener_id = gaap_http_domain.news.listener_id
  domain      = gaap_http_domain.news.domain
  error_codes = [502, 503, 504]
  body        = "<h1>We are back in a minute</h1>"

  new_error_code = 503
  clear_headers  = ["Server"]
  set_headers    = { "Retry-After" = "60" }
  repeated_headers = {
    "Set-Cookie" = ["maintenance=1", "theme=plain"]
  }
}
