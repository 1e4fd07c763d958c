# All origins of a team.
data "gaap_realservers" "team" {
  tags = {
    team = "network"
  }
}

# An origin that somebody else manages, by its address.
data "gaap_realservers" "shared" {
  ip = "198.51.100.7"
}

output "addresses" {
  value = { for origin in data.gaap_realservers.team.realservers : origin.name => coalesce(origin.ip, origin.domain) }
}

output "shared" {
  description = "Id of the shared origin, null while there is none."
  value       = one(data.gaap_realservers.shared.ids)
}
