# Headers of a rule that is made elsewhere: the address of the client, and a mark
# by which origins know what comes through GAAP.
resource "gaap_custom_header" "example" {
  rule_id = "rule-a1b2c3d4"

  headers {
    header_name  = "X-Real-IP"
    header_value = "$remote_addr"
  }

  headers {
    header_name  = "X-Accelerated-By"
    header_value = "gaap"
  }
}
