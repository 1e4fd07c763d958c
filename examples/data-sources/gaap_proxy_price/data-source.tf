# No proxy is ordered if the base fee is above the budget.
data "gaap_proxy_price" "edge" {
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 20
  concurrent        = 5
  billing_type      = 1 # by traffic

  lifecycle {
    postcondition {
      condition     = self.discount_proxy_daily_price <= 100
      error_message = "The proxy costs ${self.discount_proxy_daily_price} ${self.currency} a day, the budget is 100."
    }
  }
}

resource "gaap_proxy" "edge" {
  name              = "edge"
  access_region     = data.gaap_proxy_price.edge.access_region
  realserver_region = data.gaap_proxy_price.edge.realserver_region
  bandwidth         = data.gaap_proxy_price.edge.bandwidth
  concurrent        = data.gaap_proxy_price.edge.concurrent
  billing_type      = data.gaap_proxy_price.edge.billing_type
}

output "monthly_base_fee" {
  value = "${30 * data.gaap_proxy_price.edge.discount_proxy_daily_price} ${data.gaap_proxy_price.edge.currency}"
}
