import {
  to = gaap_custom_header.example
  identity = {
    id = "rule-a1b2c3d4"
  }
}
