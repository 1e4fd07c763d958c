package proxy

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// takeTags fills tags and tags_all with the tags that the service shows.
func (m *model) takeTags(all map[string]string, policy tags.Policy) {
	var before map[string]string
	if !m.TagsAll.IsNull() && !m.TagsAll.IsUnknown() {
		before = tagsOf(m.TagsAll)
	}
	own := policy.Own(all, tagsOf(m.Tags), before)
	if len(own) > 0 || len(m.Tags.Elements()) > 0 || m.Tags.IsUnknown() {
		m.Tags = tagMap(own) // no tags stay as they are written: {} or nothing
	}
	m.TagsAll = tagMap(policy.Visible(all))
}

// planTags returns the tags that a proxy has in the end, unknown while any of
// them is, or what the provider block says about tags (policy may be nil).
func planTags(own types.Map, policy *tags.Policy, diags *diag.Diagnostics) types.Map {
	unknown := policy == nil || policy.Unsettled || own.IsUnknown()
	for key, element := range own.Elements() {
		unknown = unknown || element.IsUnknown()
		if policy != nil && policy.Ignores(key) {
			diags.AddAttributeError(path.Root("tags").AtMapKey(key), "Tag is ignored", fmt.Sprintf(
				"The tag %s is to be set, but ignore_tags of the provider says that it belongs to somebody else. Take it out of one of the two.", quote.Text(key)))
		}
	}
	if unknown {
		return types.MapUnknown(types.StringType)
	}
	merged := policy.Merge(tagsOf(own))
	if len(merged) > tags.MaxTags && len(own.Elements()) <= tags.MaxTags { // more of its own were refused before
		diags.AddAttributeError(path.Root("tags"), "Too many tags", fmt.Sprintf(
			"There are %d tags with default_tags of the provider; a proxy can have %d.", len(merged), tags.MaxTags))
	}
	return tagMap(merged)
}

// listedTags are the keys of the tags of a call, each with the argument that it
// is from. The values may be sensitive.
func listedTags(all, own map[string]string) string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(all)) {
		from := "default_tags of the provider"
		if _, ok := own[key]; ok {
			from = "tags"
		}
		fmt.Fprintf(&b, "\n  - %s, from %s", key, from)
	}
	return b.String()
}

// strangeTags says what to do about tags that a new proxy has and nobody asked for.
func strangeTags(all, asked map[string]string) []string {
	for key := range all {
		if _, ok := asked[key]; !ok {
			return []string{"tags that others put on every proxy belong into ignore_tags of the provider"}
		}
	}
	return nil
}

// withTags adds the tags that were to be set to an error that is about tags.
func withTags(d diag.Diagnostic, all, own map[string]string) diag.Diagnostic {
	at, ok := d.(diag.DiagnosticWithPath)
	if !ok || !at.Path().Equal(path.Root("tags")) || len(all) == 0 {
		return d
	}
	return diag.NewAttributeErrorDiagnostic(at.Path(), d.Summary(), d.Detail()+"\n\nThe tags to set:"+listedTags(all, own))
}

// retag sets what is new or different and deletes what is no longer wanted.
func (u *update) retag(ctx context.Context) error {
	if u.createsTags {
		if err := u.client.CreateTags(ctx, u.set); err != nil {
			return err
		}
	}
	return changeTags(ctx, u.client, u.id, u.set, u.remove)
}

func changeTags(ctx context.Context, client *gaapapi.Client, id string, set map[string]string, remove []string) error {
	return write(ctx, client, id,
		func(ctx context.Context) error { return client.ModifyTags(ctx, gaapapi.TaggedProxy, id, set, remove) },
		func(p gaapapi.Proxy) bool { return tags.Changed(p.Tags, set, remove) })
}

// removeOtherTags deletes what tags a proxy has beside those that were asked for.
func removeOtherTags(ctx context.Context, client *gaapapi.Client, id string, asked map[string]string) error {
	proxy, err := client.DescribeProxy(ctx, id)
	if err != nil {
		return err
	}
	maps.DeleteFunc(proxy.Tags, func(key, _ string) bool { _, ok := asked[key]; return ok })
	if len(proxy.Tags) == 0 {
		return nil
	}
	return changeTags(ctx, client, id, nil, slices.Sorted(maps.Keys(proxy.Tags)))
}

func tagMap(tags map[string]string) types.Map {
	elements := make(map[string]attr.Value, len(tags))
	for key, value := range tags {
		elements[key] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, elements)
}

// tagsOf is the map in a known types.Map.
func tagsOf(m types.Map) map[string]string {
	tags := make(map[string]string, len(m.Elements()))
	for key, element := range m.Elements() {
		if value, ok := element.(types.String); ok {
			tags[key] = value.ValueString()
		}
	}
	return tags
}
