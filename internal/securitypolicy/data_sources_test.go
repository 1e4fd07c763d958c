package securitypolicy_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What is shown of policies, by what they are looked for, and how it fails.
func TestAccSecurityPolicies(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	x.Mock.AddProxy(gaapmock.Proxy{ID: "link-free0001"})
	x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: "sp-one", ProxyID: proxyID, DefaultAction: "DROP", Status: "BOUND"})
	x.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: "gsp-two", GroupID: groupID})
	list := func(arguments string, shows map[string]string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_security_policies", Arguments: arguments, Shows: shows}
	}
	one := map[string]string{
		"ids.#": "1", "ids.0": "sp-one", "policies.0.id": "sp-one", "policies.0.proxy_id": proxyID, "policies.0.group_id": "", "policies.0.action": "DROP", "policies.0.enable": "true", "policies.0.status": "BOUND",
	}
	two := map[string]string{"ids.0": "gsp-two", "policies.0.proxy_id": "", "policies.0.group_id": groupID, "policies.0.action": "ACCEPT", "policies.0.enable": "false", "policies.0.status": "UNBIND"}
	acctest.DataSources{
		"by id": list(`id = "sp-one"`, one), "of a proxy": list(`proxy_id = "`+proxyID+`"`, one),
		"by id, of a group": list(`id = "gsp-two"`, two), "of a group": list(`group_id = "`+groupID+`"`, two),
		"none":    list(`proxy_id = "link-free0001"`, map[string]string{"ids.#": "0", "policies.#": "0"}),
		"missing": fails(`id = "sp-missing0"`, "Cannot list GAAP security policies"),
	}.Run(t, x.Environment)
}

func TestAccSecurityPolicies_refuses(t *testing.T) {
	x := newTest(t, gaapmock.SecurityOptions{})
	acctest.DataSources{
		"nothing": fails("", "id", "proxy_id", "group_id"),
		"two":     fails("id = \"sp-one\"\n  proxy_id = \""+proxyID+"\"", "id", "proxy_id"),
	}.Run(t, x.Environment)
}

func fails(arguments string, phrases ...string) acctest.DataSource {
	return acctest.DataSource{Type: "gaap_security_policies", Arguments: arguments, Fails: phrases}
}

func TestList(t *testing.T) {
	l := acctest.NewLister(t, "gaap_security_policy", gaapmock.Options{})
	l.Configure()
	proxy := l.Mock.AddProxy(gaapmock.Proxy{ID: proxyID})
	l.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: "sp-one", ProxyID: proxy})
	l.Mock.AddSecurityPolicy(gaapmock.SecurityPolicy{ID: "gsp-two", GroupID: groupID})
	for name, c := range map[string]struct {
		filters map[string]cty.Value
		want    string
	}{
		"none": {nil, "of " + groupID + " (gsp-two) of " + proxy + " (sp-one)"}, "proxy": {map[string]cty.Value{"proxy_id": cty.StringVal(proxy)}, "of " + proxy + " (sp-one)"},
		"group": {map[string]cty.Value{"group_id": cty.StringVal(groupID)}, "of " + groupID + " (gsp-two)"},
	} {
		var got []string
		for _, result := range l.List(c.filters, true, 100, 0) {
			if len(result.Said) > 0 || result.Text("action") != "ACCEPT" {
				t.Errorf("%s: the result is %+v", name, result)
			}
			got = append(got, result.Name)
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v are listed, want %s", name, got, c.want)
		}
	}
}
