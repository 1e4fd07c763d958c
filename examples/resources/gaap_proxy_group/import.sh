terraform import gaap_proxy_group.example lg-a1b2c3d4
