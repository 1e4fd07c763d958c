package gaapmock

import (
	"slices"

	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"
)

// createTag is CreateTag of the Tag product: a tag that is on nothing yet.
//
// Assumption: what CreateProxy accepts does not lag behind; the quotas of 1000
// keys and of 1000 values of a key are not counted.
func createTag(c *call, in *tag.CreateTagRequestParams) (any, *apiError) {
	t := Tag{*in.TagKey, *in.TagValue}
	if err := checkTagKey(t.Key); err != nil {
		return nil, err
	}
	if t.Value == "" {
		return nil, errorf("InvalidParameterValue.TagValueEmpty", "The tag value is empty.")
	}
	if err := checkTagValue(t.Value); err != nil {
		return nil, err
	}
	if c.exists(t) {
		return nil, errorf("ResourceInUse.TagDuplicate", "The tag `%s` exists already.", t.Key)
	}
	c.keepTag(t)
	return none{}, nil
}

// exists says whether the account is known to have a tag.
func (c *call) exists(t Tag) bool {
	return slices.Contains(c.opts.KnownTags, t) || slices.Contains(c.store.Tags, t)
}

// usable says whether a tag may be put on something.
func (c *call) usable(t Tag) bool { return c.opts.KnownTags == nil || c.exists(t) }

// keepTag adds a tag to those that exist.
func (c *call) keepTag(t Tag) {
	if !c.exists(t) {
		c.store.Tags = append(c.store.Tags, t)
		c.store.unsaved = true
	}
}
