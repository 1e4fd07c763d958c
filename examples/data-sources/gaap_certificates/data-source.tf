# All certificates of sites that somebody else manages.
data "gaap_certificates" "sites" {
  type = "SERVER"
}

output "ends" {
  description = "Until when each is good."
  value       = { for certificate in data.gaap_certificates.sites.certificates : certificate.id => certificate.end_time }
}
