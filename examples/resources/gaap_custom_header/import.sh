terraform import gaap_custom_header.example rule-a1b2c3d4
