package proxy_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// ignoring is a lifecycle block that leaves arguments to somebody else.
func ignoring(names ...string) string {
	return "{\n    ignore_changes = [" + strings.Join(names, ", ") + "]\n  }"
}

// shows demands attributes of the proxy in the state: numbers and texts, and
// tags as in tags.key.
func shows(s *acctest.Session, want map[string]string) {
	s.T.Helper()
	got := s.State().Legacy().RootModule().Resources[address].Primary.Attributes
	for name, value := range want {
		if got[name] != value {
			s.T.Errorf("%s is %q in the state, want %q", name, got[name], value)
		}
	}
}

// A saved plan sends what it changes. What somebody else has changed meanwhile
// stays, is not waited for, and is found by the next refresh.
func TestAccProxy_changedElsewhere(t *testing.T) {
	t.Parallel()
	all := func(changes, more arguments) arguments {
		changes = maps.Clone(changes)
		maps.Copy(changes, more)
		return changes
	}
	for name, c := range map[string]struct {
		before  arguments
		changes arguments
		ignored []string
		other   func(*gaapmock.Proxy)
		wrote   []string
		service func(gaapmock.Proxy) bool
		state   map[string]string // after the apply
	}{
		"bandwidth beside concurrency": {
			arguments{},
			arguments{"concurrent": "5"},
			[]string{"bandwidth"},
			func(p *gaapmock.Proxy) { p.Bandwidth = 50 },
			[]string{`ModifyProxyConfiguration {"BillingType":0,"Concurrent":5,"ProxyId":"ID"}`},
			func(p gaapmock.Proxy) bool { return p.Bandwidth == 50 && p.Concurrent == 5 },
			map[string]string{"bandwidth": "10", "concurrent": "5"},
		},
		"concurrency beside bandwidth": {
			arguments{},
			arguments{"bandwidth": "20"},
			[]string{"concurrent"},
			func(p *gaapmock.Proxy) { p.Concurrent = 30 },
			[]string{`ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`},
			func(p gaapmock.Proxy) bool { return p.Bandwidth == 20 && p.Concurrent == 30 },
			map[string]string{"bandwidth": "20", "concurrent": "2"},
		},
		"billing beside bandwidth": {
			arguments{"billing_type": "0"},
			arguments{"bandwidth": "20"},
			[]string{"billing_type"},
			func(p *gaapmock.Proxy) { p.BillingType = 1 },
			[]string{`ModifyProxyConfiguration {"Bandwidth":20,"BillingType":1,"ProxyId":"ID"}`},
			func(p gaapmock.Proxy) bool { return p.Bandwidth == 20 && p.BillingType == 1 },
			map[string]string{"bandwidth": "20", "billing_type": "0"},
		},
		"bandwidth beside billing": {
			arguments{"billing_type": "0"},
			arguments{"billing_type": "1"},
			[]string{"bandwidth", "concurrent"},
			func(p *gaapmock.Proxy) { p.Bandwidth, p.Concurrent = 50, 30 },
			[]string{`ModifyProxyConfiguration {"Bandwidth":50,"BillingType":1,"ProxyId":"ID"}`},
			func(p gaapmock.Proxy) bool { return p.Bandwidth == 50 && p.Concurrent == 30 && p.BillingType == 1 },
			map[string]string{"bandwidth": "10", "concurrent": "2", "billing_type": "1"},
		},
		"name and project beside tags": {
			arguments{},
			arguments{"tags": `{ a = "1" }`},
			[]string{"name", "project_id"},
			func(p *gaapmock.Proxy) { p.Name, p.ProjectID = "theirs", 1204 },
			[]string{`ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`},
			func(p gaapmock.Proxy) bool { return p.Name == "theirs" && p.ProjectID == 1204 && p.Tags["a"] == "1" },
			map[string]string{"name": "test", "project_id": "0", "tags_all.a": "1"},
		},
		"name beside all the rest": {
			arguments{},
			arguments{"project_id": "1204", "bandwidth": "20", "enable": "false"},
			[]string{"name"},
			func(p *gaapmock.Proxy) { p.Name = "theirs" },
			[]string{
				`ModifyProxiesProject {"ProjectId":1204,"ProxyIds":["ID"]}`,
				`ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`,
				`CloseProxies {"ProxyIds":["ID"]}`,
			},
			func(p gaapmock.Proxy) bool { return p.Name == "theirs" && p.ProjectID == 1204 && p.Bandwidth == 20 },
			map[string]string{"name": "test", "project_id": "1204", "enable": "false", "status": "CLOSED"},
		},
		"size beside a name": {
			arguments{},
			arguments{"name": `"mine"`},
			[]string{"bandwidth", "concurrent", "billing_type"},
			func(p *gaapmock.Proxy) { p.Bandwidth, p.Concurrent, p.BillingType = 50, 30, 1 },
			[]string{`ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"mine"}`},
			func(p gaapmock.Proxy) bool { return p.Name == "mine" && p.Bandwidth == 50 && p.Concurrent == 30 },
			map[string]string{"name": "mine", "bandwidth": "10", "concurrent": "2", "billing_type": "0"},
		},
		"closed beside a name": {
			arguments{},
			arguments{"name": `"mine"`},
			[]string{"enable"},
			func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusClosed },
			[]string{`ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"mine"}`},
			func(p gaapmock.Proxy) bool { return p.Name == "mine" && p.Status == gaapmock.StatusClosed },
			map[string]string{"name": "mine", "enable": "true"},
		},
		"other tags beside tags": {
			arguments{"tags": `{ a = "1", b = "1", c = "1" }`},
			arguments{"tags": `{ a = "2", b = "1" }`},
			nil,
			func(p *gaapmock.Proxy) { p.Tags = map[string]string{"a": "1", "b": "theirs", "c": "1", "d": "theirs"} },
			[]string{`ModifyResourceTags {"DeleteTags":[{"TagKey":"c"}],"ReplaceTags":[{"TagKey":"a","TagValue":"2"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`},
			func(p gaapmock.Proxy) bool {
				return maps.Equal(p.Tags, map[string]string{"a": "2", "b": "theirs", "d": "theirs"})
			},
			map[string]string{"tags.%": "2", "tags.a": "2", "tags.b": "1", "tags_all.%": "2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{OmittedBillingResets: true})
			x.Session(t, func(s *acctest.Session) {
				lifecycle := arguments{"lifecycle": ignoring(c.ignored...)}
				s.Configure(block("test", all(c.before, lifecycle)))
				s.Apply(tfcore.Options{})
				s.Configure(block("test", all(all(c.before, c.changes), lifecycle)))
				plan := s.MustPlan(tfcore.Options{})
				x.outside(c.other)()
				x.forget()
				start := s.Clock.Now()
				s.ApplySaved(plan)
				if took := s.Clock.Now().Sub(start); took > 2*time.Minute {
					t.Errorf("the apply took %s: it waited for what was not sent", took)
				}
				if err := x.wrote(c.wrote...)(nil); err != nil {
					t.Error(err)
				}
				if p, _ := s.Mock.Proxy(x.id()); !c.service(p) {
					t.Errorf("the service has %+v", p)
				}
				shows(s, c.state)
				if len(c.ignored) > 0 {
					s.RequireEmptyPlan()
				}
			})
		})
	}
}

