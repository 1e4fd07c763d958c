package httprule

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// A rule goes along with a domain that this run renames, and no other; so does the
// domain of its checks, unless somebody has chosen one.
func TestPlanDomain(t *testing.T) {
	t.Parallel()
	const on, from, to = "listener-a1b2c3d4", "www.example.com", "new.example.com"
	text := types.StringValue
	for name, c := range map[string]struct {
		listener        string // of the domain that is renamed
		domain          types.String
		chosen          types.String // health_check_domain of the configuration
		replaces, keeps bool
	}{
		"no other name":      {on, text(from), types.StringNull(), false, true},
		"renamed":            {on, text(to), types.StringNull(), false, false},
		"renamed, chosen":    {on, text(to), text(from), false, true},
		"of another one":     {"listener-other000", text(to), types.StringNull(), true, true},
		"another name":       {on, text("other.example.com"), types.StringNull(), true, true},
		"a name not known":   {on, types.StringUnknown(), types.StringNull(), true, true},
		"back to an old one": {on, text("old.example.com"), types.StringNull(), true, true},
	} {
		data := &providerdata.Data{}
		object.NoteRename(data, c.listener, from, to)
		state := &model{ListenerID: text(on), Domain: text(from), HealthCheckDomain: text(from)}
		p := &object.Plan[model]{
			Data: data, State: state, Config: &model{Domain: c.domain, HealthCheckDomain: c.chosen},
			Plan: &model{ListenerID: text(on), Domain: c.domain, HealthCheckDomain: text(from)},
		}
		planDomain(p)
		if replaces, keeps := len(p.Replace) > 0, p.Plan.HealthCheckDomain.Equal(text(from)); replaces != c.replaces || keeps != c.keeps {
			t.Errorf("%s: it is replaced: %t; the checks keep their domain: %t", name, replaces, keeps)
		}
	}
}
