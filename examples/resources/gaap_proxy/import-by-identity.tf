import {
  to = gaap_proxy.example
  identity = {
    id = "link-a1b2c3d4"
  }
}
