package errorpage

import (
	"context"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// A page goes along with a domain that its run renames, just so; to any other
// domain it is replaced.
func TestPlan_renamedDomain(t *testing.T) {
	t.Parallel()
	data := &providerdata.Data{}
	object.NoteRename(data, "listener-1", "a.example.com", "b.example.com")
	page := func(listener, domain string) *model {
		return &model{ListenerID: types.StringValue(listener), Domain: types.StringValue(domain)}
	}
	for name, c := range map[string]struct {
		state, plan *model
		replaces    bool
	}{
		"renamed":          {page("listener-1", "a.example.com"), page("listener-1", "b.example.com"), false},
		"another name":     {page("listener-1", "a.example.com"), page("listener-1", "c.example.com"), true},
		"another listener": {page("listener-1", "a.example.com"), page("listener-2", "b.example.com"), true},
		"not renamed":      {page("listener-2", "a.example.com"), page("listener-2", "b.example.com"), true},
	} {
		p := &object.Plan[model]{State: c.state, Plan: c.plan, Data: data, Diags: &diag.Diagnostics{}}
		plan(context.Background(), p)
		if replaces := len(p.Replace) > 0; replaces != c.replaces || p.Diags.HasError() {
			t.Errorf("%s: it is replaced: %t, want %t; %v", name, replaces, c.replaces, p.Diags)
		}
	}
}
