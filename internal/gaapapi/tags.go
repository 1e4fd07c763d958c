package gaapapi

import (
	"context"
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
