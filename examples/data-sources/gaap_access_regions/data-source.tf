data "gaap_access_regions" "all" {}

output "cn2" {
  description = "Regions that have a cn2 network."
  value       = [for region in data.gaap_access_regions.all.regions : region.id if contains(region.features, "cn2")]
}
