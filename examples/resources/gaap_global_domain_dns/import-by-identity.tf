import {
  to = gaap_global_domain_dns.example
  identity = {
    id = "dm-a1b2c3d4#12756"
  }
}
