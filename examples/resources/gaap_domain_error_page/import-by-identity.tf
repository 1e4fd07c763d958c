import {
  to = gaap_domain_error_page.example
  identity = {
    id = "errorPage-a1b2c3d4"
  }
}
