package globaldomain

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// plan refuses domains that could not be told apart.
func plan(_ context.Context, p *object.Plan[model]) {
	m := p.Plan
	if p.State != nil && object.IsSet(m.DefaultValue) && gaapapi.SameAddress(m.DefaultValue.ValueString(), p.State.DefaultValue.ValueString()) {
		m.DefaultValue = p.State.DefaultValue // another spelling is no change
	}
	if m.Alias.IsUnknown() || m.ProjectID.IsUnknown() || m.DefaultValue.IsUnknown() {
		return
	}
	p.PlanApart(m.key(), path.Root("alias"), "one alias, project and default value")
}

// key is one text for all domains that this provider does not tell apart.
func (m *model) key() string {
	return gaapapi.CanonicalAddress(m.DefaultValue.ValueString()) + fmt.Sprintf(" %d ", m.ProjectID.ValueInt64()) + m.Alias.ValueString()
}

// destroyedKey is by what a run knows that it destroys a domain like one that is ordered.
func destroyedKey(m *model) string { return "unified domain " + m.key() }
