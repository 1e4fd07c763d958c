package provider

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// The oldest Terraform that the provider works with. Before 1.3 a block that
// leaves the configuration, such as timeouts, stays in the plan, which Terraform
// itself then refuses.
const (
	oldestMajor = 1
	oldestMinor = 3
)

// checkCLI refuses a CLI that is too old. OpenTofu passes: it reports the
// Terraform version that it stands in for, or its own, and both are newer. So
// does a version that cannot be read: it says nothing about age.
func checkCLI(version string, diags *diag.Diagnostics) {
	var major, minor int
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil {
		return
	}
	if major > oldestMajor || major == oldestMajor && minor >= oldestMinor {
		return
	}
	diags.AddError("Terraform is too old", fmt.Sprintf(
		"This provider needs Terraform %d.%d or later, or OpenTofu; this is Terraform %s. Nothing was sent to the service. "+
			"Install a newer Terraform and run it again.", oldestMajor, oldestMinor, version))
}
