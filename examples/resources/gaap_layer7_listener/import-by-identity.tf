import {
  to = gaap_layer7_listener.example
  identity = {
    id = "listener-a1b2c3d4"
  }
}
