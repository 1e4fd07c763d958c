package realserver

import (
	"fmt"
	"net/netip"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_realserver in configuration, plan or state.
type model struct {
	object.Core
	object.Tagged

	IP        types.String `tfsdk:"ip"`
	Domain    types.String `tfsdk:"domain"`
	Name      types.String `tfsdk:"name"`
	ProjectID types.Int64  `tfsdk:"project_id"`
}

// fromAPI fills the model with what the service shows. An address stays as it is
// written, if it is the same.
func (m *model) fromAPI(r gaapapi.RealServer) {
	m.Name = types.StringValue(r.Name)
	m.ProjectID = types.Int64Value(r.ProjectID)
	before := m.address()
	if gaapapi.SameAddress(before, r.Address) {
		return
	}
	m.IP, m.Domain = types.StringNull(), types.StringNull()
	if _, err := netip.ParseAddr(r.Address); err == nil {
		m.IP = types.StringValue(r.Address)
	} else {
		m.Domain = object.Text(r.Address)
	}
}

// address is what the origin is reached at, empty if it is not known. It is the
// same text for all ways to write it, and the one that is sent: the service looks
// for a text, and would not find another way to write it.
func (m *model) address() string {
	if ip := m.IP.ValueString(); ip != "" {
		return gaapapi.CanonicalAddress(ip)
	}
	return gaapapi.CanonicalAddress(m.Domain.ValueString())
}

// lacks says in what an origin is not what is planned, but for its tags: these
// prove nothing, and are brought to the plan.
func lacks(plan *model, r gaapapi.RealServer) []string {
	var found []string
	if name := plan.Name.ValueString(); r.Name != name {
		found = append(found, fmt.Sprintf("its name is %q, not %q", r.Name, name))
	}
	if project := plan.ProjectID.ValueInt64(); r.ProjectID != project {
		found = append(found, fmt.Sprintf("its project is %d, not %d", r.ProjectID, project))
	}
	return found
}
