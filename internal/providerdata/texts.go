package providerdata

import (
	"context"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// text checks a text. Unlike the validators of the framework's library, it does
// not quote a text of any length.
type text struct {
	valid func(string) bool
	words string // such as "must be a region id"
}

var _ validator.String = text{}

// Matches checks that a text is of a form; words say of which, after the name
// of the argument.
func Matches(form *regexp.Regexp, words string) validator.String {
	return text{form.MatchString, words}
}

// OneOf checks that a text is one of several words.
func OneOf(words ...string) validator.String {
	return text{func(text string) bool { return slices.Contains(words, text) }, "must be one of " + strings.Trim(fmt.Sprintf("%q", words), "[]")}
}

// trimmed checks that there is no space at either end of a text.
func trimmed() validator.String {
	return text{func(text string) bool { return strings.TrimSpace(text) == text }, "must not start or end with a space"}
}

// oneLine is a text without control characters.
var oneLine = regexp.MustCompile(`^\P{Cc}*$`)

// NameForm checks that a name is one line, with no space at either end.
func NameForm() []validator.String {
	return []validator.String{trimmed(), Matches(oneLine, "must not hold line breaks or other control characters")}
}

// IPAddress checks that a text is an IPv4 or IPv6 address.
func IPAddress() validator.String {
	return text{isAddress, "must be an IPv4 or IPv6 address such as 192.0.2.1"}
}

func isAddress(text string) bool {
	ip, err := netip.ParseAddr(text)
	return err == nil && ip.Zone() == ""
}

const maxDomainLength = 253 // that of the domain name system

// Destination checks that a text is an IP address, or domain names with semicolons
// between them.
func Destination() validator.String {
	return text{func(text string) bool {
		noName := func(name string) bool { return len(name) > maxDomainLength || !DomainName.MatchString(name) }
		return isAddress(text) || !slices.ContainsFunc(strings.Split(text, ";"), noName)
	}, "must be an IP address, or domain names with semicolons between them, such as a.example.com;b.example.com"}
}

// Description says what is checked.
func (t text) Description(context.Context) string { return t.words }

// MarkdownDescription says what is checked.
func (t text) MarkdownDescription(context.Context) string { return t.words }

// ValidateString checks what is known of the text.
func (t text) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || t.valid(req.ConfigValue.ValueString()) {
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Invalid value", req.Path.String()+" "+t.words+", got: "+quote.Text(req.ConfigValue.ValueString()))
}
