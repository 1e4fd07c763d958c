package gaapmock

import (
	"maps"
	"regexp"
	"slices"

	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"
)

// resourceForm is the six-segment name of a resource. Region and account may be
// empty or given (Assumption: both are ignored).
var resourceForm = regexp.MustCompile(`^qcs:[^:]*:gaap:[^:]*:(?:uin/\d*)?:([A-Za-z]+)/([^:/]+)$`)

// resourceTags finds the tags of a resource, which may be changed, and how they
// are stored then.
//
// Assumption: prefixes of resources are case-sensitive: with "realserver" the
// official provider never saw its tags.
func (c *call) resourceTags(prefix, id string) (tags map[string]string, store func(), ok bool) {
	switch prefix {
	case "proxy":
		p, ok := c.store.Proxies.current(c.now).get(id)
		return p.Tags, func() { c.store.Proxies.edit(c, p) }, ok
	case "proxyGroup":
		g, ok := c.store.Groups.current(c.now).get(id)
		return g.Tags, func() { c.store.Groups.edit(c, g) }, ok
	case "domain":
		d, ok := c.store.GlobalDomains.current(c.now).get(id)
		return d.Tags, func() { c.store.GlobalDomains.edit(c, d) }, ok
	case "realServer":
		r, ok := c.store.RealServers.current(c.now).get(id)
		return r.Tags, func() { c.store.RealServers.edit(c, r) }, ok
	}
	return nil, nil, false
}

// modifyResourceTags is ModifyResourceTags of the Tag product.
// All of it happens or nothing.
//
// Assumption: tags that do not exist yet are created, see Options.TagsMustExist;
// a resource that does not exist is ResourceDescriptionError.
func modifyResourceTags(c *call, in *tag.ModifyResourceTagsRequestParams) (any, *apiError) {
	m := resourceForm.FindStringSubmatch(*in.Resource)
	if m == nil {
		return nil, errorf("InvalidParameterValue.ResourceDescriptionError", "The resource `%s` is not the name of a GAAP resource.", *in.Resource)
	}
	replaced, err := checkTagChange(in)
	if err != nil {
		return nil, err
	}
	tags, store, ok := c.resourceTags(m[1], m[2])
	if !ok {
		return nil, errorf("InvalidParameterValue.ResourceDescriptionError", "The resource `%s` does not exist.", *in.Resource)
	}
	for key, value := range replaced {
		if c.opts.TagsMustExist && !c.usable(Tag{key, value}) {
			return nil, errorf("InvalidParameter.Tag", "The tag `%s` does not exist.", key)
		}
	}
	for _, t := range in.DeleteTags {
		delete(tags, val(t.TagKey)) // a key that is not there is no error (Assumption)
	}
	for key, value := range replaced {
		tags[key] = value
	}
	if len(tags) > maxTags {
		return nil, errorf("LimitExceeded.ResourceAttachedTags", "A resource cannot have more than %d tags.", maxTags)
	}
	store()
	for _, key := range slices.Sorted(maps.Keys(replaced)) {
		c.keepTag(Tag{key, replaced[key]})
	}
	return none{}, nil
}

// checkTagChange returns the tags to set.
//
// Assumption: no array at all and an empty one are InvalidParameter.Tag, more
// than ten are LimitExceeded.Quota.
func checkTagChange(in *tag.ModifyResourceTagsRequestParams) (map[string]string, *apiError) {
	switch {
	case in.ReplaceTags == nil && in.DeleteTags == nil:
		return nil, errorf("InvalidParameter.Tag", "One of ReplaceTags and DeleteTags is needed.")
	case in.ReplaceTags != nil && len(in.ReplaceTags) == 0, in.DeleteTags != nil && len(in.DeleteTags) == 0:
		return nil, errorf("InvalidParameter.Tag", "ReplaceTags and DeleteTags must not be empty arrays.")
	case len(in.ReplaceTags) > maxTagsInCall, len(in.DeleteTags) > maxTagsInCall:
		return nil, errorf("LimitExceeded.Quota", "There are more than %d tags.", maxTagsInCall)
	}
	replaced := map[string]string{}
	for _, t := range in.ReplaceTags {
		key, value := val(t.TagKey), val(t.TagValue)
		if err := checkTagKey(key); err != nil {
			return nil, err
		}
		if err := checkTagValue(value); err != nil {
			return nil, err
		}
		if _, twice := replaced[key]; twice {
			return nil, errorf("InvalidParameter.Tag", "The tag key `%s` is in ReplaceTags twice.", key)
		}
		replaced[key] = value
	}
	for _, t := range in.DeleteTags {
		if err := checkTagKey(val(t.TagKey)); err != nil {
			return nil, err
		}
		if _, both := replaced[*t.TagKey]; both {
			return nil, errorf("InvalidParameterValue.DeleteTagsParamError", "The tag key `%s` is in both arrays.", *t.TagKey)
		}
	}
	return replaced, nil
}
