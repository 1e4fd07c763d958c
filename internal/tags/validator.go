package tags

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// MaxTags is how many tags a proxy can have.
const MaxTags = 50

// The limits of one tag, https://www.tencentcloud.com/document/product/651/13354.
const (
	MaxKey   = 127 // characters
	MaxValue = 255 // characters

	reservedKeys = "qcs: project 项目"
)

var tagText = regexp.MustCompile(`^[\p{L}\p{M}\p{N} +\-=._:/@()\[\],;><]*$`)

// Validator checks a map of tags against the limits of the Tag service.
type Validator struct{}

// Description says what is checked.
func (Validator) Description(context.Context) string {
	return fmt.Sprintf("at most %d tags; keys of 1 to %d characters that do not start with one of: %s; values of 1 to %d characters",
		MaxTags, MaxKey, reservedKeys, MaxValue)
}

// MarkdownDescription says what is checked.
func (v Validator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateMap checks what is known of the tags.
func (Validator) ValidateMap(_ context.Context, req validator.MapRequest, resp *validator.MapResponse) {
	if count := len(req.ConfigValue.Elements()); count > MaxTags {
		resp.Diagnostics.AddAttributeError(req.Path, "Too many tags", fmt.Sprintf("There are %d tags; a proxy can have %d.", count, MaxTags))
	}
	for key, element := range req.ConfigValue.Elements() {
		at := req.Path.AtMapKey(key)
		if problem := textProblem(key, MaxKey); problem != "" {
			resp.Diagnostics.AddAttributeError(at, "Invalid tag key", fmt.Sprintf("The key %s %s.", quote.Text(key), problem))
		}
		for reserved := range strings.FieldsSeq(reservedKeys) {
			if strings.HasPrefix(key, reserved) {
				resp.Diagnostics.AddAttributeError(at, "Reserved tag key", fmt.Sprintf("The key %s starts with %q, which is reserved. Use another key.", quote.Text(key), reserved))
			}
		}
		if value, ok := element.(types.String); ok {
			validateValue(at, key, value, &resp.Diagnostics)
		}
	}
}

func validateValue(at path.Path, key string, value types.String, diags *diag.Diagnostics) {
	if value.IsUnknown() {
		return
	}
	if value.IsNull() {
		diags.AddAttributeError(at, "Invalid tag value", fmt.Sprintf("The tag %s has no value. Leave the tag out, or give it a value.", quote.Text(key)))
	} else if problem := textProblem(value.ValueString(), MaxValue); problem != "" {
		diags.AddAttributeError(at, "Invalid tag value", fmt.Sprintf("The value of the tag %s %s.", quote.Text(key), problem))
	}
}

// textProblem says what is wrong with a key or value, in words that follow its name.
func textProblem(text string, limit int) string {
	switch length := utf8.RuneCountInString(text); {
	case length == 0:
		return "is empty"
	case length > limit:
		return fmt.Sprintf("has %d characters; the limit is %d", length, limit)
	case strings.TrimSpace(text) != text:
		return "starts or ends with a space"
	case !tagText.MatchString(text):
		return "holds a character that is not allowed; use letters, digits, spaces and + - = . _ : / @ ( ) [ ] , ; > <"
	}
	return ""
}
