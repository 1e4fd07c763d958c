import {
  to = gaap_security_policy.example
  identity = {
    id = "sp-a1b2c3d4"
  }
}
