package proxy_test

import (
	"fmt"
	"maps"
	"strconv"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What the service cannot change is planned as a replacement.
func TestAccProxy_replacePlanned(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	replaces := func(changes arguments) resource.TestStep { return x.plans(changes, plancheck.ResourceActionReplace) }
	noop := func(changes arguments) resource.TestStep { return x.plans(changes, plancheck.ResourceActionNoop) }
	x.run(
		x.apply(arguments{}, x.wrote(ordinaryBody)),
		replaces(arguments{"access_region": `"Korea"`}),
		replaces(arguments{"realserver_region": `"Guangzhou"`}),
		replaces(arguments{"group_id": `"lg-demo0001"`}),
		replaces(arguments{"network_type": `"cn2"`}),
		replaces(arguments{"ip_address_version": `"IPv6"`, "access_region": `"Shanghai"`}),
		replaces(arguments{"package_type": `"Accelerator"`}),
		replaces(arguments{"cloned_proxy_id": `"link-source00"`}),
		replaces(arguments{"client_token": `"mine"`}),
		replaces(arguments{"client_token": `"mine"`, "cloned_proxy_id": `"link-source00"`}),
		// The name can be changed in place, but not together with what cannot.
		replaces(arguments{"name": `"new"`, "package_type": `"Accelerator"`}),
		// To write down what the service chose is no change.
		noop(arguments{"network_type": `"normal"`, "ip_address_version": `"IPv4"`, "package_type": `"Thunder"`, "billing_type": "0", "project_id": "0", "enable": "true", "force_destroy": "false"}),
		noop(arguments{"realserver_region": `"Shanghai"`, "tags": ""}),
	)
}

// A replacement destroys the old proxy and makes a new one, with another token.
func TestAccProxy_replace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ changes, again arguments }{
		"region":             {arguments{}, arguments{"access_region": `"Korea"`}},
		"token changed":      {arguments{"client_token": `"mine"`}, arguments{"client_token": `"yours"`}},
		"before destruction": {arguments{"lifecycle": "{\n    create_before_destroy = true\n  }"}, arguments{"lifecycle": "{\n    create_before_destroy = true\n  }", "access_region": `"Korea"`}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
			var firstID, firstToken string
			x.run(
				x.apply(c.changes, func(*terraform.State) error {
					p, _ := x.Mock.Proxy(x.id())
					firstID, firstToken = p.ID, p.ClientToken
					return nil
				}),
				withPlan(x.apply(c.again, func(state *terraform.State) error {
					p, _ := x.Mock.Proxy(x.id())
					got := state.RootModule().Resources[address].Primary.Attributes
					if p.ID == firstID || p.ClientToken == firstToken || got["id"] != p.ID || got["client_token"] != p.ClientToken {
						return fmt.Errorf("the first proxy was %s with %s, the second is %+v, the state holds %s", firstID, firstToken, p, got["id"])
					}
					if n := len(x.Mock.Calls("CreateProxy")); n != 2 {
						return fmt.Errorf("%d CreateProxy calls, want 2", n)
					}
					return x.Warned()(nil)
				}), plancheck.ResourceActionReplace),
			)
		})
	}
}

// An imported proxy has no token. To set one does not replace it; from then on
// another one does.
func TestAccProxy_tokenForImported(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.Mock.AddProxy(gaapmock.Proxy{Name: "test"})
	x.run(
		resource.TestStep{Config: x.Config(block("test", nil)), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true},
		withPlan(x.apply(arguments{"client_token": `"mine"`}, x.sameProxy(), x.wrote(), attributes(map[string]string{"client_token": "mine"})), plancheck.ResourceActionUpdate),
		x.plans(arguments{"client_token": `"mine"`}, plancheck.ResourceActionNoop),
		x.plans(arguments{"client_token": `"yours"`}, plancheck.ResourceActionReplace),
		x.plans(arguments{}, plancheck.ResourceActionNoop),
	)
}

// What the service does not show, or leaves empty, is only stored for a proxy
// that was imported: nothing says that the proxy differs. From then on another
// value replaces it, as does what the service does show.
func TestAccProxy_storedForImported(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.Mock.AddProxy(gaapmock.Proxy{Name: "test"})
	x.Mock.UpdateProxy(id, func(p *gaapmock.Proxy) { p.NetworkType, p.PackageType, p.IPAddressVersion = "", "", "" })
	all := arguments{"cloned_proxy_id": `"link-source00"`, "network_type": `"cn2"`, "package_type": `"Thunder"`, "ip_address_version": `"IPv4"`}
	with := func(name, value string) arguments {
		changed := maps.Clone(all)
		changed[name] = value
		return changed
	}
	kept := map[string]string{"id": id, "cloned_proxy_id": "link-source00", "network_type": "cn2", "package_type": "Thunder", "ip_address_version": "IPv4", "client_token": ""}
	x.run(
		x.imports(nil, id),
		x.plans(arguments{"group_id": `"lg-demo0001"`}, plancheck.ResourceActionReplace), // it is in none
		withPlan(x.apply(all, x.sameProxy(), x.wrote(), attributes(kept)), plancheck.ResourceActionUpdate),
		x.plans(all, plancheck.ResourceActionNoop),
		x.plans(with("cloned_proxy_id", `"link-other000"`), plancheck.ResourceActionReplace),
		x.plans(with("cloned_proxy_id", "null"), plancheck.ResourceActionReplace),
		x.plans(with("network_type", `"normal"`), plancheck.ResourceActionReplace),
		x.plans(with("network_type", "null"), plancheck.ResourceActionNoop),
		withPlan(x.apply(with("client_token", `"mine"`), x.sameProxy(), x.wrote()), plancheck.ResourceActionUpdate),
	)
}

// A clone that is imported again, with the configuration that made it, stays.
func TestAccProxy_cloneImportedAgain(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		source := s.Mock.AddProxy(gaapmock.Proxy{Name: "source"})
		s.Configure(block("test", arguments{"cloned_proxy_id": strconv.Quote(source)}))
		s.Apply(tfcore.Options{})
		clone := s.State().Object(address).Text("id")
		if err := s.Forget(address); err != nil {
			t.Fatal(err)
		}
		s.Imported(address, clone)
		x.forget()
		s.Apply(tfcore.Options{})
		if err := x.wrote()(nil); err != nil {
			t.Error(err)
		}
		shows(s, map[string]string{"id": clone, "cloned_proxy_id": source})
		s.Empty()
	})
}
