terraform import gaap_http_rule.example rule-a1b2c3d4
