package layer4_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What somebody else changes is found, and set back with a call that has nothing else.
func TestAccLayer4_drift(t *testing.T) {
	t.Parallel()
	all := with(udp, arguments{
		"scheduler": `"wrr"`, "failover_switch": "true", "health_check": "true", "interval": "10", "connect_timeout": "9", "healthy_threshold": "2", "unhealthy_threshold": "3",
		"check_type": `"PORT"`, "check_port": "81", "context_type": `"TEXT"`, "send_context": `"ping"`, "recv_context": `"pong"`,
	})
	config := block("test", all, to(one, "weight = 7", `failover_role = "master"`), to(two, `failover_role = "slave"`))
	bindAll := binds(bound(one, `,"RealServerWeight":7,"RealServerFailoverRole":"master"`), bound(two, `,"RealServerWeight":1,"RealServerFailoverRole":"slave"`))
	for name, c := range map[string]struct {
		change func(l *gaapmock.Listener)
		writes []string
	}{
		"name":                {func(l *gaapmock.Listener) { l.Name = "x" }, []string{modifies("UDP", `"ListenerName":"web"`)}},
		"scheduler":           {func(l *gaapmock.Listener) { l.Scheduler = "lc" }, []string{modifies("UDP", `"Scheduler":"wrr"`), bindAll}},
		"health_check":        {func(l *gaapmock.Listener) { l.HealthCheck = 0 }, []string{modifies("UDP", `"HealthCheck":1`)}},
		"interval":            {func(l *gaapmock.Listener) { l.DelayLoop = 60 }, []string{modifies("UDP", `"DelayLoop":10`)}},
		"connect_timeout":     {func(l *gaapmock.Listener) { l.ConnectTimeout = 3 }, []string{modifies("UDP", `"ConnectTimeout":9`)}},
		"healthy_threshold":   {func(l *gaapmock.Listener) { l.HealthyThreshold = 4 }, []string{modifies("UDP", `"HealthyThreshold":2`)}},
		"unhealthy_threshold": {func(l *gaapmock.Listener) { l.UnhealthyThreshold = 4 }, []string{modifies("UDP", `"UnhealthyThreshold":3`)}},
		"check_type":          {func(l *gaapmock.Listener) { l.CheckType = "PING" }, []string{modifies("UDP", `"CheckType":"PORT"`)}},
		"check_port":          {func(l *gaapmock.Listener) { l.CheckPort = 82 }, []string{modifies("UDP", `"CheckPort":81`)}},
		"send_context":        {func(l *gaapmock.Listener) { l.SendContext = "x" }, []string{modifies("UDP", `"SendContext":"ping"`)}},
		"recv_context":        {func(l *gaapmock.Listener) { l.RecvContext = "" }, []string{modifies("UDP", `"RecvContext":"pong"`)}},
		"all texts": {
			func(l *gaapmock.Listener) { l.ContextType, l.SendContext, l.RecvContext = "", "", "" },
			[]string{modifies("UDP", `"ContextType":"TEXT","RecvContext":"pong","SendContext":"ping"`)},
		},
		"failover_switch": {func(l *gaapmock.Listener) { l.FailoverSwitch = 0 }, []string{modifies("UDP", `"FailoverSwitch":1`), bindAll}},
		"a weight":        {func(l *gaapmock.Listener) { l.RealServers[0].Weight = 8 }, []string{bindAll}},
		"a role":          {func(l *gaapmock.Listener) { l.RealServers[0].Role = "slave" }, []string{bindAll}},
		"an origin less":  {func(l *gaapmock.Listener) { l.RealServers = l.RealServers[:1] }, []string{bindAll}},
		"no origins":      {func(l *gaapmock.Listener) { l.RealServers = nil }, []string{bindAll}},
		"another port":    {func(l *gaapmock.Listener) { l.RealServers[1].Port = 443 }, []string{bindAll}},
		"one more": {func(l *gaapmock.Listener) {
			l.RealServers = append(l.RealServers, gaapmock.Binding{ID: "rs-six00001", Address: "2001:db8::1", Port: 80, Weight: 1, Role: "slave"})
		}, []string{bindAll}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Apply(config, x.Same()), before(x.updates(config, c.writes...), func() { x.outside(c.change)(); x.Mock.ResetJournal() }))
		})
	}
}

// What no listener of this configuration has is taken away again.
func TestAccLayer4_driftFromDefaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		as     arguments
		change func(l *gaapmock.Listener)
		writes []string
	}{
		"checks of TCP":    {nil, func(l *gaapmock.Listener) { l.HealthCheck = 1 }, []string{modifies("TCP", `"HealthCheck":0`)}},
		"scheduler of TCP": {nil, func(l *gaapmock.Listener) { l.Scheduler = "lc" }, []string{modifies("TCP", `"Scheduler":"rr"`)}},
		"checks of UDP": {udp, func(l *gaapmock.Listener) { l.HealthCheck, l.CheckType = 1, "PING" }, []string{
			modifies("UDP", `"HealthCheck":0,"CheckType":""`),
		}},
		"a port and texts": {udp, func(l *gaapmock.Listener) {
			l.HealthCheck, l.CheckType, l.CheckPort, l.ContextType, l.SendContext = 1, "PORT", 81, "TEXT", "x"
		}, []string{modifies("UDP", `"HealthCheck":0,"CheckType":"","CheckPort":0,"ContextType":"","SendContext":""`)}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			config := block("test", c.as)
			x.Run(x.Apply(config, x.Same()), before(x.updates(config, c.writes...), func() { x.outside(c.change)(); x.Mock.ResetJournal() }))
		})
	}
}

