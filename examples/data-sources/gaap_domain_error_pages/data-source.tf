# The error pages of a domain that somebody else manages.
data "gaap_domain_error_pages" "site" {
  listener_id = "listener-a1b2c3d4"
  domain      = "www.example.com"
}

output "codes" {
  description = "Codes that each page stands for."
  value       = { for page in data.gaap_domain_error_pages.site.error_pages : page.id => page.error_codes }
}
