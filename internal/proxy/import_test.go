package proxy_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// imports is a step that takes over a proxy.
func (x *test) imports(changes arguments, id string) resource.TestStep {
	return resource.TestStep{
		Config: x.Config(block("test", changes)), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true,
	}
}

// All that the service shows is imported.
func TestAccProxy_importVerify(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	all := arguments{
		"name": `"edge"`, "project_id": "1204", "bandwidth": "20", "concurrent": "5", "tags": `{ team = "net" }`, "billing_type": "1",
		"network_type": `"cn2"`, "package_type": `"Accelerator"`,
	}
	verify := resource.TestStep{
		Config: x.Config(block("test", all)), ResourceName: address, ImportState: true, ImportStateVerify: true,
		ImportStateVerifyIgnore: []string{"client_token"}, // which the service does not show
	}
	x.run(x.apply(all), verify)
}

// After an import the plan is empty, whether the proxy runs or not, and nothing
// is written.
func TestAccProxy_import(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		proxy gaapmock.Proxy
		as    arguments
	}{
		"ordinary": {gaapmock.Proxy{Name: "test"}, arguments{}},
		"closed":   {gaapmock.Proxy{Name: "test", Status: gaapmock.StatusClosed}, arguments{"enable": "false"}},
		"in a group": {
			gaapmock.Proxy{Name: "test", AccessRegion: "SouthChina", RealServerRegion: "Hongkong", GroupID: "lg-xxxx"}, seed,
		},
		"with everything": {
			gaapmock.Proxy{Name: "test", ProjectID: 1204, BillingType: 1, Tags: map[string]string{"a": "b"}, NetworkType: "secure_eip", PolicyID: "sp-1"},
			arguments{"project_id": "1204", "billing_type": "1", "tags": `{ a = "b" }`, "timeouts": "{\n    delete = \"1h\"\n  }"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			id := x.Mock.AddProxy(c.proxy)
			action := plancheck.ResourceActionNoop
			if c.as["timeouts"] != "" {
				action = plancheck.ResourceActionUpdate // an import knows no timeouts
			}
			x.run(
				x.imports(c.as, id),
				withPlan(x.apply(c.as, x.sameProxy(), x.wrote(), attributes(map[string]string{"id": id, "client_token": ""})), action),
			)
		})
	}
}

func TestAccProxy_importBad(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var steps []resource.TestStep
	for _, id := range []string{"nonsense", "link-a b", "link-a1b2c3d4/x", "name:test"} {
		step := x.imports(nil, id)
		step.ExpectError = says("Invalid import id", id, "link-a1b2c3d4")
		steps = append(steps, step)
	}
	endless := x.imports(nil, strings.Repeat("x", 24000))
	endless.ExpectError = regexp.MustCompile(`"x{200}"[\s│]+\.\.\.[\s│]+\(24000[\s│]+bytes\)`)
	steps = append(steps, endless)
	missing := x.imports(nil, "link-missing0")
	missing.ExpectError = says("No GAAP proxy to import", "Proxy link-missing0 does not exist in the account of the provider's key.")
	going := x.imports(nil, "link-going000")
	going.ExpectError = says("No GAAP proxy to import", "Proxy link-going000 is DESTROYING.")
	going = before(going, func() { x.Mock.AddProxy(gaapmock.Proxy{ID: "link-going000", Status: gaapmock.StatusDestroying}) })
	x.run(append(steps, missing, going, before(x.apply(arguments{}), func() { x.Mock.RemoveProxy("link-going000") }))...)
}
