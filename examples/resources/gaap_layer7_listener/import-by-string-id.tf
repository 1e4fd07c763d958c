import {
  to = gaap_layer7_listener.example
  id = "listener-a1b2c3d4"
}
