package gaapmock

import (
	"cmp"
	"slices"
	"strconv"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// selection is what DescribeProxies narrows its answer by.
type selection struct {
	filters     []filter
	tags        []Tag
	independent *int64
}

// filter keeps the proxies whose field has one of the values.
type filter struct {
	field  func(Proxy) string
	values []string
}

// newSelection checks Filters, TagSet and Independent.
func newSelection(in *gaap.DescribeProxiesRequestParams) (selection, *apiError) {
	s := selection{independent: in.Independent}
	if len(in.Filters) > 10 {
		return s, errorf("InvalidParameterValue", "There are more than 10 Filters.")
	}
	for _, f := range in.Filters {
		field, ok := filterField(val(f.Name))
		if !ok || len(f.Values) < 1 || len(f.Values) > 5 {
			return s, errorf("InvalidParameterValue", "The filter `%s` is unknown or does not have 1 to 5 values.", val(f.Name))
		}
		values := vals(f.Values)
		if *f.Name == "ProjectId" && slices.ContainsFunc(values, notInteger) {
			return s, errorf("InvalidParameterValue", "The filter `ProjectId` takes integers.")
		}
		s.filters = append(s.filters, filter{field, values})
	}
	if len(in.TagSet) > 5 {
		return s, errorf("InvalidParameterValue", "There are more than 5 tags in TagSet.")
	}
	for _, t := range in.TagSet {
		s.tags = append(s.tags, Tag{val(t.TagKey), val(t.TagValue)})
	}
	if !isFlag(in.Independent) {
		return s, invalidValue("Independent")
	}
	return s, nil
}

func notInteger(text string) bool {
	_, err := strconv.ParseInt(text, 10, 64)
	return err != nil
}

// filterField knows the documented names. There is none for name or status.
func filterField(name string) (func(Proxy) string, bool) {
	switch name {
	case "ProjectId":
		return func(p Proxy) string { return strconv.FormatInt(p.ProjectID, 10) }, true
	case "AccessRegion":
		return func(p Proxy) string { return p.AccessRegion }, true
	case "RealServerRegion":
		return func(p Proxy) string { return p.RealServerRegion }, true
	case "GroupId":
		return func(p Proxy) string { return p.GroupID }, true
	case "IPAddressVersion":
		return func(p Proxy) string { return p.IPAddressVersion }, true
	case "PackageType":
		return func(p Proxy) string { return p.PackageType }, true
	}
	return nil, false
}

func (s selection) apply(proxies []Proxy) []Proxy {
	return slices.DeleteFunc(proxies, func(p Proxy) bool { return !s.keeps(p) })
}

func (s selection) keeps(p Proxy) bool {
	for _, f := range s.filters {
		if !slices.Contains(f.values, f.field(p)) {
			return false
		}
	}
	if s.independent != nil && (*s.independent == 1) != (p.GroupID == "") {
		return false
	}
	// Several tags are alternatives, as documented.
	return len(s.tags) == 0 || slices.ContainsFunc(s.tags, func(t Tag) bool {
		value, ok := p.Tags[t.Key]
		return ok && value == t.Value
	})
}

// order is how DescribeProxies sorts; equal ones stay in creation order, or its
// reverse when descending.
type order struct {
	compare   func(a, b Proxy) int
	ascending bool
}

func newOrder(direction, field string) (order, *apiError) {
	o := order{ascending: direction == "asc"}
	if direction != "" && direction != "asc" && direction != "desc" {
		return o, invalidValue("Order")
	}
	switch field {
	case "", "create_time":
		o.compare = func(a, b Proxy) int { return cmp.Compare(a.CreateTime.Unix(), b.CreateTime.Unix()) }
	case "proxy_id":
		o.compare = func(a, b Proxy) int { return cmp.Compare(a.ID, b.ID) }
	case "bandwidth":
		o.compare = func(a, b Proxy) int { return cmp.Compare(a.Bandwidth, b.Bandwidth) }
	case "concurrent_connections":
		o.compare = func(a, b Proxy) int { return cmp.Compare(a.Concurrent, b.Concurrent) }
	default:
		return o, invalidValue("OrderField")
	}
	return o, nil
}

func (o order) sort(proxies []Proxy) {
	slices.SortStableFunc(proxies, o.compare)
	if !o.ascending {
		slices.Reverse(proxies)
	}
}
