import {
  to = gaap_security_rule.example
  id = "sr-a1b2c3d4"
}
