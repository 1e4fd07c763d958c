# What visitors of a domain see while its origins do not answer.
resource "gaap_domain_error_page" "example" {
  listener_id = "listener-a1b2c3d4"
  domain      = "www.example.com"
  error_codes = [502, 503, 504]
  body        = "<h1>We are back in a minute</h1>"

  new_error_code = 503
  clear_headers  = ["Server"]
  set_headers    = { "Retry-After" = "60" }
  repeated_headers = {
    "Set-Cookie" = ["maintenance=1", "theme=plain"]
  }
}
