import {
  to = gaap_security_policy.example
  id = "sp-a1b2c3d4"
}
