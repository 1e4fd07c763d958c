# A group with a proxy of its own from Guangzhou. It is destroyed with its proxies.
resource "gaap_proxy_group" "example" {
  name              = "example"
  realserver_region = "Shanghai"
  force_destroy     = true

  access_regions = {
    Guangzhou = { bandwidth = 10, concurrent = 2 }
  }
}

# A further proxy, which may come and go while the group stays.
resource "gaap_proxy" "beijing" {
  name          = "example-beijing"
  access_region = "Beijing"
  bandwidth     = 10
  concurrent    = 2
  group_id      = gaap_proxy_group.example.id
}

# Listeners of the group are listeners of all its proxies.
resource "gaap_layer4_listener" "example" {
  name            = "example"
  group_id        = gaap_proxy_group.example.id
  protocol        = "TCP"
  port            = 443
  realserver_type = "IP"

  depends_on = [gaap_proxy.beijing]
}
