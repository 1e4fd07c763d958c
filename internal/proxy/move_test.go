package proxy_test

import (
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What a state of the other provider becomes, before it is read.
func TestMove(t *testing.T) {
	l := newLister(t)
	const official = "registry.terraform.io/tencentcloudstack/tencentcloud"
	for name, c := range map[string]struct {
		from, provider, state string
		want                  map[string]cty.Value // attributes; all others must be null
		problem               string
	}{
		"all": {
			"tencentcloud_gaap_proxy", official,
			`{"id":"link-a1","name":"edge","project_id":7,"bandwidth":10,"concurrent":2,"access_region":"Hongkong","realserver_region":"Shanghai","enable":false,
			"tags":{"a":"b"},"network_type":"cn2","create_time":"2024-10-10 14:42:00","ip":"192.0.2.1","more":[1]}`,
			map[string]cty.Value{
				"id": cty.StringVal("link-a1"), "name": cty.StringVal("edge"), "project_id": cty.NumberIntVal(7), "bandwidth": cty.NumberIntVal(10),
				"concurrent": cty.NumberIntVal(2), "access_region": cty.StringVal("Hongkong"), "realserver_region": cty.StringVal("Shanghai"),
				"enable": cty.False, "network_type": cty.StringVal("cn2"), "force_destroy": cty.False,
			},
			"",
		},
		"nothing but an id": {
			"tencentcloud_gaap_proxy", "registry.opentofu.org/tencentcloudstack/tencentcloud", `{"id":"link-a1"}`,
			map[string]cty.Value{"id": cty.StringVal("link-a1"), "project_id": cty.Zero, "enable": cty.True, "force_destroy": cty.False},
			"",
		},
		"as OpenTofu says": {
			"tencentcloud_gaap_proxy", "registry.terraform.io/tencentcloud-gaap/gaap", `{"id":"link-a1"}`,
			map[string]cty.Value{"id": cty.StringVal("link-a1"), "project_id": cty.Zero, "enable": cty.True, "force_destroy": cty.False},
			"",
		},
		"no id":          {"tencentcloud_gaap_proxy", official, `{"name":"edge"}`, nil, "Cannot move to gaap_proxy"},
		"bad id":         {"tencentcloud_gaap_proxy", official, `{"id":"edge"}`, nil, "Cannot move to gaap_proxy"},
		"no JSON":        {"tencentcloud_gaap_proxy", official, `{`, nil, "Cannot move to gaap_proxy"},
		"no attributes":  {"tencentcloud_gaap_proxy", official, ``, nil, "Cannot move to gaap_proxy"},
		"other type":     {"tencentcloud_gaap_proxy_group", official, `{"id":"lg-a1"}`, nil, "Unable to Move Resource State"},
		"other provider": {"tencentcloud_gaap_proxy", "registry.terraform.io/hashicorp/tencentcloud", `{"id":"link-a1"}`, nil, "Unable to Move Resource State"},
	} {
		got, said := l.Server.Move(t.Context(), "gaap_proxy", c.from, c.provider, []byte(c.state))
		if c.problem != "" {
			if len(said) != 1 || !strings.Contains(said[0].Summary, c.problem) {
				t.Errorf("%s: the diagnostics are %s", name, tfcore.Render(said))
			}
			continue
		}
		if len(said) > 0 {
			t.Fatalf("%s: %s", name, tfcore.Render(said))
		}
		if want := l.Object(c.want); !got.Value.RawEquals(want) {
			t.Errorf("%s: the state is\n%#v\nwant\n%#v", name, got.Value, want)
		}
		if got.Identity == cty.NilVal {
			t.Errorf("%s: there is no identity", name)
		}
	}
}
