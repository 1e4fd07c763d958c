import {
  to = gaap_realserver.example
  id = "rs-a1b2c3d4"
}
