# Names of headers that no rule can add.
data "gaap_black_header" "all" {}

output "host_is_forbidden" {
  description = "Whether a rule can add the header Host."
  value       = contains(data.gaap_black_header.all.black_headers, "host")
}
