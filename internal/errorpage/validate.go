package errorpage

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// valueForm is what the value of a header can be.
//
// Assumption: a page may set longer ones than the custom headers of rules, and
// names that those cannot have, since no document says that the limits are for it.
var valueForm = regexp.MustCompile(`^[ -~]+$`)

// checks are what a configuration may say of headers. Values are not quoted: they
// may be secrets.
type checks struct {
	diags *diag.Diagnostics
	names map[string]bool // that were seen, whatever their case
}

func validate(config *model, diags *diag.Diagnostics) {
	c := checks{diags, map[string]bool{}}
	for _, name := range slices.Sorted(maps.Keys(config.SetHeaders.Elements())) {
		c.header("set_headers", name, config.SetHeaders.Elements()[name])
	}
	for _, name := range slices.Sorted(maps.Keys(config.RepeatedHeaders.Elements())) {
		values, _ := config.RepeatedHeaders.Elements()[name].(types.Set)
		if !values.IsUnknown() && len(values.Elements()) < 2 {
			c.refuse("repeated_headers", "has fewer than two values of header %s. A header that is set once belongs in set_headers", name)
		}
		c.header("repeated_headers", name, values.Elements()...)
	}
	c.names = map[string]bool{}
	for _, name := range texts(config.ClearHeaders.Elements()) {
		c.header("clear_headers", name)
	}
}

func (c checks) refuse(at, text, name string) {
	c.diags.AddAttributeError(path.Root(at), "Invalid headers of an error page", fmt.Sprintf(at+" "+text+".", quote.Text(name)))
}

// header checks a header that is there once in an argument, with its values.
func (c checks) header(at, name string, values ...attr.Value) {
	switch {
	case !headers.ValidName(name):
		c.refuse(at, "has %s, which is not a valid name of a header: use 1 to 100 letters, digits, spaces and - _ :", name)
	case c.names[fold(name)]:
		c.refuse(at, "has header %s twice; case does not matter. A header that is set more than once belongs in repeated_headers", name)
	}
	c.names[fold(name)] = true
	for _, element := range values {
		if value, ok := element.(types.String); ok && !value.IsUnknown() && !valueForm.MatchString(value.ValueString()) {
			c.refuse(at, "has a value of header %s that is empty, or has other than printable characters of ASCII", name)
			return
		}
	}
}
