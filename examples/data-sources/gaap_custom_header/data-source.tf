# The headers of a rule that somebody else manages.
data "gaap_custom_header" "site" {
  rule_id = "rule-a1b2c3d4"
}

output "headers" {
  description = "Values by names."
  value       = { for header in data.gaap_custom_header.site.headers : header.header_name => header.header_value }
}
