import {
  to = gaap_http_rule.example
  id = "rule-a1b2c3d4"
}
