package proxy_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// within gives every operation three minutes.
func within(changes arguments) arguments {
	all := arguments{"timeouts": "{\n    create = \"3m\"\n    update = \"3m\"\n    delete = \"3m\"\n  }"}
	for name, value := range changes {
		all[name] = value
	}
	return all
}

// A proxy that does not get ready is in the state, tainted; the next apply
// replaces it.
func TestAccProxy_createTimeout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault gaapmock.Fault
		says  []string
	}{
		"stuck":        {gaapmock.Fault{Kind: gaapmock.FaultStuck}, []string{"was last seen CREATING", "timeouts.create (3m)", "DescribeProxiesStatus", "RequestId: ", "timeouts block"}},
		"failed":       {gaapmock.Fault{Kind: gaapmock.FaultCreateFailed}, []string{"is CREATE_FAILED", "could not make it"}},
		"isolated":     {gaapmock.Fault{Kind: gaapmock.FaultCreateFailed, Status: "ISOLATED"}, []string{"is ISOLATED", "overdue"}},
		"nobody knows": {gaapmock.Fault{Kind: gaapmock.FaultCreateFailed, Status: "BRAND_NEW"}, []string{"was last seen BRAND_NEW", "timeouts block"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			c.fault.Action = "CreateProxy"
			x.Mock.Inject(c.fault)
			var first string
			replaces := x.apply(within(nil), func(state *terraform.State) error {
				if id := state.RootModule().Resources[address].Primary.ID; id == first || id != x.id() {
					return fmt.Errorf("the state holds %s, there is %s, the first was %s", id, x.id(), first)
				}
				return nil
			})
			x.run(
				x.fails(within(nil), append([]string{"GAAP proxy is not ready", `Proxy "test" exists as link-`, "tainted", "terraform untaint"}, c.says...)...),
				before(withPlan(replaces, plancheck.ResourceActionReplace), func() {
					first = x.id()
					x.Mock.UpdateProxy(first, func(p *gaapmock.Proxy) {
						if p.Status == gaapmock.StatusCreating || p.Status == "BRAND_NEW" {
							p.Status = gaapmock.StatusRunning
						}
					})
				}),
			)
		})
	}
}

// A proxy that is well is not tainted because reads are throttled for longer
// than they may lag: only the timeout ends the wait for an answer.
func TestAccProxy_createThrottledReads(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultThrottle, Skip: 1, Times: 10})
	x.run(x.apply(arguments{}, x.sameProxy()))
}

// An update that does not end keeps the proxy; the next apply does what is missing.
func TestAccProxy_updateTimeout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		action  string
		changes arguments
		says    []string
	}{
		"resize": {"ModifyProxyConfiguration", arguments{"bandwidth": "20"}, []string{`Changing the configuration of proxy "test"`}},
		"close":  {"CloseProxies", arguments{"enable": "false"}, []string{`Disabling of proxy "test"`, "was last seen CLOSING", "timeouts.update (3m)", "RequestId: "}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Mock.Inject(gaapmock.Fault{Action: c.action, Kind: gaapmock.FaultStuck})
			x.run(
				x.apply(within(nil), x.sameProxy()),
				x.fails(within(c.changes), append(append([]string{"Cannot update GAAP proxy"}, c.says...), "timeouts block")...),
				before(x.apply(within(c.changes), x.sameProxy()), x.outside(func(p *gaapmock.Proxy) {
					p.Status = gaapmock.StatusRunning
				})),
			)
		})
	}
}

// A deletion that does not end keeps the proxy in the state.
func TestAccProxy_deleteTimeout(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		prepare func(*test)
		says    []string
	}{
		"stuck": {func(x *test) {
			x.Mock.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultStuck})
		}, []string{"was last seen DESTROYING", "timeouts.delete (3m)", "DescribeProxiesStatus", "RequestId: ", "timeouts block"}},
		"in transition for good": {func(x *test) {
			x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusMoving })()
		}, []string{"was last seen MOVING", "timeouts.delete (3m)", "InvalidStatusInstanceSet"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
			destroy := x.fails(within(nil), append([]string{"Cannot delete GAAP proxy", `Destroying proxy "test" (link-`}, c.says...)...)
			destroy.Destroy = true
			x.run(
				x.apply(within(nil), x.sameProxy()),
				before(destroy, func() { c.prepare(x) }),
				before(withPlan(x.apply(within(nil), x.sameProxy()), plancheck.ResourceActionNoop), x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })),
			)
		})
	}
}

