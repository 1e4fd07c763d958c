terraform import gaap_global_domain_dns.example "dm-a1b2c3d4#12756"