// With -refresh=false, what the state does not know of a proxy that was moved
// from the other provider is not sent, and does not become a value.
func TestAccProxy_unreadUpdate(t *testing.T) {
	x := newTest(t, gaapmock.Options{OmittedBillingResets: true})
	x.Session(t, func(s *acctest.Session) {
		s.Configure(block("test", arguments{"billing_type": "1", "tags": `{ a = "1" }`}))
		s.Apply(tfcore.Options{})
		o := *s.State().Object(address)
		values := o.Value.AsValueMap()
		known := []string{"id", "name", "project_id", "access_region", "realserver_region", "bandwidth", "concurrent", "enable", "force_destroy", "timeouts"}
		for name, value := range values {
			if !slices.Contains(known, name) {
				values[name] = cty.NullVal(value.Type())
			}
		}
		o.Value = cty.ObjectVal(values)
		s.State().Put(address, &o)

		x.forget()
		s.Configure(block("test", arguments{"concurrent": "5", "tags": `{ a = "1" }`}))
		s.Apply(tfcore.Options{NoRefresh: true})
		if err := x.wrote(`ModifyProxyConfiguration {"BillingType":1,"Concurrent":5,"ProxyId":"ID"}`,
			`ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`)(nil); err != nil {
			t.Error(err)
		}
		if p, _ := s.Mock.Proxy(x.id()); p.BillingType != 1 || p.Bandwidth != 10 || p.Concurrent != 5 {
			t.Errorf("the service has %+v", p)
		}
		shows(s, map[string]string{"billing_type": "", "concurrent": "5"})
		s.Apply(tfcore.Options{}) // reads
		shows(s, map[string]string{"billing_type": "1"})
		s.RequireEmptyPlan()
	})
}

