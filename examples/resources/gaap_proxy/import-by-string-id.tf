import {
  to = gaap_proxy.example
  id = "link-a1b2c3d4"
}
