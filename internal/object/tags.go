package object

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

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

// fromAPI fills tags and tags_all with the tags that the service shows.
func (t *Tagged) fromAPI(all map[string]string, policy tags.Policy) {
	var before map[string]string
	if IsSet(t.TagsAll) {
		before = TagsOf(t.TagsAll)
	}
	own := policy.Own(all, TagsOf(t.Tags), before)
	if len(own) > 0 || len(t.Tags.Elements()) > 0 || t.Tags.IsUnknown() {
		t.Tags = tagMap(own) // no tags stay as they are written: {} or nothing
	}
	t.TagsAll = tagMap(policy.Visible(all))
}

// planTags returns the tags that an object has in the end, unknown while any of
// them is, or what the provider block says about tags (policy may be nil).
func planTags(noun string, own types.Map, policy *tags.Policy, diags *diag.Diagnostics) types.Map {
	unknown := policy == nil || policy.HasUnknowns || own.IsUnknown()
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
	merged := policy.Merge(TagsOf(own))
	if len(merged) > tags.MaxTags && len(own.Elements()) <= tags.MaxTags { // more of its own were refused before
		diags.AddAttributeError(path.Root("tags"), "Too many tags", fmt.Sprintf(
			"There are %d tags with default_tags of the provider; %s %s can have %d.", len(merged), article(noun), noun, tags.MaxTags))
	}
	return tagMap(merged)
}

func article(noun string) string {
	if strings.ContainsAny(noun[:1], "aeio") {
		return "an"
	}
	return "a"
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

// ForeignTags says what to do about tags that a new object has and nobody asked for.
func ForeignTags(noun string, all, asked map[string]string) []string {
	for key := range all {
		if _, ok := asked[key]; !ok {
			return []string{"tags that others put on every " + noun + " belong in ignore_tags of the provider"}
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

// changeTags sets what is new or different and deletes what is no longer wanted.
func (c *Change[M, T]) changeTags(ctx context.Context, set map[string]string, remove []string) error {
	return c.Write(ctx,
		func(ctx context.Context) error { return c.Client.ModifyTags(ctx, c.kind.Tagged, c.ID, set, remove) },
		c.hasTags(set, remove))
}

func (c *Change[M, T]) hasTags(set map[string]string, remove []string) func(T) bool {
	return func(shown T) bool { return tags.Changed(c.kind.Facts(shown).Tags, set, remove) }
}

// retag is the step of an update that brings the tags to the plan.
func (c *Change[M, T]) retag() Step[T] {
	return Step[T]{
		Doing:  "Changing the tags",
		Needed: len(c.set)+len(c.remove) > 0,
		Do: func(ctx context.Context) error {
			if c.Data.CreateMissingTags {
				if err := c.Client.CreateTags(ctx, c.set); err != nil {
					return err
				}
			}
			return c.changeTags(ctx, c.set, c.remove)
		},
		Shows:  c.hasTags(c.set, c.remove),
		NotYet: "the new tags do not show yet",
	}
}

// CreateTags makes tags that do not exist, if the user wants that: an object can only
// have tags that do.
func (c *Change[M, T]) CreateTags(ctx context.Context, all map[string]string) error {
	if !c.Data.CreateMissingTags {
		return nil
	}
	if err := c.Client.CreateTags(ctx, all); err != nil {
		return fmt.Errorf("making its tags: %w", err)
	}
	return nil
}

// ReplaceTags gives an object that was there before the tags of the plan, and no others.
func (c *Change[M, T]) ReplaceTags(ctx context.Context) error {
	shown, err := c.Read(ctx)
	if err != nil {
		return err
	}
	set, remove := c.Data.Tags.Change(c.kind.Facts(shown).Tags, c.PlannedTags())
	if len(set)+len(remove) == 0 {
		return nil
	}
	return c.changeTags(ctx, set, remove)
}

// PlannedTags are the tags that the plan has.
func (c *Change[M, T]) PlannedTags() map[string]string {
	if c.kind.tagged == nil {
		return nil
	}
	return TagsOf(c.kind.tagged(c.Plan).TagsAll)
}

// tagMap is a map of tags as Terraform has it.
func tagMap(tags map[string]string) types.Map {
	elements := make(map[string]attr.Value, len(tags))
	for key, value := range tags {
		elements[key] = types.StringValue(value)
	}
	return types.MapValueMust(types.StringType, elements)
}

// TagsOf is the map in a known types.Map.
func TagsOf(m types.Map) map[string]string {
	tags := make(map[string]string, len(m.Elements()))
	for key, element := range m.Elements() {
		if value, ok := element.(types.String); ok {
			tags[key] = value.ValueString()
		}
	}
	return tags
}
