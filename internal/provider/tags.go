package provider

import (
	"fmt"
	"os"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
)

func defaultTagsAttribute() schema.Attribute {
	return schema.MapAttribute{
		MarkdownDescription: "Tags that are put on every proxy. A proxy's own `tags` override them key by key.",
		ElementType:         types.StringType, Optional: true, Validators: []validator.Map{tags.Validator{}},
	}
}

func ignoreTagsAttribute() schema.Attribute {
	texts := func(description string) schema.Attribute {
		return schema.SetAttribute{
			MarkdownDescription: description, ElementType: types.StringType, Optional: true,
			Validators: []validator.Set{setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))},
		}
	}
	return schema.SingleNestedAttribute{
		MarkdownDescription: "Tags that belong to somebody else, such as a policy of the organisation: they are never shown, changed or removed. Neither `tags` nor `default_tags` may have one.",
		Optional:            true,
		Attributes: map[string]schema.Attribute{
			"keys":         texts("Keys of such tags."),
			"key_prefixes": texts("What the keys of such tags start with."),
		},
	}
}

func createMissingTagsAttribute() schema.Attribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether to make tags that the account does not have yet, before a proxy is made with them or gets them. The credentials then need the permission for CreateTag. Also from `GAAP_CREATE_MISSING_TAGS`; `false` by default.",
		Optional:            true,
	}
}

// ignoreTags are the two lists of ignore_tags, null if there are none.
func (c configModel) ignoreTags() (keys, prefixes types.Set) {
	keys, _ = c.IgnoreTags.Attributes()["keys"].(types.Set)
	prefixes, _ = c.IgnoreTags.Attributes()["key_prefixes"].(types.Set)
	return keys, prefixes
}

// ignoresUnknown reports whether some of ignore_tags is only known after apply.
func (c configModel) ignoresUnknown() bool {
	keys, prefixes := c.ignoreTags()
	if c.IgnoreTags.IsUnknown() || keys.IsUnknown() || prefixes.IsUnknown() {
		return true
	}
	for _, text := range append(keys.Elements(), prefixes.Elements()...) {
		if text.IsUnknown() {
			return true
		}
	}
	return false
}

// tagPolicy returns nil while it is not known whose tags to leave alone.
func (c configModel) tagPolicy(diags *diag.Diagnostics) *tags.Policy {
	if c.ignoresUnknown() {
		return nil
	}
	keys, prefixes := c.ignoreTags()
	policy := &tags.Policy{
		Defaults: map[string]string{}, IgnoreKeys: texts(keys), IgnorePrefixes: texts(prefixes), HasUnknowns: c.DefaultTags.IsUnknown(),
	}
	for key, value := range c.DefaultTags.Elements() {
		if value.IsUnknown() {
			policy.HasUnknowns = true
		} else {
			policy.Defaults[key] = textOf(value)
		}
		if policy.Ignores(key) {
			diags.AddAttributeError(path.Root("default_tags").AtMapKey(key), "Tag is ignored", fmt.Sprintf(
				"The tag %s is to be on every proxy, but ignore_tags says that it belongs to somebody else. Take it out of one of the two.", quote.Text(key)))
		}
	}
	return policy
}

// texts leaves out what is empty or null: it would be the prefix of every key.
func texts(set types.Set) []string {
	var all []string
	for _, element := range set.Elements() {
		if text := textOf(element); text != "" {
			all = append(all, text)
		}
	}
	return all
}

func textOf(value attr.Value) string {
	text, _ := value.(types.String)
	return text.ValueString()
}

func (c configModel) createMissingTags(diags *diag.Diagnostics) bool {
	if !c.CreateMissingTags.IsNull() {
		return c.CreateMissingTags.ValueBool()
	}
	text := os.Getenv(envCreateMissingTags)
	if text == "" {
		return false
	}
	create, err := strconv.ParseBool(text)
	if err != nil {
		diags.AddAttributeError(path.Root("create_missing_tags"), "Invalid switch", fmt.Sprintf(
			"The environment variable %s is %s; it must be true or false.", envCreateMissingTags, quote.Text(text)))
	}
	return create
}
