package e2e

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// source is an object of the provider that proxies are moved from.
type source struct {
	resource string
	key      any // of for_each or count
	proxy    gaapmock.Proxy
	changes  map[string]any // to the attributes; a nil value takes one out
	provider string         // default: official
	kind     string         // default: tencentcloud_gaap_proxy
	version  int            // of the schema
}

// attributes are as that provider writes them.
func (o source) attributes() map[string]any {
	all := map[string]any{
		"id": o.proxy.ID, "name": o.proxy.Name, "project_id": o.proxy.ProjectID, "bandwidth": 10, "concurrent": 2,
		"access_region": "Hongkong", "realserver_region": "Shanghai", "enable": o.proxy.Status != gaapmock.StatusClosed,
		"tags": o.proxy.Tags, "network_type": "normal", "create_time": "2024-10-10 14:42:00 +0800 CST", "status": "RUNNING",
		"domain": o.proxy.ID + ".gaapqcloud.com", "ip": "192.0.2.1", "scalable": true, "support_protocols": []string{"TCP", "UDP"}, "forward_ip": "192.0.2.2;",
	}
	maps.Copy(all, o.changes)
	maps.DeleteFunc(all, func(name string, value any) bool { return value == nil && name != "tags" })
	return all
}

// inState writes a state that holds the objects.
func (s takeover) inState(objects ...source) {
	s.T.Helper()
	type group struct{ kind, name, provider string }
	instances := map[group][]any{}
	for _, o := range objects {
		instance := map[string]any{
			"schema_version": o.version, "attributes": o.attributes(), "sensitive_attributes": []any{}, "private": "bnVsbA==",
		}
		if o.key != nil {
			instance["index_key"] = o.key
		}
		at := group{cmp.Or(o.kind, "tencentcloud_gaap_proxy"), o.resource, cmp.Or(o.provider, official)}
		instances[at] = append(instances[at], instance)
	}
	var resources []any
	for at, list := range instances {
		resources = append(resources, map[string]any{
			"mode": "managed", "type": at.kind, "name": at.name, "provider": fmt.Sprintf("provider[%q]", at.provider), "instances": list,
		})
	}
	text, err := json.Marshal(map[string]any{
		"version": 4, "terraform_version": "1.5.0", "serial": 7, "lineage": "5b6c2bfe-9c3e-4a43-9d40-2b1c6a4e8f01", "outputs": map[string]any{}, "resources": resources,
	})
	must(s.T, err)
	s.Put(stage.StateFile, string(text))
}

// argumentsOf is the body of a resource of either provider.
func argumentsOf(p gaapmock.Proxy) string {
	text := fmt.Sprintf("  name = %q\n  access_region = \"Hongkong\"\n  realserver_region = \"Shanghai\"\n  bandwidth = 10\n  concurrent = 2\n", p.Name)
	if p.Status == gaapmock.StatusClosed {
		text += "  enable = false\n"
	}
	if p.ProjectID != 0 {
		text += fmt.Sprintf("  project_id = %d\n", p.ProjectID)
	}
	for key, value := range p.Tags {
		text += fmt.Sprintf("  tags = { %s = %q }\n", key, value)
	}
	return text
}
