# A proxy of the smallest size from each place in Asia that reaches Shanghai,
# but for partner nodes, whose ids begin with SL_.
data "gaap_access_regions_by_dest_region" "shanghai" {
  dest_region = "Shanghai"
}

locals {
  asia = {
    for region in data.gaap_access_regions_by_dest_region.shanghai.regions : region.id => region
    if region.area == "Asia" && !startswith(region.id, "SL_")
  }
}

resource "gaap_proxy" "asia" {
  for_each = local.asia

  name              = "asia-${lower(each.key)}"
  access_region     = each.key
  realserver_region = "Shanghai"
  bandwidth         = min(each.value.bandwidths...)
  concurrent        = min(each.value.concurrents...)
}