// A change of the size that somebody else makes is waited for, and then ours is
// made, with the billing that the proxy has by then.
func TestAccProxy_resizedMeanwhile(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		s.Configure(block("test", arguments{}))
		s.Apply(tfcore.Options{})
		s.Configure(block("test", arguments{"concurrent": "5"}))
		plan := s.MustPlan(tfcore.Options{})
		x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusAdjusting })()
		time.AfterFunc(20*time.Second, x.outside(func(p *gaapmock.Proxy) {
			p.Status, p.Bandwidth, p.BillingType = gaapmock.StatusRunning, 50, 1
		}))
		start := s.Clock.Now()
		s.ApplySaved(plan)
		if took := s.Clock.Now().Sub(start); took > 2*time.Minute {
			t.Errorf("the apply took %s", took)
		}
		if p, _ := s.Mock.Proxy(x.id()); p.BillingType != 1 || p.Bandwidth != 50 || p.Concurrent != 5 {
			t.Errorf("the service has %+v", p)
		}
	})
}

// A read from before the latest change of the billing does not undo it.
func TestAccProxy_resizeStaleRead(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		s.Configure(block("test", arguments{}))
		s.Apply(tfcore.Options{})
		s.Configure(block("test", arguments{"billing_type": "1"}))
		s.Apply(tfcore.Options{})
		s.Configure(block("test", arguments{"billing_type": "1", "bandwidth": "20"}))
		plan := s.MustPlan(tfcore.Options{})
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultStaleRead})
		x.forget()
		s.ApplySaved(plan)
		if err := x.wrote(`ModifyProxyConfiguration {"Bandwidth":20,"BillingType":1,"ProxyId":"ID"}`)(nil); err != nil {
			t.Error(err)
		}
		s.CheckFaults(t)
	})
}

// A change of a proxy that somebody destroys meanwhile shows, and is lost with it:
// that is an error, as is one that only the provider keeps.
func TestAccProxy_destroyedMeanwhile(t *testing.T) {
	for name, change := range map[string]arguments{"a change": {"name": `"renamed"`}, "none that is sent": {"force_destroy": "true"}} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				s.Configure(block("test", arguments{}))
				s.Apply(tfcore.Options{})
				s.Configure(block("test", change))
				plan := s.MustPlan(tfcore.Options{})
				x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusDestroying })()
				s.ApplySavedFails(plan, "Cannot update GAAP proxy", "is DESTROYING: it is being destroyed outside of Terraform")
				s.Mock.RemoveProxy(x.id())
				s.Apply(tfcore.Options{}, "GAAP proxy is gone")
				s.RequireEmptyPlan()
			})
		})
	}
}
