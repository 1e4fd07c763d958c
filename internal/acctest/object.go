package acctest

import "github.com/hashicorp/terraform-plugin-go/tftypes"

// Object is an object of a type in which all that is not named is null, as
// Terraform sends a block that leaves it out.
func Object(of tftypes.Type, values map[string]tftypes.Value) tftypes.Value {
	all := map[string]tftypes.Value{}
	object, _ := of.(tftypes.Object) // of another type there can be no such value, and NewValue panics
	for name, kind := range object.AttributeTypes {
		all[name] = tftypes.NewValue(kind, nil)
		if value, ok := values[name]; ok {
			all[name] = value
		}
	}
	return tftypes.NewValue(of, all)
}
