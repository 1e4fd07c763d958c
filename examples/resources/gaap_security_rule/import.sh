terraform import gaap_security_rule.example sr-a1b2c3d4
