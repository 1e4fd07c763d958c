package gaapmock

import (
	"maps"
	"regexp"
	"slices"

	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"
)

// resourceForm is the six-segment name of a proxy. Region and account may be
// empty or given (Assumption: both are ignored).
var resourceForm = regexp.MustCompile(`^qcs:[^:]*:gaap:[^:]*:(?:uin/\d*)?:proxy/([^:/]+)$`)

// modifyResourceTags is ModifyResourceTags of the Tag product (API section 10).
// All of it happens or nothing.
//
// Assumption: tags that do not exist yet are created, see Options.TagsMustExist;
// a resource that does not exist is ResourceDescriptionError.
func modifyResourceTags(c *call, in *tag.ModifyResourceTagsRequestParams) (any, *apiError) {
	m := resourceForm.FindStringSubmatch(*in.Resource)
	if m == nil {
		return nil, errorf("InvalidParameterValue.ResourceDescriptionError", "The resource `%s` is not the name of a GAAP proxy.", *in.Resource)
	}
	replaced, err := checkTagChange(in)
	if err != nil {
		return nil, err
	}
	p, ok := c.world.Proxies.truth(c.now).get(m[1])
	if !ok {
		return nil, errorf("InvalidParameterValue.ResourceDescriptionError", "The resource `%s` does not exist.", *in.Resource)
	}
	for key, value := range replaced {
		if c.opts.TagsMustExist && !c.usable(Tag{key, value}) {
			return nil, errorf("InvalidParameter.Tag", "The tag `%s` does not exist.", key)
		}
	}
	for _, t := range in.DeleteTags {
		delete(p.Tags, val(t.TagKey)) // a key that is not there is no error (Assumption)
	}
	for key, value := range replaced {
		p.Tags[key] = value
	}
	if len(p.Tags) > maxTags {
		return nil, errorf("LimitExceeded.ResourceAttachedTags", "A resource cannot have more than %d tags.", maxTags)
	}
	c.world.Proxies.edit(c, p)
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
