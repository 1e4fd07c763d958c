resource "gaap_proxy" "example" {
  name              = "example"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 20 # Mbps
  concurrent        = 5  # times 10,000 connections

  tags = {
    team = "network"
  }
}

output "address" {
  value = gaap_proxy.example.domain
}
