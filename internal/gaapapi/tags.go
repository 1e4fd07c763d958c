package gaapapi

import (
	"context"
	"fmt"
	"maps"
	"slices"

	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"
)

// maxTagsPerCall is how many tags one ModifyResourceTags call may set, and how many it may delete.
const maxTagsPerCall = 10

// ModifyProxyTags sets and deletes tags of a proxy, in as few calls of
// ModifyResourceTags as its limit of ten allows
// (https://www.tencentcloud.com/document/product/651/33003).
func (c *Client) ModifyProxyTags(ctx context.Context, id string, set map[string]string, remove []string) error {
	sets := slices.Collect(slices.Chunk(slices.Sorted(maps.Keys(set)), maxTagsPerCall))
	removals := slices.Collect(slices.Chunk(slices.Sorted(slices.Values(remove)), maxTagsPerCall))
	for i := range max(len(sets), len(removals)) {
		// GAAP is global, and the service fills in the account: both stay empty.
		resource := "qcs::gaap::uin/:proxy/" + id
		req := tag.NewModifyResourceTagsRequest()
		req.Resource = &resource
		if i < len(sets) {
			for _, key := range sets[i] {
				text := set[key]
				req.ReplaceTags = append(req.ReplaceTags, &tag.Tag{TagKey: &key, TagValue: &text})
			}
		}
		if i < len(removals) {
			for _, key := range removals[i] {
				req.DeleteTags = append(req.DeleteTags, &tag.TagKeyObject{TagKey: &key})
			}
		}
		if _, err := c.call(ctx, req, tag.NewModifyResourceTagsResponse(), nil); err != nil {
			return err
		}
	}
	return nil
}

// codeTagExists is the answer of CreateTag about a tag that exists.
const codeTagExists = "ResourceInUse.TagDuplicate"

// tagPair is a tag: a key with a value.
type tagPair struct{ key, value string }

// CreateTags makes those of the tags that the account does not have, without
// putting them on anything (https://www.tencentcloud.com/document/product/651/33015).
// It may be called again and again: a tag that exists is no error, and one that
// this client has made is not made again.
//
// CreateTag is sent for each tag: what CreateTags does with the others when one
// exists is not documented, and TagResources needs a resource.
func (c *Client) CreateTags(ctx context.Context, tags map[string]string) error {
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		if _, err := c.tags.get(ctx, tagPair{key, tags[key]}); err != nil {
			return fmt.Errorf("making the tag %s = %q: %w", key, tags[key], err)
		}
	}
	return nil
}

func (c *Client) createTag(ctx context.Context, t tagPair) (struct{}, error) {
	req := tag.NewCreateTagRequest()
	req.TagKey, req.TagValue = &t.key, &t.value
	_, err := c.call(ctx, req, tag.NewCreateTagResponse(), nil)
	if CodeOf(err) == codeTagExists {
		err = nil
	}
	return struct{}{}, err
}
