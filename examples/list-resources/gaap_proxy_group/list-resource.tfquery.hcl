list "gaap_proxy_group" "shanghai" {
  provider = gaap

  config {
    realserver_region = "Shanghai"
  }
}
