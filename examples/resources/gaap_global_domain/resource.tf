# One name for all visitors. Those whom no record leads to a proxy go to the origin.
resource "gaap_global_domain" "example" {
  alias         = "example"
  default_value = "origin.example.com"
}

# What a CNAME of www.example.com points to.
output "cname" {
  value = gaap_global_domain.example.full_domain
}
