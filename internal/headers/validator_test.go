package headers_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/headers"
)

func TestValidator(t *testing.T) {
	t.Parallel()
	var ten, eleven []string
	for i := range 11 {
		eleven = append(eleven, fmt.Sprintf("X-%d=%d", i, i))
	}
	ten = eleven[:10]
	long := strings.Repeat("a", 100)
	for name, c := range map[string]struct {
		headers types.Set
		want    string // phrase of the only error; empty: none
	}{
		"none":                 {set(), ""},
		"null":                 {types.SetNull(headers.Type), ""},
		"not known":            {types.SetUnknown(headers.Type), ""},
		"ten":                  {set(ten...), ""},
		"eleven":               {set(eleven...), "There are 11 headers; a rule can have 10."},
		"the longest":          {set(long + "=" + long), ""},
		"a name too long":      {set(long + "a=1"), "is not a valid name of a header"},
		"a value too long":     {set("A=" + long + "a"), `The value of header "A" is not`},
		"all that a name has":  {set("aZ09-_: x=1"), ""},
		"an empty name":        {set("=1"), "is not a valid name of a header"},
		"a name with a dot":    {set("a.b=1"), `"a.b" is not a valid name of a header`},
		"a name with a break":  {set("a\n=1"), "is not a valid name of a header"},
		"an empty value":       {set("A="), `The value of header "A" is not`},
		"a value with a break": {set("A=1\n2"), `The value of header "A" is not`},
		"a value not of ASCII": {set("A=é"), `The value of header "A" is not`},
		"a printable value":    {set("A= ~!{}\"\\"), ""},
		"the client":           {set("A=$remote_addr"), ""},
		"the client inside":    {set("A=for $remote_addr, $remote_addr"), ""},
		"another variable":     {set("A=$host"), `with $ in $remote_addr only`},
		"twice":                {set("X-A=1", "x-a=2"), `Header "x-a" is set twice; case does not matter.`},
		"a value to come":      {some(types.StringValue("A"), types.StringUnknown()), ""},
		"a name to come":       {some(types.StringUnknown(), types.StringValue("$host")), "The value of header"},
	} {
		var resp validator.SetResponse
		v := headers.Validator{}
		v.ValidateSet(t.Context(), validator.SetRequest{Path: path.Root("headers"), ConfigValue: c.headers}, &resp)
		var said []string
		for _, d := range resp.Diagnostics.Errors() {
			said = append(said, d.Detail())
		}
		if len(said) > 1 || (len(said) == 1) != (c.want != "") || !strings.Contains(strings.Join(said, ""), c.want) {
			t.Errorf("%s: %q, want %q", name, said, c.want)
		}
	}
}
