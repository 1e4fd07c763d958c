import {
  to = gaap_realserver.example
  identity = {
    id = "rs-a1b2c3d4"
  }
}
