package httprule_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What somebody else changes is found, and set back with a call that has nothing
// else; of checks, the rest is as the service has it.
func TestAccRule_drift(t *testing.T) {
	t.Parallel()
	as := arguments{
		"scheduler": `"wrr"`, "health_check": "true", "interval": "10", "connect_timeout": "9", "health_check_path": `"/health"`, "health_check_method": `"GET"`,
		"health_check_status_codes": "[200]", "failed_count_inter": "60", "failed_threshold": "5", "block_inter": "600", "forward_host": `"a.example.com"`,
		"forward_protocol": `"HTTPS"`, "sni_switch": `"ON"`, "sni": `"a.example.com"`, "forced_redirect": `"https://www.example.com/"`,
	}
	config := block("test", with(as, headers("X-A=1")), to(one, "weight = 7"), to(two))
	bindAll := binds(bound(one, `,"RealServerWeight":7`), bound(two, `,"RealServerWeight":1`))
	check := checks(`"DelayLoop":10,"ConnectTimeout":9,"Path":"/health","Method":"GET","StatusCode":[200],"FailedCountInter":60,"FailedThreshold":5,"BlockInter":600`)
	for name, c := range map[string]struct {
		change func(r *gaapmock.Rule)
		writes []string
	}{
		"path":                      {func(r *gaapmock.Rule) { r.Path = "/x" }, []string{modifies(`"Path":"/"`)}},
		"scheduler":                 {func(r *gaapmock.Rule) { r.Scheduler = "lc" }, []string{modifies(`"Scheduler":"wrr"`), bindAll}},
		"health_check":              {func(r *gaapmock.Rule) { r.HealthCheck = 0 }, []string{modifies(`"HealthCheck":1`)}},
		"interval":                  {func(r *gaapmock.Rule) { r.Check.DelayLoop = 60 }, []string{check}},
		"connect_timeout":           {func(r *gaapmock.Rule) { r.Check.ConnectTimeout = 3 }, []string{check}},
		"health_check_path":         {func(r *gaapmock.Rule) { r.Check.Path = "/x" }, []string{check}},
		"health_check_method":       {func(r *gaapmock.Rule) { r.Check.Method = "HEAD" }, []string{check}},
		"health_check_status_codes": {func(r *gaapmock.Rule) { r.Check.StatusCodes = []int64{500, 200} }, []string{check}},
		"failed_count_inter":        {func(r *gaapmock.Rule) { r.Check.FailedCount = 1 }, []string{check}},
		"failed_threshold":          {func(r *gaapmock.Rule) { r.Check.FailedThreshold = 1 }, []string{check}},
		"block_inter":               {func(r *gaapmock.Rule) { r.Check.BlockTime = 1 }, []string{check}},
		"forward_host":              {func(r *gaapmock.Rule) { r.ForwardHost = "default" }, []string{modifies(`"ForwardHost":"a.example.com"`)}},
		"forward_protocol":          {func(r *gaapmock.Rule) { r.ForwardProtocol = "HTTP" }, []string{modifies(`"ForwardProtocol":"HTTPS"`)}},
		"sni_switch":                {func(r *gaapmock.Rule) { r.SNISwitch = "OFF" }, []string{modifies(`"ServerNameIndicationSwitch":"ON"`)}},
		"sni":                       {func(r *gaapmock.Rule) { r.SNI = "x" }, []string{modifies(`"ServerNameIndication":"a.example.com"`)}},
		"forced_redirect":           {func(r *gaapmock.Rule) { r.ForcedRedirect = nil }, []string{modifies(`"ForcedRedirect":"https://www.example.com/"`)}},
		"a weight":                  {func(r *gaapmock.Rule) { r.RealServers[0].Weight = 8 }, []string{bindAll}},
		"no origins":                {func(r *gaapmock.Rule) { r.RealServers = nil }, []string{bindAll}},
		"another header":            {func(r *gaapmock.Rule) { r.Headers = append(r.Headers, gaapmock.Header{Name: "X-B", Value: "2"}) }, []string{setsHeaders("X-A=1")}},
		"another value":             {func(r *gaapmock.Rule) { r.Headers[0].Value = "2" }, []string{setsHeaders("X-A=1")}},
		"no headers":                {func(r *gaapmock.Rule) { r.Headers = nil }, []string{setsHeaders("X-A=1")}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Apply(config, x.Same()), before(x.updates(config, c.writes...), x.outside(c.change)))
		})
	}
}

