package provider

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// jsonObject wants a text that is a JSON object.
type jsonObject struct{}

var _ validator.String = jsonObject{}

// Description says what is wanted.
func (jsonObject) Description(context.Context) string { return "must be a JSON object" }

// MarkdownDescription says what is wanted.
func (v jsonObject) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateString checks one text.
func (v jsonObject) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	var object map[string]any
	if json.Unmarshal([]byte(req.ConfigValue.ValueString()), &object) != nil || object == nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid policy", "The policy "+v.Description(ctx)+". jsonencode makes one.")
	}
}
