resource "gaap_proxy" "near" {
  for_each = { singapore = "SoutheastAsia", japan = "Japan" }

  name              = "near-${each.key}"
  access_region     = each.value
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}

resource "gaap_global_domain" "site" {
  alias         = "site"
  default_value = "203.0.113.10"
}

# Visitors from two countries get the proxy in Singapore.
resource "gaap_global_domain_dns" "example" {
  domain_id                  = gaap_global_domain.site.id
  proxy_id_list              = [gaap_proxy.near["singapore"].id]
  nation_country_inner_codes = ["102001", "102002"]
}

# Those from all of East Asia get the one in Japan.
data "gaap_country_area_mapping" "east_asia" {
  geographical_zone_inner_code = "101000"
}

resource "gaap_global_domain_dns" "east_asia" {
  domain_id                  = gaap_global_domain.site.id
  proxy_id_list              = [gaap_proxy.near["japan"].id]
  nation_country_inner_codes = data.gaap_country_area_mapping.east_asia.codes
}
