package acctest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Address is that of a [Block] labelled test.
const Address = "gaap_proxy.test"

// InBothModes runs a test against both answers to a ClientToken seen before.
func InBothModes(t *testing.T, run func(t *testing.T, replay gaapmock.ReplayMode)) {
	t.Helper()
	t.Parallel()
	for _, mode := range []gaapmock.ReplayMode{gaapmock.ReplayDuplicated, gaapmock.ReplayFirstID} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			run(t, mode)
		})
	}
}

// Arguments are HCL expressions by name. An empty one takes the argument out;
// timeouts and lifecycle are blocks.
type Arguments map[string]string

// Block is a gaap_proxy with the required arguments, and changes to them.
func Block(label string, changes Arguments) string {
	all := Arguments{
		"name": `"test"`, "access_region": `"Hongkong"`, "realserver_region": `"Shanghai"`, "bandwidth": "10", "concurrent": "2",
	}
	maps.Copy(all, changes)
	return Resource("gaap_proxy", label, all)
}

// Resource is a resource with arguments, and more blocks of it.
func Resource(typ, label string, all Arguments, blocks ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "resource %q %q {\n", typ, label)
	for _, argument := range slices.Sorted(maps.Keys(all)) {
		switch value := all[argument]; {
		case value == "":
		case argument == "timeouts", argument == "lifecycle":
			fmt.Fprintf(&b, "  %s %s\n", argument, value)
		default:
			fmt.Fprintf(&b, "  %s = %s\n", argument, value)
		}
	}
	for _, block := range blocks {
		b.WriteString(block)
	}
	return b.String() + "}\n"
}
