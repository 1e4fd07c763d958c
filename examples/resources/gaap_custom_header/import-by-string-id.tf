import {
  to = gaap_custom_header.example
  id = "rule-a1b2c3d4"
}
