import {
  to = gaap_layer4_listener.example
  id = "listener-a1b2c3d4"
}
