package proxy_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// runLife is a test of the steps of a life, see [acctest.Lives].
func runLife(t *testing.T, options gaapmock.Options, steps func(x *test) []resource.TestStep) {
	t.Helper()
	t.Parallel()
	acctest.Lives(t, options, func(e *acctest.Environment) []resource.TestStep {
		return steps(&test{Environment: e, t: t})
	})
}

// One life: create, an empty plan, changes in place, drift,
// import, replacement.
func TestAccProxy_life(t *testing.T) {
	runLife(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(x *test) []resource.TestStep {
		all := arguments{
			"project_id": "1204", "tags": `{ team = "net" }`, "billing_type": "1", "network_type": `"cn2"`, "timeouts": "{\n    create = \"1h\"\n  }",
		}
		changed := arguments{"project_id": "1204", "name": `"renamed"`, "bandwidth": "20", "tags": `{ team = "edge", env = "prod" }`, "network_type": `"cn2"`}
		elsewhere := arguments{"access_region": `"Korea"`}
		return []resource.TestStep{
			x.apply(all), // and two plans that must be empty, as after each of them
			x.apply(changed),
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"client_token"}},
			before(x.apply(changed), x.outside(func(p *gaapmock.Proxy) { p.Bandwidth, p.Name = 50, "drifted" })),
			x.apply(arguments{"enable": "false"}),
			withPlan(x.apply(elsewhere), plancheck.ResourceActionReplace),
			before(resource.TestStep{RefreshState: true, ExpectNonEmptyPlan: true}, func() { x.Mock.RemoveProxy(x.id()) }),
			x.apply(elsewhere),
			{Config: x.Config(block("test", elsewhere)), Destroy: true},
		}
	})
}

// Values that are known late, several instances, references, locals, outputs and
// data sources mean the same to both engines.
func TestAccProxy_lifeOfSeveral(t *testing.T) {
	runLife(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(x *test) []resource.TestStep {
		config := func(names, late string) string {
			return x.Config(`
				variable "region" {
					default = "Korea"
				}
				locals {
					names = toset([` + names + `])
				}
				resource "terraform_data" "late" {
					input = "` + late + `"
				}
				resource "gaap_proxy" "counted" {
					count             = length(local.names)
					name              = "counted-${count.index}"
					access_region     = var.region
					realserver_region = "Shanghai"
					bandwidth         = 10
					concurrent        = 2
					tags              = { late = terraform_data.late.output }
				}
				data "gaap_proxy" "first" {
					id = gaap_proxy.counted[0].id
				}
				resource "gaap_proxy" "after" {
					name              = "after-${data.gaap_proxy.first.bandwidth}"
					access_region     = "Hongkong"
					realserver_region = gaap_proxy.counted[0].realserver_region
					bandwidth         = 10
					concurrent        = 2
					depends_on        = [terraform_data.late]
					lifecycle {
						create_before_destroy = true
						ignore_changes        = [concurrent]
					}
				}
				output "domains" {
					value = gaap_proxy.counted[*].domain
				}
			`)
		}
		return []resource.TestStep{
			{Config: config(`"a", "b"`, "one")},
			{Config: config(`"a", "b"`, "two")},
			{Config: config(`"a"`, "two")},
			{Config: config(`"a", "b", "c"`, "three")},
		}
	})
}

// What is tainted, renamed with a moved block, imported with a block and forgotten
// with a removed block is so for both engines.
func TestAccProxy_lifeOfAddresses(t *testing.T) {
	runLife(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed}, func(x *test) []resource.TestStep {
		each := func(keys string) string {
			return "resource \"gaap_proxy\" \"each\" {\n  for_each = toset([" + keys + "])\n  name = each.key\n  access_region = \"Korea\"\n  realserver_region = \"Shanghai\"\n  bandwidth = 10\n  concurrent = 2\n}\n"
		}
		x.Mock.AddProxy(gaapmock.Proxy{ID: "link-imported", Name: "imported", Tags: map[string]string{"team": "net"}})
		imported := block("imported", arguments{"name": `"imported"`, "tags": `{ team = "net" }`})
		return []resource.TestStep{
			x.apply(nil),
			{Config: x.Config(block("test", nil)), Taint: []string{address}},
			{Config: x.Config(block("renamed", nil) + "moved {\n  from = gaap_proxy.test\n  to = gaap_proxy.renamed\n}\n" + imported + "import {\n  to = gaap_proxy.imported\n  id = \"link-imported\"\n}\n")},
			{Config: x.Config(each(`"a", "b"`) + imported)},
			{Config: x.Config(each(`"b", "c"`) + "removed {\n  from = gaap_proxy.imported\n  lifecycle {\n    destroy = false\n  }\n}\n")},
			{Config: x.Config(each(`"b", "c"`)), Destroy: true}, // resource.Test cannot look at what for_each leaves
		}
	})
}
