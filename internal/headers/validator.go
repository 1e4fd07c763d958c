package headers

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

const (
	maxHeaders = 10
	clientIP   = "$remote_addr"
)

var (
	nameForm  = regexp.MustCompile(`^[0-9A-Za-z_: -]{1,100}$`)
	valueForm = regexp.MustCompile(`^[ -~]{1,100}$`)
)

// Validator checks the custom headers of a rule. It checks names and values
// itself: the path of an element of a set has the value in it.
type Validator struct{}

var _ validator.Set = Validator{}

// Description says what is checked.
func (Validator) Description(context.Context) string {
	return fmt.Sprintf("at most %d headers, each name once, whatever its case; names of 1 to 100 letters, digits, spaces and - _ :; "+
		"values of 1 to 100 characters of ASCII, with $ in %s only", maxHeaders, clientIP)
}

// MarkdownDescription says what is checked.
func (v Validator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

// ValidateSet checks what is known of the headers.
func (Validator) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	refuse := func(text string, args ...any) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid custom headers", fmt.Sprintf(text, args...))
	}
	if n := len(req.ConfigValue.Elements()); n > maxHeaders {
		refuse("There are %d headers; a rule can have %d.", n, maxHeaders)
	}
	seen := map[string]bool{}
	for _, e := range entries(req.ConfigValue) {
		name := e.name.ValueString()
		if !e.value.IsUnknown() && !validValue(e.value.ValueString()) {
			refuse("The value of header %s is not 1 to 100 printable characters of ASCII, with $ in %s only.", quote.Text(name), clientIP)
		}
		switch {
		case e.name.IsUnknown():
		case !ValidName(name):
			refuse("%s is not a valid name of a header: use 1 to 100 letters, digits, spaces and - _ :.", quote.Text(name))
		case seen[fold(name)]:
			refuse("Header %s is set twice; case does not matter.", quote.Text(name))
		}
		seen[fold(name)] = true
	}
}

// ValidName reports whether a header can have a name.
func ValidName(name string) bool { return nameForm.MatchString(name) }

func validValue(value string) bool {
	return valueForm.MatchString(value) && !strings.Contains(strings.ReplaceAll(value, clientIP, ""), "$")
}
