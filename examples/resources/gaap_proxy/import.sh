terraform import gaap_proxy.example link-a1b2c3d4
