# The countries of Oceania, for a gaap_global_domain_dns.
data "gaap_country_area_mapping" "oceania" {
  continent_inner_code = "400000"
}

output "oceania" {
  value = { for c in data.gaap_country_area_mapping.oceania.country_area_mapping_list : c.nation_country_inner_code => c.nation_country_name }
}
