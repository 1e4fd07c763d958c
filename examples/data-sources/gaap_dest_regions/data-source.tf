variable "origin_region" {
  type    = string
  default = "Shanghai"
}

# Stops a plan whose origin region does not exist, and says which ones do.
data "gaap_dest_regions" "all" {
  lifecycle {
    postcondition {
      condition     = contains(self.ids, var.origin_region)
      error_message = "${var.origin_region} is no origin region. These are: ${join(", ", self.ids)}."
    }
  }
}