// What identifies a listener cannot be set back: such a one is replaced.
func TestAccLayer4_driftReplaces(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(l *gaapmock.Listener){
		"port":             func(l *gaapmock.Listener) { l.Port = 81 },
		"realserver_type":  func(l *gaapmock.Listener) { l.RealServerType = gaapmock.TypeDomain },
		"client_ip_method": func(l *gaapmock.Listener) { l.ClientIPMethod = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			config := block("test", arguments{"client_ip_method": "0"})
			x.Run(x.Apply(config), before(withPlan(x.Apply(config), plancheck.ResourceActionReplace), x.outside(change)))
		})
	}
}

// What the service decides is no drift, but shows: the health of origins, a
// session persistence that was set in the console, weights that do not count.
func TestAccLayer4_noDrift(t *testing.T) {
	t.Parallel()
	for _, protocol := range []string{"TCP", "UDP"} {
		for name, c := range map[string]struct {
			as     arguments
			change func(x *test)
			shows  map[string]string
		}{
			"a sick origin":       {arguments{}, func(x *test) { x.Mock.SetHealth(one, false) }, map[string]string{"bind_status": "ABNORMAL"}},
			"a sick domain":       {arguments{"realserver_type": `"DOMAIN"`}, func(x *test) { x.Mock.SetHealth("rs-name0001", false) }, map[string]string{"bind_status": map[string]string{"TCP": "ABNORMAL", "UDP": "UNRESOLVED"}[protocol]}},
			"session persistence": {arguments{}, func(x *test) { x.outside(func(l *gaapmock.Listener) { l.SessionPersist = 30 })() }, map[string]string{"session_persist": "30", "bind_status": "NORMAL"}},
			"weights":             {arguments{}, func(x *test) { x.outside(func(l *gaapmock.Listener) { l.RealServers[0].Weight = 50 })() }, map[string]string{"realserver_bind_set.0.weight": "1"}},
			"a change under way":  {arguments{}, func(x *test) { x.outside(func(l *gaapmock.Listener) { l.Status = gaapmock.StatusModifying })() }, map[string]string{"status": "MODIFYING"}},
		} {
			t.Run(protocol+" "+name, func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{WeightsShown: true}})
				as, origin := with(arguments{"protocol": `"` + protocol + `"`, "health_check": "true"}, c.as), one
				if protocol == "UDP" {
					as["check_type"] = `"PING"`
				}
				if c.as["realserver_type"] != "" {
					origin = "rs-name0001"
				}
				config := block("test", as, to(origin))
				x.Run(
					x.Apply(config, x.Same()),
					before(withPlan(x.Apply(config, x.Same(), x.Wrote()), plancheck.ResourceActionNoop), func() { c.change(x); x.Mock.ResetJournal() }),
					resource.TestStep{RefreshState: true, Check: attributes(c.shows)},
					before(x.Apply(config), x.outside(func(l *gaapmock.Listener) { l.Status = gaapmock.StatusRunning })),
				)
			})
		}
	}
}

// A service that leaves out what a listener has, or shows it in another way, is no drift.
func TestAccLayer4_modes(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.ListenerOptions{
		"ordinary":              {},
		"nulls":                 {OmittedHealthNull: true, OtherParentEmpty: true},
		"not found":             {Unknown: gaapmock.UnknownNotFound, OtherProtocol: gaapmock.UnknownNotExist, OtherParent: gaapmock.UnknownOmitted},
		"omitted":               {Unknown: gaapmock.UnknownOmitted},
		"a lock of the parent":  {Lock: gaapmock.LockParent},
		"a lock of its own":     {Lock: gaapmock.LockStatusError},
		"one status code":       {InstanceStatusOnly: true},
		"whatever the proxy is": {ParentStatusIgnored: true},
		"roles are refused":     {RoleRefused: true},
		"weights are shown":     {WeightsShown: true, AnyWeight: true},
		"reads lag":             {ReadLag: 1500 * 1000 * 1000},
		"forced only":           {UnforcedDelete: gaapmock.UnforcedRefused},
		"tasks":                 {Tasks: true},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Listener: options})
			config := func(name string, bind ...string) (text string) {
				for n, as := range []arguments{{}, udp, {"proxy_id": "", "group_id": `"` + groupID + `"`}} {
					label := fmt.Sprintf("x%d", n)
					if n == 0 {
						label = "test"
					}
					text += block(label, with(as, arguments{"name": name}), bind...)
				}
				return text
			}
			x.Run(
				x.Apply(config(`"a"`, to(one, "weight = 3"), to(two))),
				withPlan(x.Apply(config(`"b"`, to(one))), plancheck.ResourceActionUpdate),
				withPlan(x.Apply(config(`"b"`)), plancheck.ResourceActionUpdate),
			)
		})
	}
}
