terraform import gaap_security_policy.example sp-a1b2c3d4
