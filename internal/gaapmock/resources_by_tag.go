package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

// tagResource is TagResourceInfo of the API.
type tagResource struct {
	ResourceType string `json:"ResourceType"`
	ResourceID   string `json:"ResourceId"`
}

type tagResourceList struct {
	TotalCount  int           `json:"TotalCount"`
	ResourceSet []tagResource `json:"ResourceSet"`
}

// Assumption: a key or value that nobody uses lists nothing; a unified domain
// reads `domain`, as the example has it, and can be asked for by that; any other
// type is InvalidParameterValue.
func describeResourcesByTag(c *call, in *gaap.DescribeResourcesByTagRequestParams) (any, *apiError) {
	wanted := []Tag{{*in.TagKey, *in.TagValue}}
	set, known := []tagResource{}, val(in.ResourceType) == ""
	for _, kind := range []struct {
		name string
		ids  func() []string
	}{
		{"Proxy", func() []string {
			return taggedIDs(c.store.Proxies.asShown(c), func(p Proxy) bool { return hasAnyTag(p.Tags, wanted) })
		}},
		{"ProxyGroup", func() []string {
			return taggedIDs(c.store.Groups.asShown(c), func(g Group) bool { return hasAnyTag(g.Tags, wanted) })
		}},
		{"RealServer", func() []string {
			return taggedIDs(c.store.RealServers.asShown(c), func(r RealServer) bool { return hasAnyTag(r.Tags, wanted) })
		}},
		{"domain", func() []string {
			return taggedIDs(c.store.GlobalDomains.asShown(c), func(d GlobalDomain) bool { return hasAnyTag(d.Tags, wanted) })
		}},
	} {
		if asked := val(in.ResourceType); asked != "" && asked != kind.name {
			continue
		}
		known = true
		for _, id := range kind.ids() {
			set = append(set, tagResource{kind.name, id})
		}
	}
	if !known {
		return nil, invalidValue("ResourceType")
	}
	return tagResourceList{len(set), set}, nil
}

func taggedIDs[T object[T]](in view[T], has func(T) bool) []string {
	ids := []string{}
	for _, o := range in.where(has) {
		ids = append(ids, o.key())
	}
	return ids
}
