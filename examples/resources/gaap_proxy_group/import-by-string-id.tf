import {
  to = gaap_proxy_group.example
  id = "lg-a1b2c3d4"
}
