list "gaap_realserver" "network" {
  provider         = gaap
  include_resource = true

  config {
    project_id = 0
    tags = {
      team = "network"
    }
  }
}
