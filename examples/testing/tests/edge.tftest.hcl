# The plan alone: quick, and it makes nothing.
run "is_named_after_the_service" {
  command = plan

  assert {
    condition     = gaap_proxy.edge.name == "edge-shop"
    error_message = "The name is ${gaap_proxy.edge.name}."
  }
  assert {
    condition     = gaap_proxy.edge.tags_all["service"] == "shop"
    error_message = "The tag of the service is missing."
  }
}

run "refuses_much_bandwidth" {
  command = plan

  variables {
    bandwidth = 200
  }

  expect_failures = [var.bandwidth]
}

# A proxy that the mock really makes, changes in the next run, and destroys at the end.
run "runs" {
  assert {
    condition     = gaap_proxy.edge.status == "RUNNING" && output.domain != ""
    error_message = "The proxy is ${gaap_proxy.edge.status}."
  }
}

run "grows_in_place" {
  variables {
    bandwidth = 50
  }

  assert {
    condition     = gaap_proxy.edge.bandwidth == 50
    error_message = "The bandwidth is ${gaap_proxy.edge.bandwidth} Mbps."
  }
}
