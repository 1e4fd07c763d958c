package gaapmock

import (
	"cmp"
	"slices"
	"strconv"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// selection is what DescribeProxies narrows its answer by.
type selection struct {
	filters     []filter[Proxy]
	tags        []Tag
	independent *int64
}

// filter keeps the objects whose field has one of the values.
type filter[T any] struct {
	field  func(T) string
	values []string
}

// newSelection checks Filters, TagSet and Independent.
func newSelection(in *gaap.DescribeProxiesRequestParams) (s selection, err *apiError) {
	s.independent = in.Independent
	if len(in.Filters) > 10 {
		return s, errorf("InvalidParameterValue", "There are more than 10 Filters.")
	}
	for _, f := range in.Filters {
		if val(f.Name) == "ProjectId" && slices.ContainsFunc(vals(f.Values), notInteger) {
			return s, errorf("InvalidParameterValue", "The filter `ProjectId` takes integers.")
		}
	}
	if s.filters, err = newFilters(in.Filters, filterField); err != nil {
		return s, err
	}
	if s.tags, err = newTagSet(in.TagSet); err != nil {
		return s, err
	}
	if !isFlag(in.Independent) {
		return s, invalidValue("Independent")
	}
	return s, nil
}

// newFilters checks Filters; field knows the names.
func newFilters[T any](in []*gaap.Filter, field func(name string) (func(T) string, bool)) ([]filter[T], *apiError) {
	var out []filter[T]
	for _, f := range in {
		get, ok := field(val(f.Name))
		if !ok || len(f.Values) < 1 || len(f.Values) > 5 {
			return nil, errorf("InvalidParameterValue", "The filter `%s` is unknown or does not have 1 to 5 values.", val(f.Name))
		}
		out = append(out, filter[T]{get, vals(f.Values)})
	}
	return out, nil
}

// newTagSet checks the tags that a list is narrowed by.
func newTagSet(in []*gaap.TagPair) ([]Tag, *apiError) {
	if len(in) > 5 {
		return nil, errorf("InvalidParameterValue", "There are more than 5 tags in TagSet.")
	}
	var out []Tag
	for _, t := range in {
		out = append(out, Tag{val(t.TagKey), val(t.TagValue)})
	}
	return out, nil
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
	return slices.DeleteFunc(proxies, func(p Proxy) bool { return !s.matches(p) })
}

func (s selection) matches(p Proxy) bool {
	if s.independent != nil && (*s.independent == 1) != (p.GroupID == "") {
		return false
	}
	return matchesAll(p, s.filters) && hasAnyTag(p.Tags, s.tags)
}

func matchesAll[T any](object T, filters []filter[T]) bool {
	return !slices.ContainsFunc(filters, func(f filter[T]) bool { return !slices.Contains(f.values, f.field(object)) })
}

// hasAnyTag takes several tags as alternatives, as documented.
func hasAnyTag(tags map[string]string, wanted []Tag) bool {
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(t Tag) bool {
		value, ok := tags[t.Key]
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
