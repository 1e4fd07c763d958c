terraform import gaap_global_domain.example dm-a1b2c3d4
