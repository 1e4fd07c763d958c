import {
  to = gaap_security_rule.example
  identity = {
    id = "sr-a1b2c3d4"
  }
}
