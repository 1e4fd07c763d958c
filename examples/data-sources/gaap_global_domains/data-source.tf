# The unified domains of a team.
data "gaap_global_domains" "network" {
  tags = { team = "network" }
}

output "names" {
  value = { for domain in data.gaap_global_domains.network.domains : domain.alias => domain.full_domain }
}