// What is left out is set back to the default, or taken away, where it has one; the
// rest is the service's.
func TestAccRule_driftFromDefaults(t *testing.T) {
	t.Parallel()
	redirect := "https:"
	for name, c := range map[string]struct {
		change func(r *gaapmock.Rule)
		writes []string // nil: it is no drift
	}{
		"scheduler":          {func(r *gaapmock.Rule) { r.Scheduler = "lc" }, []string{modifies(`"Scheduler":"rr"`)}},
		"checks":             {func(r *gaapmock.Rule) { r.Check.DelayLoop, r.Check.Path = 60, "/x" }, []string{checks("")}},
		"forward_host":       {func(r *gaapmock.Rule) { r.ForwardHost = "x.example.com" }, []string{modifies(`"ForwardHost":"default"`)}},
		"forced_redirect":    {func(r *gaapmock.Rule) { r.ForcedRedirect = &redirect }, []string{modifies(`"ForcedRedirect":""`)}},
		"an origin":          {func(r *gaapmock.Rule) { r.RealServers = []gaapmock.Binding{{ID: one, Port: 80}} }, []string{binds()}},
		"passive checks":     {func(r *gaapmock.Rule) { r.Check.FailedCount, r.Check.FailedThreshold, r.Check.BlockTime = 1, 2, 3 }, nil},
		"forward_protocol":   {func(r *gaapmock.Rule) { r.ForwardProtocol = "HTTPS" }, nil},
		"sni":                {func(r *gaapmock.Rule) { r.SNISwitch, r.SNI = "ON", "x" }, nil},
		"headers":            {func(r *gaapmock.Rule) { r.Headers = []gaapmock.Header{{Name: "X-A", Value: "1"}} }, nil},
		"a sick origin":      {func(r *gaapmock.Rule) { r.HealthCheck = 0 }, nil},
		"a change under way": {func(r *gaapmock.Rule) { r.Status = gaapmock.StatusModifying }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			config := block("test", nil)
			step := withPlan(x.Apply(config, x.Same(), x.Wrote()), plancheck.ResourceActionNoop)
			if c.writes != nil {
				step = x.updates(config, c.writes...)
			}
			x.Run(x.Apply(config, x.Same()), before(step, x.outside(c.change)),
				before(x.Apply(config), x.outside(func(r *gaapmock.Rule) { r.Status = gaapmock.StatusRunning })))
		})
	}
}

// What identifies a rule cannot be set back: such a one is replaced.
func TestAccRule_driftReplaces(t *testing.T) {
	t.Parallel()
	config := block("test", arguments{"health_check_domain": `"check.example.com"`})
	for name, change := range map[string]func(x *test) func(r *gaapmock.Rule){
		"domain": func(x *test) func(r *gaapmock.Rule) {
			other := x.Mock.AddDomain(gaapmock.Domain{ListenerID: plainID, Name: "other.example.com"})
			return func(r *gaapmock.Rule) { r.DomainID = other }
		},
		"realserver_type": func(*test) func(r *gaapmock.Rule) {
			return func(r *gaapmock.Rule) { r.RealServerType = gaapmock.TypeDomain }
		},
		"health_check_domain": func(*test) func(r *gaapmock.Rule) { return func(r *gaapmock.Rule) { r.Check.Domain = "" } },
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(x.Apply(config), before(withPlan(x.Apply(config), plancheck.ResourceActionReplace), func() { x.outside(change(x))() }))
		})
	}
}

