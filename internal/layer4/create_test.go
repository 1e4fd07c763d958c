package layer4_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

var plain = tfcore.Options{}

// requireCreates demands how often a create was sent and executed.
func (x *test) requireCreates(protocol string, sent, executed int) {
	x.T.Helper()
	acctest.RequireSent(x.T, x.Mock.Journal(), "Create"+protocol+"Listeners", sent, executed)
}

// A create whose answer is lost, in whatever way, ends with one listener, which is
// in the state.
func TestAccLayer4_createLost(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		faults []gaapmock.Fault
		sent   int
	}{
		"lost before":           {[]gaapmock.Fault{{Kind: gaapmock.FaultLostBefore}}, 2},
		"lost after":            {[]gaapmock.Fault{{Kind: gaapmock.FaultLostAfter}}, 1},
		"cut":                   {[]gaapmock.Fault{{Kind: gaapmock.FaultCutBody}}, 1},
		"HTML":                  {[]gaapmock.Fault{{Kind: gaapmock.FaultHTML}}, 1},
		"HTML before":           {[]gaapmock.Fault{{Kind: gaapmock.FaultHTMLBefore}}, 2},
		"empty":                 {[]gaapmock.Fault{{Kind: gaapmock.FaultEmpty}}, 1},
		"hang":                  {[]gaapmock.Fault{{Kind: gaapmock.FaultHang}}, 1},
		"hang before":           {[]gaapmock.Fault{{Kind: gaapmock.FaultHangBefore}}, 2},
		"InternalError":         {[]gaapmock.Fault{{Kind: gaapmock.FaultError}}, 2},
		"InternalError after":   {[]gaapmock.Fault{{Kind: gaapmock.FaultErrorAfterCommit}}, 1},
		"something else's":      {[]gaapmock.Fault{{Kind: gaapmock.FaultForeign}}, 1},
		"throttled":             {[]gaapmock.Fault{{Kind: gaapmock.FaultThrottle, Times: 3}}, 4},
		"lost before and after": {[]gaapmock.Fault{{Kind: gaapmock.FaultLostBefore}, {Kind: gaapmock.FaultLostAfter}}, 2},
	} {
		for _, protocol := range []string{"TCP", "UDP"} {
			for mode, options := range map[string]gaapmock.ListenerOptions{"": {}, ", reads lag": {ReadLag: 10 * time.Second}} {
				t.Run(name+" "+protocol+mode, func(t *testing.T) {
					x := newTest(t, gaapmock.Options{Listener: options})
					for _, fault := range c.faults {
						fault.Action = "Create" + protocol + "Listeners"
						x.Mock.Inject(fault)
					}
					config := block("test", arguments{"protocol": `"` + protocol + `"`}, to(one))
					x.Run(x.Apply(config, x.CheckSame(), x.CheckWarned(), func(*terraform.State) error { x.requireCreates(protocol, c.sent, 1); return nil }))
				})
			}
		}
	}
}

// What every sending loses ends in an error; nothing is made twice.
func TestAccLayer4_createNeverAnswered(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "CreateTCPListeners", Kind: gaapmock.FaultLostBefore, Times: 3})
	x.Run(
		x.Fails(block("test", nil), "Cannot create GAAP listener", "CreateTCPListeners", "ClientError.NetworkError"),
		x.Apply(block("test", nil), x.CheckSame()),
	)
}

// A port that somebody else's listener has is not taken: the error has an import
// block, which works.
func TestAccLayer4_held(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		holder gaapmock.Listener
		says   []string
	}{
		"equal":     {gaapmock.Listener{Name: "web"}, []string{"GAAP_ADOPT=listener-"}},
		"different": {gaapmock.Listener{Name: "theirs", HealthCheck: 1}, []string{"It is not what is ordered", `name is "theirs", not "web"`, "health_check is true, not false"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			c.holder.ProxyID, c.holder.Port = proxyID, 80
			id := x.Mock.AddListener(c.holder)
			x.RunAlone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Fails(plain, append(c.says, "GAAP listener exists already", id, "TCP port 80 of "+proxyID, "Nothing was made", "import {", "to = gaap_layer4_listener.NAME")...)
				x.requireCreates("TCP", 0, 0)
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
				_, rest, _ := strings.Cut(said, "import {")
				pasted := "import {" + rest
				pasted = strings.ReplaceAll(strings.ReplaceAll(pasted[:strings.Index(pasted, "}")+1], "NAME", "test"), "│", "")
				s.Configure(pasted + "\n" + block("test", nil))
				s.Apply(plain)
				s.RequireEmptyPlan()
				if got := s.State().Object(address).Text("id"); got != id {
					t.Errorf("the state holds %s, want %s", got, id)
				}
			})
		})
	}
}

