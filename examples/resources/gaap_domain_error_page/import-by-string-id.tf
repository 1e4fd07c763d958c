import {
  to = gaap_domain_error_page.example
  id = "errorPage-a1b2c3d4"
}
