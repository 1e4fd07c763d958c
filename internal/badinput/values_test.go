package badinput

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

func tags(pairs ...string) cty.Value {
	elements := map[string]cty.Value{}
	for i := 0; i < len(pairs); i += 2 {
		elements[pairs[i]] = cty.StringVal(pairs[i+1])
	}
	if len(elements) == 0 {
		return cty.MapValEmpty(cty.String)
	}
	return cty.MapVal(elements)
}

// argument is what a test knows of an argument, from the documentation of the
// service and not from the provider's validators.
type argument struct {
	good []cty.Value
	bad  []cty.Value
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
	huge = cty.NumberVal(new(big.Float).SetMantExp(big.NewFloat(1), 70)) // beyond 64 bits

	// notNumbers are numbers that are not whole, or too large or small for any argument.
	notNumbers = []cty.Value{cty.NumberFloatVal(10.5), huge, huge.Negate(), cty.NumberIntVal(-1)}
	// notIDs are no ids of regions or objects.
	notIDs = []cty.Value{
		cty.StringVal(""), cty.StringVal(" "), cty.StringVal("香港"), cty.StringVal("a b"), cty.StringVal("a\nb"), cty.StringVal("\x00"), cty.StringVal("a\u202eb"), cty.StringVal("<script>"), cty.StringVal(`"`), cty.StringVal("${x}"), cty.StringVal("-"),
	}
)

func several(values ...any) []cty.Value {
	var all []cty.Value
	for _, value := range values {
		switch value := value.(type) {
		case []cty.Value:
			all = append(all, value...)
		case cty.Value:
			all = append(all, value)
		case string:
			all = append(all, cty.StringVal(value))
		case int:
			all = append(all, cty.NumberIntVal(int64(value)))
		default:
			panic(fmt.Sprintf("%T", value))
		}
	}
	return all
}

// proxyArguments are the arguments of gaap_proxy.
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
		"enable":        {several(cty.True, cty.False), nil},
		"force_destroy": {several(cty.True, cty.False), nil},
		"tags": {
			several(tags(), tags("team", "net"), tags("k", "v", long("道", 127), long("é", 255)), tags("a+-=._:/@()[],;><b", "x y")),
			several(tags("", "v"), tags("k", ""), tags(long("k", 128), "v"), tags("k", long("v", 256)), tags("qcs:k", "v"), tags("project", "v"),
				tags("项目", "v"), tags("k", "a\nb"), tags("a*b", "v"), tags(" k", "v"), tags("k", "v "), tags("k\x00", "v"), manyTags(51)),
		},
		"timeouts": {several(timeouts("create", "30m"), timeouts("update", "1h30m"), timeouts("delete", "45m0.5s")), badTimeouts()},
	}
}

var timeoutsType = cty.Object(map[string]cty.Type{"create": cty.String, "update": cty.String, "delete": cty.String})

func timeouts(entry, time string) cty.Value {
	return tfcore.ObjectOf(timeoutsType, map[string]cty.Value{entry: cty.StringVal(time)})
}

func badTimeouts() (all []cty.Value) {
	for entry := range sorted(timeoutsType.AttributeTypes()) {
		for _, time := range []string{"soon", "", " ", "-5m", "0s", "1", "30m\n", "9999999999h", "٣h", "\x00"} {
			all = append(all, timeouts(entry, time))
		}
	}
	return all
}

func manyTags(n int) cty.Value {
	var pairs []string
	for i := range n {
		pairs = append(pairs, fmt.Sprint("k", i), "v")
	}
	return tags(pairs...)
}

func isRefused(diagnostics []*tfprotov6.Diagnostic) bool { return len(errorsOf(diagnostics)) > 0 }

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
	name, _, _ := strings.Cut(inside(d), ".")
	return name
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
