package tfcore

import (
	"encoding/json"
	"strconv"

	"github.com/hashicorp/terraform-plugin-testing/terraform"
)

// Legacy is a state in the form that resource.TestCheckFunc takes: attributes
// are texts by paths such as ip_list.0.ip, counts are ip_list.# and tags.%, and
// null is left out.
func (s *State) Legacy() *terraform.State {
	legacy := terraform.NewState() //nolint:staticcheck // what TestCheckFunc takes
	module := legacy.RootModule()
	for name, value := range s.allOutputs() {
		module.Outputs[name] = legacyOutput(known(value))
	}
	for _, i := range s.Instances() {
		if i.Current == nil {
			continue
		}
		attributes := map[string]string{}
		flatten(attributes, "", known(i.Current.Value))
		id, ok := attributes["id"]
		if !ok {
			id = "id-attribute-not-set"
		}
		module.Resources[legacyAddress(i)] = &terraform.ResourceState{
			Type: i.Type, Provider: source(i.Current.Provider), Dependencies: i.Current.Dependencies,
			Primary: &terraform.InstanceState{ID: id, Attributes: attributes, Tainted: i.Current.Tainted},
		}
	}
	return legacy
}

// legacyAddress writes the index of a count after a point.
func legacyAddress(i Instance) string {
	if number, ok := index(i).(json.Number); ok {
		return i.Block + "." + number.String()
	}
	return i.Addr
}

func legacyOutput(value any) *terraform.OutputState {
	switch v := value.(type) {
	case bool:
		return &terraform.OutputState{Type: "string", Value: strconv.FormatBool(v)}
	case json.Number:
		return &terraform.OutputState{Type: "string", Value: v.String()}
	case []any:
		return &terraform.OutputState{Type: "list", Value: v}
	case map[string]any:
		return &terraform.OutputState{Type: "map", Value: v}
	}
	return &terraform.OutputState{Type: "string", Value: value}
}

func flatten(into map[string]string, path string, value any) {
	under := func(key string) string {
		if path == "" {
			return key
		}
		return path + "." + key
	}
	switch v := value.(type) {
	case string:
		into[path] = v
	case bool:
		into[path] = strconv.FormatBool(v)
	case json.Number:
		into[path] = v.String()
	case map[string]any:
		into[under("%")] = strconv.Itoa(len(v))
		for key, element := range v {
			flatten(into, under(key), element)
		}
	case []any:
		into[under("#")] = strconv.Itoa(len(v))
		for n, element := range v {
			flatten(into, under(strconv.Itoa(n)), element)
		}
	}
}
