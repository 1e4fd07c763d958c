package proxy_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// What a state of the other provider becomes, before it is read.
func TestMove(t *testing.T) {
	l := newLister(t)
	const official = "registry.terraform.io/tencentcloudstack/tencentcloud"
	for name, c := range map[string]struct {
		from, provider, state string
		want                  map[string]any // attributes; all others must be null
		problem               string
	}{
		"all": {
			"tencentcloud_gaap_proxy", official,
			`{"id":"link-a1","name":"edge","project_id":7,"bandwidth":10,"concurrent":2,"access_region":"Hongkong","realserver_region":"Shanghai","enable":false,
			"tags":{"a":"b"},"network_type":"cn2","create_time":"2024-10-10 14:42:00","ip":"192.0.2.1","more":[1]}`,
			map[string]any{
				"id": "link-a1", "name": "edge", "project_id": 7, "bandwidth": 10, "concurrent": 2, "access_region": "Hongkong",
				"realserver_region": "Shanghai", "enable": false, "network_type": "cn2", "force_destroy": false,
			},
			"",
		},
		"nothing but an id": {
			"tencentcloud_gaap_proxy", "registry.opentofu.org/tencentcloudstack/tencentcloud", `{"id":"link-a1"}`,
			map[string]any{"id": "link-a1", "enable": true, "force_destroy": false},
			"",
		},
		"as OpenTofu says": {
			"tencentcloud_gaap_proxy", "registry.terraform.io/tencentcloud-gaap/gaap", `{"id":"link-a1"}`,
			map[string]any{"id": "link-a1", "enable": true, "force_destroy": false},
			"",
		},
		"no id":          {"tencentcloud_gaap_proxy", official, `{"name":"edge"}`, nil, "Cannot move to gaap_proxy"},
		"bad id":         {"tencentcloud_gaap_proxy", official, `{"id":"edge"}`, nil, "Cannot move to gaap_proxy"},
		"no JSON":        {"tencentcloud_gaap_proxy", official, `{`, nil, "Cannot move to gaap_proxy"},
		"no attributes":  {"tencentcloud_gaap_proxy", official, ``, nil, "Cannot move to gaap_proxy"},
		"other type":     {"tencentcloud_gaap_proxy_group", official, `{"id":"lg-a1"}`, nil, "Unable to Move Resource State"},
		"other provider": {"tencentcloud_gaap_proxy", "registry.terraform.io/hashicorp/tencentcloud", `{"id":"link-a1"}`, nil, "Unable to Move Resource State"},
	} {
		resp, err := l.server.MoveResourceState(t.Context(), &tfprotov6.MoveResourceStateRequest{
			SourceTypeName: c.from, SourceProviderAddress: c.provider, TargetTypeName: "gaap_proxy", SourceState: &tfprotov6.RawState{JSON: []byte(c.state)},
		})
		if err != nil {
			t.Fatal(err)
		}
		if c.problem != "" {
			if len(resp.Diagnostics) != 1 || !strings.Contains(resp.Diagnostics[0].Summary, c.problem) {
				t.Errorf("%s: the diagnostics are %+v", name, resp.Diagnostics)
			}
			continue
		}
		if len(resp.Diagnostics) > 0 {
			t.Fatalf("%s: %s", name, resp.Diagnostics[0].Detail)
		}
		of := l.schema.ResourceSchemas["gaap_proxy"].ValueType()
		values := map[string]tftypes.Value{}
		for attribute, value := range c.want {
			values[attribute] = tftypes.NewValue(of.(tftypes.Object).AttributeTypes[attribute], value)
		}
		want, err := l.object(l.schema.ResourceSchemas["gaap_proxy"], values).Unmarshal(of)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := resp.TargetState.Unmarshal(of); err != nil || !got.Equal(want) {
			t.Errorf("%s: %v: the state is\n%s\nwant\n%s", name, err, got, want)
		}
		if resp.TargetIdentity == nil || resp.TargetIdentity.IdentityData == nil {
			t.Errorf("%s: there is no identity", name)
		}
	}
}
