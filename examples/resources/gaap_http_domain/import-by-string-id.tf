import {
  to = gaap_http_domain.example
  id = "listener-a1b2c3d4+HTTP+www.example.com"
}
