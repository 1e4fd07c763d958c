package gaapapi

import (
	"context"
	"fmt"
	"maps"
	"slices"

	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	// maxTagsPerCall is how many tags one ModifyResourceTags call may set, and how many it may delete.
	maxTagsPerCall = 10
	// maxTags is how many tags an object can have.
	maxTags = 50
)

// tagWrites are the kinds of objects that have tags, and the tags that were made.
type tagWrites struct {
	kinds map[Tagged]taggedKind
	made  *wire.Memo[tagPair, struct{}]
}

func newTagWrites(c *Client) tagWrites {
	return tagWrites{
		kinds: map[Tagged]taggedKind{
			TaggedProxy:        {have: c.tagsOfProxy, wrote: c.proxies.refresh.Drop},
			TaggedRealServer:   {have: c.tagsOfRealServer, wrote: c.realServers.refresh.Drop},
			TaggedProxyGroup:   {have: c.tagsOfGroup, wrote: c.groups.refresh.Drop},
			TaggedGlobalDomain: {have: c.tagsOfGlobalDomain, wrote: c.globalDomains.refresh.Drop},
		},
		made: wire.NewMemo("CreateTag", c.createTag),
	}
}

// Tagged is a kind of objects that have tags, by the prefix that the Tag API has
// for them.
type Tagged string

// taggedKind is what changes of tags have to know of a kind.
type taggedKind struct {
	have  func(ctx context.Context, id string) (map[string]string, error) // those of others, too: they count
	wrote func()                                                          // makes later reads fresh
}

// ModifyTags sets and deletes tags of an object, ten in a call of
// ModifyResourceTags (https://www.tencentcloud.com/document/product/651/33003).
// What one call can take is one change; for the order of several, the object is
// read first.
func (c *Client) ModifyTags(ctx context.Context, of Tagged, id string, set map[string]string, remove []string) error {
	kind := c.tags.kinds[of]
	var have map[string]string
	if len(set) > 0 && len(remove) > 0 && max(len(set), len(remove)) > maxTagsPerCall {
		var err error
		if have, err = kind.have(ctx, id); err != nil {
			return err
		}
	}
	kind.wrote()
	for _, change := range tagChanges(have, set, remove) {
		if err := c.modifyResourceTags(ctx, of, id, set, change); err != nil {
			return err
		}
	}
	return nil
}

// tagChange is what one call sets and deletes, by keys.
type tagChange struct{ set, remove []string }

// tagChanges divides a change of an object's tags into calls. No tag is removed
// before all are set, else a policy that goes by tags could lose hold of the
// object in between; but for as many as have to make room for those to add.
func tagChanges(have, set map[string]string, remove []string) []tagChange {
	var changed, added []string
	for _, key := range slices.Sorted(maps.Keys(set)) {
		if _, ok := have[key]; ok {
			changed = append(changed, key)
		} else {
			added = append(added, key)
		}
	}
	remove = slices.Sorted(slices.Values(remove))
	var changes []tagChange
	attached := len(have)
	for len(changed)+len(added)+len(remove) > 0 {
		var change tagChange
		change.set, changed = cut(changed, maxTagsPerCall)
		room := maxTags - attached
		if len(remove) == 0 {
			room = len(added) // others may have added tags: it is for the service to refuse
		}
		adding, left := cut(added, min(room, maxTagsPerCall-len(change.set)))
		change.set, added = append(change.set, adding...), left
		lacking := len(added) - (room - len(adding))
		if len(changed)+len(added) == 0 {
			lacking = len(remove)
		}
		change.remove, remove = cut(remove, min(lacking, maxTagsPerCall))
		attached += len(adding) - len(change.remove)
		changes = append(changes, change)
	}
	return changes
}

// cut divides a list after n entries, or as many as there are.
func cut(list []string, n int) (head, tail []string) {
	n = max(0, min(n, len(list)))
	return slices.Clone(list[:n]), list[n:]
}

func (c *Client) modifyResourceTags(ctx context.Context, of Tagged, id string, values map[string]string, change tagChange) error {
	// GAAP is global, and the service fills in the account: both stay empty.
	resource := "qcs::gaap::uin/:" + string(of) + "/" + id
	req := tag.NewModifyResourceTagsRequest()
	req.Resource = &resource
	for _, key := range change.set {
		text := values[key]
		req.ReplaceTags = append(req.ReplaceTags, &tag.Tag{TagKey: &key, TagValue: &text})
	}
	for _, key := range change.remove {
		req.DeleteTags = append(req.DeleteTags, &tag.TagKeyObject{TagKey: &key})
	}
	_, err := c.Call(ctx, wire.Idempotent, req, tag.NewModifyResourceTagsResponse(), nil)
	return err
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
		if _, err := c.tags.made.Get(ctx, tagPair{key, tags[key]}); err != nil {
			return fmt.Errorf("making the tag %s: %w", key, err) // its value may be secret
		}
	}
	return nil
}

func (c *Client) createTag(ctx context.Context, t tagPair) (struct{}, error) {
	req := tag.NewCreateTagRequest()
	req.TagKey, req.TagValue = &t.key, &t.value
	_, err := c.Call(ctx, wire.Idempotent, req, tag.NewCreateTagResponse(), nil)
	if wire.CodeOf(err) == codeTagExists {
		err = nil
	}
	return struct{}{}, err
}
