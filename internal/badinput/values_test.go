package badinput

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
)

func text(value string) tftypes.Value { return tftypes.NewValue(tftypes.String, value) }

func number(value any) tftypes.Value { return tftypes.NewValue(tftypes.Number, value) }

func truth(value bool) tftypes.Value { return tftypes.NewValue(tftypes.Bool, value) }

func tags(pairs ...string) tftypes.Value {
	elements := map[string]tftypes.Value{}
	for i := 0; i < len(pairs); i += 2 {
		elements[pairs[i]] = text(pairs[i+1])
	}
	return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, elements)
}

// argument is what a test knows of an argument, from the documentation of the
// service and not from the provider's validators.
type argument struct {
	good []tftypes.Value
	bad  []tftypes.Value
}

// texts are drawn for arguments that take any text of some length.
func texts(least, most int) *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("aZ09 -_.:/é道🚀م")), least, most, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("道🚀")), most, most, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("x")), least, least, -1),
	)
}

var (
	huge     = new(big.Float).SetMantExp(big.NewFloat(1), 70) // beyond 64 bits
	fraction = big.NewFloat(10.5)

	// notNumbers are numbers that are not whole, or too large or small for any argument.
	notNumbers = []tftypes.Value{number(fraction), number(huge), number(new(big.Float).Neg(huge)), number(int64(-1))}
	// notIDs are no ids of regions or objects.
	notIDs = []tftypes.Value{
		text(""), text(" "), text("香港"), text("a b"), text("a\nb"), text("\x00"), text("a\u202eb"), text("<script>"), text(`"`), text("${x}"), text("-"),
	}
)

func several(values ...any) []tftypes.Value {
	var all []tftypes.Value
	for _, value := range values {
		switch value := value.(type) {
		case []tftypes.Value:
			all = append(all, value...)
		case tftypes.Value:
			all = append(all, value)
		case string:
			all = append(all, text(value))
		case int:
			all = append(all, number(int64(value)))
		default:
			panic(fmt.Sprintf("%T", value))
		}
	}
	return all
}

// proxyArguments are the arguments of gaap_proxy (design section 4).
func proxyArguments() map[string]argument {
	long := strings.Repeat
	return map[string]argument{
		"name":              {several("x", "edge", long("道", 30), "a b", "é", `"`, "<b>", "%s%n"), several("", long("x", 31), long("道", 31), "a\nb", "\x00", "a\x1b[31m")},
		"project_id":        {several(0, 1204), notNumbers},
		"access_region":     {several("Hongkong", "Japan", "Guangzhou", "SL_AZURE_EastUS"), notIDs},
		"realserver_region": {several("Shanghai", "Beijing", "Hongkong"), notIDs}, // Hongkong is the region of the group
		"bandwidth":         {several(10, 20, 100), several(0, notNumbers)},
		"concurrent":        {several(2, 5, 10), several(0, notNumbers)},
		"group_id":          {several("lg-xxxx"), notIDs},
		"cloned_proxy_id":   {several("link-a1b2c3d4"), notIDs},
		"billing_type":      {several(0, 1), several(2, notNumbers)},
		"ip_address_version": {
			several("IPv4"), several("ipv4", "IPv5", "6", notIDs),
		},
		"network_type":  {several("normal"), several("NORMAL", "secure_eip", notIDs)},
		"package_type":  {several("Thunder"), several("thunder", "All", notIDs)},
		"client_token":  {several("t", "a b~!", long("x", 64)), several("", long("x", 65), "é", "a\nb", "\x00")},
		"enable":        {several(truth(true), truth(false)), nil},
		"force_destroy": {several(truth(true), truth(false)), nil},
		"tags": {
			several(tags(), tags("team", "net"), tags("k", "v", long("道", 127), long("é", 255)), tags("a+-=._:/@()[],;><b", "x y")),
			several(tags("", "v"), tags("k", ""), tags(long("k", 128), "v"), tags("k", long("v", 256)), tags("qcs:k", "v"), tags("project", "v"),
				tags("项目", "v"), tags("k", "a\nb"), tags("a*b", "v"), tags(" k", "v"), tags("k", "v "), tags("k\x00", "v"), manyTags(51)),
		},
		"timeouts": {several(timeouts("create", "30m"), timeouts("update", "1h30m"), timeouts("delete", "45m0.5s")), badTimeouts()},
	}
}

var timeoutsType = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"create": tftypes.String, "update": tftypes.String, "delete": tftypes.String}}

func timeouts(entry, time string) tftypes.Value {
	return acctest.Object(timeoutsType, map[string]tftypes.Value{entry: text(time)})
}

func badTimeouts() (all []tftypes.Value) {
	for entry := range sorted(timeoutsType.AttributeTypes) {
		for _, time := range []string{"soon", "", " ", "-5m", "0s", "1", "30m\n", "9999999999h", "٣h", "\x00"} {
			all = append(all, timeouts(entry, time))
		}
	}
	return all
}

func manyTags(n int) tftypes.Value {
	var pairs []string
	for i := range n {
		pairs = append(pairs, fmt.Sprint("k", i), "v")
	}
	return tags(pairs...)
}

func refused(diagnostics []*tfprotov6.Diagnostic) bool { return len(errorsOf(diagnostics)) > 0 }

func errorsOf(diagnostics []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	var errors []*tfprotov6.Diagnostic
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errors = append(errors, d)
		}
	}
	return errors
}

// at is the argument that a diagnostic points at, "" for none.
func at(d *tfprotov6.Diagnostic) string {
	if d.Attribute == nil || len(d.Attribute.Steps()) == 0 {
		return ""
	}
	name, _ := d.Attribute.Steps()[0].(tftypes.AttributeName)
	return string(name)
}

// inside is the same for an argument in another one, as its name has it: both,
// with a point between them.
func inside(d *tfprotov6.Diagnostic) string {
	var names []string
	if d.Attribute != nil {
		for _, step := range d.Attribute.Steps() {
			if name, ok := step.(tftypes.AttributeName); ok {
				names = append(names, string(name))
			}
		}
	}
	return strings.Join(names, ".")
}

func render(diagnostics []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diagnostics {
		fmt.Fprintf(&b, "%s at %q: %s: %s\n", d.Severity, inside(d), d.Summary, d.Detail)
	}
	return b.String()
}
