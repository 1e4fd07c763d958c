list "gaap_security_rule" "all" {
  provider = gaap

  config {
    policy_id = "sp-a1b2c3d4"
  }
}
