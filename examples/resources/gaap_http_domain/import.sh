terraform import gaap_http_domain.example 'listener-a1b2c3d4+HTTP+www.example.com'