// HTTP and HTTPS listeners have ports of TCP; the service says so.
func TestAccLayer4_heldByHTTP(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Protocol: "HTTP", Port: 80, Name: "other"})
	x.Run(
		x.Fails(block("test", nil), "Cannot create GAAP listener", "port = 80", `HTTP listener "other" (`+id+") has TCP port 80 of "+proxyID, "InvalidParameterValue.DuplicatedListenerPort", "TCP, HTTP and HTTPS share their ports"),
		before(x.Apply(block("test", nil), x.CheckSame()), func() { x.Mock.RemoveListener(id) }),
	)
}

// What an interrupted run left is taken over when adopt names it, with its origins.
func TestAccLayer4_adopt(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Port: 80, Name: "web", RealServers: []gaapmock.Binding{{ID: two, Port: 443}}})
	x.RunAlone(func(s *acctest.Session) {
		s.Configure(block("test", arguments{"name": `"other"`}, to(one)), `adopt = ["`+id+`"]`)
		s.Fails(plain, "GAAP listener to adopt differs", id, `name is "web", not "other"`)
		s.Configure(block("test", nil, to(one)), `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP listener adopted: "+id)
		if got := x.Writes(listenerID); len(got) != 1 || got[0] != binds(bound(one, "")) {
			t.Errorf("it wrote %q", got)
		}
		s.MustPlan(plain, "GAAP listener to adopt is in the state")
		s.Configure(block("test", nil, to(one)))
		s.RequireEmptyPlan()
	})
}

// Somebody else gets the port between the look and the order.
func TestAccLayer4_taken(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := ""
	x.Mock.OnCall(func(action string) {
		if action == "CreateTCPListeners" && id == "" {
			id = x.Mock.AddListener(gaapmock.Listener{ProxyID: proxyID, Port: 80, Name: "theirs"})
		}
	})
	x.Run(
		x.Fails(block("test", nil), "GAAP listener exists already", "import {"),
		before(x.Apply(block("test", nil), x.CheckSame()), func() { x.Mock.RemoveListener(id) }),
	)
}

// Two listeners change their ports with each other: each waits for the other to go.
func TestAccLayer4_swap(t *testing.T) {
	t.Parallel()
	for name, parallelism := range map[string]int{"ten at a time": 10, "two at a time": 2} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.RunAlone(func(s *acctest.Session) {
				s.Parallelism = parallelism
				pair := func(a, b string) string {
					return block("test", arguments{"port": a}) + block("next", arguments{"port": b, "name": `"next"`})
				}
				s.Configure(pair("80", "81"))
				s.Apply(plain)
				s.Configure(pair("81", "80"))
				s.Apply(plain)
				s.RequireEmptyPlan()
				if n := len(s.Mock.Listeners(proxyID)); n != 2 {
					t.Errorf("there are %d listeners", n)
				}
			})
		})
	}
}

// A port goes from a resource that is destroyed to a new one.
func TestAccLayer4_handedOn(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.RunAlone(func(s *acctest.Session) {
		s.Configure(block("old", nil))
		s.Apply(plain)
		old := x.ID()
		s.Configure(block("test", arguments{"name": `"new"`}))
		s.Apply(plain)
		s.RequireEmptyPlan()
		if x.ID() == old {
			t.Error("it was taken over")
		}
	})
}

// A replacement that keeps its port cannot be made before the old one goes.
func TestAccLayer4_createBeforeDestroy(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	cbd := arguments{"lifecycle": "{\n    create_before_destroy = true\n  }"}
	x.Mock.UpdateProxy(proxyID, func(p *gaapmock.Proxy) { p.ClientIPMethods = []int64{0, 1} })
	x.RunAlone(func(s *acctest.Session) {
		s.Configure(block("test", with(cbd, arguments{"client_ip_method": "0"})))
		s.Apply(plain)
		old := x.ID()
		s.Configure(block("test", with(cbd, arguments{"client_ip_method": "1"})))
		start := s.Clock.Now()
		s.Fails(plain, "GAAP listener exists already", old, "take create_before_destroy off")
		if took := s.Clock.Now().Sub(start); took > 2*time.Minute {
			t.Errorf("it took %s", took)
		}
		if x.ID() != old {
			t.Error("it was replaced")
		}
		s.Configure(block("test", with(cbd, arguments{"client_ip_method": "1", "port": "81"}))) // another port is possible
		s.Apply(plain)
		s.RequireEmptyPlan()
	})
}
