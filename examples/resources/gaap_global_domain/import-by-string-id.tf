import {
  to = gaap_global_domain.example
  id = "dm-a1b2c3d4"
}
