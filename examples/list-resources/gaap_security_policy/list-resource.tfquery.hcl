list "gaap_security_policy" "all" {
  provider = gaap
}

list "gaap_security_policy" "of_a_group" {
  provider = gaap

  config {
    group_id = "lg-a1b2c3d4"
  }
}
