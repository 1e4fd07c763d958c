# Which of these regions could take one more proxy of this size?
data "gaap_check_proxy_create" "edge" {
  for_each = toset(["Hongkong", "Japan", "Korea"])

  access_region     = each.key
  realserver_region = "Shanghai"
  bandwidth         = 1000
  concurrent        = 100
}

output "available" {
  value = [for region, check in data.gaap_check_proxy_create.edge : region if check.available]
}
