import {
  to = gaap_global_domain.example
  identity = {
    id = "dm-a1b2c3d4"
  }
}
