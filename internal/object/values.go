package object

import (
	"context"
	"fmt"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Values of whole objects are handled as Terraform has them, so that no list of
// attributes has to be kept: a new attribute is kept, settled and shown like the
// others.

// withoutUnknowns is a value without what is not known, as a state must not hold it.
func withoutUnknowns(value tftypes.Value) (tftypes.Value, error) {
	return tftypes.Transform(value, func(_ *tftypes.AttributePath, part tftypes.Value) (tftypes.Value, error) {
		if !part.IsKnown() {
			return tftypes.NewValue(part.Type(), nil), nil
		}
		return part, nil
	})
}

// mergePlanned is what an apply ends with: what the plan knows, as Terraform expects
// it, and what the service shows of the rest. What somebody else has changed
// meanwhile is for the next refresh to find.
func mergePlanned(plan, shown tftypes.Value) tftypes.Value {
	switch {
	case plan.IsFullyKnown():
		return plan
	case !plan.IsKnown(), shown.IsNull(), !plan.Type().Is(tftypes.Object{}):
		return shown // an element of a set has no name by which to find the other one
	}
	parts, others := partsOf(plan), partsOf(shown)
	for name, part := range parts {
		parts[name] = mergePlanned(part, others[name])
	}
	return tftypes.NewValue(plan.Type(), parts)
}

// keepComputed is a plan in which what the service decides is as the state has it. What
// the configuration sets, and what computed denies, stays as it is planned.
func keepComputed(plan, config, state tftypes.Value, computed func(name string) bool) tftypes.Value {
	parts, set, before := partsOf(plan), partsOf(config), partsOf(state)
	for name, part := range parts {
		if !part.IsKnown() && set[name].IsNull() && computed(name) {
			parts[name] = before[name]
		}
	}
	return tftypes.NewValue(plan.Type(), parts)
}

// partsOf are the attributes of an object. A null object has none.
func partsOf(object tftypes.Value) map[string]tftypes.Value {
	parts := map[string]tftypes.Value{}
	if object.IsNull() || object.As(&parts) != nil {
		return map[string]tftypes.Value{}
	}
	return maps.Clone(parts)
}

// setAttributes sets some attributes of an object and leaves the others as they are.
func setAttributes(ctx context.Context, object interface {
	SetAttribute(context.Context, path.Path, any) diag.Diagnostics
}, attributes map[string]attr.Value,
) (diags diag.Diagnostics) {
	for name, value := range attributes {
		diags.Append(object.SetAttribute(ctx, path.Root(name), value)...)
	}
	return diags
}

// providerBugError is an error that only a mistake of the provider can cause.
func providerBugError(doing string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic("Bug in the provider", fmt.Sprintf("%s: %v. Report it, with the version of the provider.", doing, err))
}