// The health of origins is no drift, but shows.
func TestAccRule_health(t *testing.T) {
	x := newTest(t, gaapmock.Options{Listener: gaapmock.ListenerOptions{WeightsShown: true}})
	config := block("test", arguments{"health_check": "true"}, to(one, "weight = 5"))
	x.Run(
		x.Apply(config, x.Same()),
		before(withPlan(x.Apply(config, x.Same()), plancheck.ResourceActionNoop), func() {
			x.Mock.SetHealth(one, false)
			x.outside(func(r *gaapmock.Rule) { r.RealServers[0].Weight = 50 })()
		}),
		resource.TestStep{RefreshState: true, Check: attributes(map[string]string{"bind_status": "ABNORMAL", "realservers.0.weight": "5"})},
	)
}

// A change meanwhile is kept in what is sent as a whole: nobody has planned to undo it.
func TestAccRule_changedMeanwhile(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		s.Configure(block("test", arguments{"interval": "10"}))
		plan := s.Planned(plain)
		id := x.ID()
		x.outside(func(r *gaapmock.Rule) { r.Status = gaapmock.StatusBinding })()
		time.AfterFunc(time.Minute, func() {
			s.Mock.UpdateRule(id, func(r *gaapmock.Rule) {
				r.Status, r.Check.Path, r.ForwardHost = gaapmock.StatusRunning, "/theirs", "theirs"
			})
		})
		s.Saved(plan)
		if r, _ := s.Mock.Rule(id); r.Check.DelayLoop != 10 || r.ForwardHost != "theirs" {
			t.Errorf("the service has %+v", r)
		}
		s.Apply(plain)
		s.Empty()
	})
}

// A service that behaves in another way than is expected is used the same.
func TestAccRule_modes(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.Options{
		"ordinary":               {},
		"not found":              {Layer7: gaapmock.Layer7Options{UnknownRule: gaapmock.UnknownNotFound, UnknownInvalidValue: true}},
		"omitted":                {Layer7: gaapmock.Layer7Options{UnknownRule: gaapmock.UnknownOmitted}},
		"empty lists refused":    {Layer7: gaapmock.Layer7Options{EmptyListRefused: true}},
		"headers sorted":         {Layer7: gaapmock.Layer7Options{HeadersSorted: true}},
		"rules make domains":     {Layer7: gaapmock.Layer7Options{RuleMakesDomain: true}},
		"reads lag":              {Listener: gaapmock.ListenerOptions{ReadLag: 1500 * time.Millisecond}, Layer7: gaapmock.Layer7Options{DomainLag: 3 * time.Second}},
		"a lock of the parent":   {Listener: gaapmock.ListenerOptions{Lock: gaapmock.LockParent}},
		"it queues":              {Listener: gaapmock.ListenerOptions{Lock: gaapmock.LockQueue}},
		"a check of any timeout": {Listener: gaapmock.ListenerOptions{TimeoutUnchecked: true}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, options)
			config := func(more arguments, bind ...string) (text string) {
				for n, as := range []arguments{{"path": `"/a"`}, {"path": `"/b"`}, {"listener_id": `"` + tlsID + `"`}} {
					label := fmt.Sprintf("x%d", n)
					if n == 0 {
						label = "test"
					}
					text += block(label, with(as, more), bind...)
				}
				return text
			}
			x.Run(
				x.Apply(config(headers("X-B=1", "X-A=2"), to(one, "weight = 3"), to(two))),
				withPlan(x.Apply(config(with(headers("X-B=1"), arguments{"scheduler": `"lc"`}), to(one))), plancheck.ResourceActionUpdate),
				withPlan(x.Apply(config(arguments{"headers": "[]"})), plancheck.ResourceActionUpdate),
			)
		})
	}
}