// Each operation has the time of its own entry, whatever the others say.
func TestAccProxy_ownTimeouts(t *testing.T) {
	t.Parallel()
	for operation, action := range map[string]string{"create": "CreateProxy", "update": "ModifyProxyConfiguration", "delete": "DestroyProxies"} {
		t.Run(operation, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
			entries := ""
			for _, entry := range []string{"create", "update", "delete"} {
				limit := "2h"
				if entry == operation {
					limit = "3m"
				}
				entries += fmt.Sprintf("    %s = %q\n", entry, limit)
			}
			own := arguments{"timeouts": "{\n" + entries + "  }"}
			var start time.Time
			fails := func(changes arguments) resource.TestStep {
				all := arguments{"timeouts": own["timeouts"]}
				maps.Copy(all, changes)
				return before(x.fails(all, "timeouts block"), func() {
					x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultStuck})
					start = x.Clock.Now()
				})
			}
			recovered := before(x.apply(own), func() {
				if took := x.Clock.Now().Sub(start); took < 3*time.Minute || took > 4*time.Minute {
					t.Errorf("the %s gave up after %s, want 3 minutes", operation, took)
				}
				x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })()
			})
			switch operation {
			case "create":
				x.run(fails(nil), recovered)
			case "update":
				x.run(x.apply(own), fails(arguments{"bandwidth": "20"}), recovered)
			case "delete":
				destroy := fails(nil)
				destroy.Destroy = true
				x.run(x.apply(own), destroy, recovered)
			}
		})
	}
}

// An operation whose time runs out while the service answers errors says which
// time, how often the call was sent, and what the last answer was.
func TestAccProxy_timeoutBetweenErrors(t *testing.T) {
	t.Parallel()
	short := func(name string, changes arguments) arguments {
		all := within(changes)
		all["timeouts"] = strings.Replace(all["timeouts"], name+` = "3m"`, name+` = "5s"`, 1)
		return all
	}
	for action, c := range map[string]struct {
		limit   string
		changes arguments
		destroy bool
	}{
		"CreateProxy":              {"create", nil, false},
		"ModifyProxiesAttribute":   {"update", arguments{"name": `"renamed"`}, false},
		"ModifyProxyConfiguration": {"update", arguments{"bandwidth": "20"}, false},
		"ModifyResourceTags":       {"update", arguments{"tags": `{ team = "net" }`}, false},
		"CloseProxies":             {"update", arguments{"enable": "false"}, false},
		"DestroyProxies":           {"delete", nil, true},
	} {
		t.Run(action, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
			failing := before(x.fails(short(c.limit, c.changes), "timeouts."+c.limit+" (5s)", action+", ", " times", "Code:      InternalError", "Message:   try later", "RequestId: "), func() {
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Message: "try later", Times: 5})
			})
			failing.Destroy = c.destroy
			heal := before(x.apply(within(nil)), func() { x.Mock.ClearFaults() })
			if action == "CreateProxy" {
				x.run(failing, heal)
				return
			}
			x.run(x.apply(short(c.limit, nil)), failing, heal)
		})
	}
}

// A proxy whose creation was given up is untainted and changed while it is still being
// made: it is closed once it is made, as enable says.
func TestAccProxy_changedWhileCreating(t *testing.T) {
	x := newTest(t, gaapmock.Options{CreateDuration: time.Hour})
	x.Session(t, func(s *acctest.Session) {
		s.Configure(block("test", arguments{"enable": "false", "timeouts": "{\n    create = \"5m\"\n  }"}))
		s.Fails(tfcore.Options{}, "GAAP proxy is not ready", "was last seen CREATING")
		if err := s.Untaint(address); err != nil {
			t.Fatal(err)
		}
		s.Configure(block("test", arguments{"enable": "false", "name": `"renamed"`, "timeouts": "{\n    update = \"2h\"\n  }"}))
		s.Apply(tfcore.Options{}, "GAAP proxy needs attention", "no domain")
		if p := x.Mock.Proxies(); len(p) != 1 || p[0].Status != gaapmock.StatusClosed || p[0].Name != "renamed" {
			t.Errorf("the proxies are %+v", p)
		}
		s.RequireEmptyPlan()
	})
}
