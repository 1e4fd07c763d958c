import {
  to = gaap_http_rule.example
  identity = {
    id = "rule-a1b2c3d4"
  }
}
