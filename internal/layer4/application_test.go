package layer4_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// application is a proxy with two origins, and a TCP and a UDP listener. More are
// blocks of the first origin.
func application(address, more string) string {
	bind := func(name string) string { return fmt.Sprintf("id = gaap_realserver.%s.id\n    port = 80", name) }
	origin := func(name, address, more string) string {
		return fmt.Sprintf("resource \"gaap_realserver\" %q {\n  ip = %q\n  name = %q\n  %s\n}\n", name, address, name, more)
	}
	as := arguments{"proxy_id": "gaap_proxy.test.id"}
	return acctest.Block("test", nil) + origin("one", address, more) + origin("two", "198.51.100.2", "") +
		block("test", as, bind("one"), bind("two")) + block("udp", with(as, udp), bind("one"), bind("two"))
}

// All is made in one apply, stays, and goes in one apply.
func TestAccLayer4_application(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	config := application("198.51.100.1", "")
	x.Run(x.Apply(config, x.Warned()), withPlan(x.Apply(config), plancheck.ResourceActionNoop))
	if n := len(x.Mock.Proxies()); n != 1 {
		t.Errorf("there are %d proxies, want the one of others", n)
	}
	if n := len(x.Mock.RealServers()); n != len(origins) {
		t.Errorf("there are %d origins, want the %d of others", n, len(origins))
	}
}

// An origin gets another address while listeners have it bound: the new one is
// made first, the listeners are bound to it, and the old one goes.
func TestAccLayer4_originReplaced(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	const cbd = "lifecycle {\n    create_before_destroy = true\n  }"
	x.Run(
		x.Apply(application("198.51.100.1", cbd)),
		before(withPlan(x.Apply(application("198.51.100.9", cbd), func(*terraform.State) error {
			var order []string
			for _, call := range x.Mock.Journal() {
				if call.Committed {
					order = append(order, call.Action)
				}
			}
			if want := []string{"AddRealServers", "BindListenerRealServers", "BindListenerRealServers", "RemoveRealServers"}; !slices.Equal(order, want) {
				return fmt.Errorf("it did %q, want %q", order, want)
			}
			return nil
		}), plancheck.ResourceActionUpdate), x.Mock.ResetJournal),
	)
}

// Without create_before_destroy that cannot be, and the error says so.
func TestAccLayer4_originReplacedTooEarly(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	x.Run(
		x.Apply(application("198.51.100.1", "")),
		x.Fails(application("198.51.100.9", ""), "Cannot delete GAAP origin", "create_before_destroy = true"),
		x.Apply(application("198.51.100.1", "")),
	)
}

// Terraform destroys an origin that is taken out before it changes listeners. So
// they let it go first, in an apply of their own; or it has create_before_destroy.
func TestAccLayer4_originLetGo(t *testing.T) {
	t.Parallel()
	origin := func(more string) string {
		return "resource \"gaap_realserver\" \"old\" {\n  ip = \"198.51.100.7\"\n  name = \"old\"\n  " + more + "\n}\n"
	}
	bind := "id = gaap_realserver.old.id\n    port = 80"
	t.Run("in two applies", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Run(
			x.Apply(origin("")+block("test", nil, bind), x.Same()),
			x.Fails(block("test", nil, to(one)), "Cannot delete GAAP origin", "Take it out of their realserver_bind_set first"),
			x.Apply(origin("")+block("test", nil, to(one)), x.Same()),
			x.Apply(block("test", nil, to(one)), x.Same()),
		)
	})
	t.Run("in one", func(t *testing.T) {
		x := newTest(t, gaapmock.Options{})
		x.Run(
			x.Apply(origin("lifecycle {\n    create_before_destroy = true\n  }")+block("test", nil, bind), x.Same()),
			x.Apply(block("test", nil, to(one)), x.Same()),
		)
	})
}
