package gaapapi

import (
	"cmp"
	"context"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// TaggedResource is an object that carries a tag (type TagResourceInfo).
type TaggedResource struct {
	Type string // Proxy, ProxyGroup, RealServer, domain
	ID   string
}

// ResourcesByTag lists what of GAAP carries a tag, by type and id, with
// DescribeResourcesByTag (https://cloud.tencent.com/document/api/608/37016). An
// empty kind is any.
//
// Assumption: one answer has all of them, as the action has no parameters for pages.
func (c *Client) ResourcesByTag(ctx context.Context, key, val, kind string) ([]TaggedResource, error) {
	req := gaap.NewDescribeResourcesByTagRequest()
	req.TagKey, req.TagValue, req.ResourceType = &key, &val, pointer(kind)
	resp := gaap.NewDescribeResourcesByTagResponse()
	var found []TaggedResource
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		found = nil
		for _, info := range values(resp.Response.ResourceSet) {
			if err := wire.CheckID("resource", value(info.ResourceId)); err != nil {
				return err
			}
			found = append(found, TaggedResource{word(info.ResourceType), value(info.ResourceId)})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b TaggedResource) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	return found, nil
}
