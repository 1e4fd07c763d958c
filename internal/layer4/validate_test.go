package layer4_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What a plan can refuse is refused there, at the argument, before anything is
// sent.
func TestAccLayer4_refused(t *testing.T) {
	t.Parallel()
	var (
		checked = with(udp, arguments{"health_check": "true"})
		byPort  = with(checked, arguments{"check_type": `"PORT"`, "check_port": "81"})
		domain  = arguments{"realserver_type": `"DOMAIN"`}
		many    []string
	)
	for n := range 101 {
		many = append(many, fmt.Sprintf("id = %q\n    port = %d", one, n+1))
	}
	for name, c := range map[string]struct {
		as   arguments
		bind []string
		at   string // the argument that is pointed at
		says string
	}{
		"port 21":                    {as: arguments{"port": "21"}, at: "port"},
		"port 0":                     {as: arguments{"port": "0"}, at: "port"},
		"port 65000":                 {as: arguments{"port": "65000"}, at: "port"},
		"protocol":                   {as: arguments{"protocol": `"tcp"`}, at: "protocol"},
		"realserver_type":            {as: arguments{"realserver_type": `"ip"`}, at: "realserver_type"},
		"scheduler":                  {as: arguments{"scheduler": `"fast"`}, at: "scheduler"},
		"no name":                    {as: arguments{"name": `""`}, at: "name"},
		"a long name":                {as: arguments{"name": `"` + strings.Repeat("x", 31) + `"`}, at: "name"},
		"a name with a space":        {as: arguments{"name": `"web "`}, at: "name"},
		"no parent":                  {as: arguments{"proxy_id": ""}, at: "proxy_id", says: "or group_id is required"},
		"two parents":                {as: arguments{"group_id": `"lg-demo0001"`}, at: "group_id", says: "exclude each other"},
		"a proxy's id that is none":  {as: arguments{"proxy_id": `"edge"`}, at: "proxy_id"},
		"a group's id that is none":  {as: arguments{"proxy_id": "", "group_id": `"edge"`}, at: "group_id"},
		"interval 4":                 {as: arguments{"interval": "4"}, at: "interval"},
		"interval 301":               {as: arguments{"interval": "301"}, at: "interval"},
		"timeout 1":                  {as: arguments{"connect_timeout": "1"}, at: "connect_timeout"},
		"timeout 61":                 {as: arguments{"connect_timeout": "61", "interval": "100"}, at: "connect_timeout"},
		"timeout as long":            {as: arguments{"connect_timeout": "20", "interval": "20"}, at: "connect_timeout", says: "is 20 seconds, and must be less than interval, which is 20"},
		"timeout against a default":  {as: arguments{"connect_timeout": "5"}, at: "connect_timeout", says: "must be less than interval, which is 5"},
		"threshold 0":                {as: arguments{"healthy_threshold": "0"}, at: "healthy_threshold"},
		"threshold 11":               {as: arguments{"unhealthy_threshold": "11"}, at: "unhealthy_threshold"},
		"check_type of TCP":          {as: arguments{"check_type": `"PING"`}, at: "check_type", says: "is for UDP listeners"},
		"check_port of TCP":          {as: arguments{"check_port": "81"}, at: "check_port", says: "is for UDP listeners"},
		"context_type of TCP":        {as: arguments{"context_type": `"TEXT"`}, at: "context_type", says: "is for UDP listeners"},
		"send_context of TCP":        {as: arguments{"send_context": `"x"`}, at: "send_context", says: "is for UDP listeners"},
		"recv_context of TCP":        {as: arguments{"recv_context": `"x"`}, at: "recv_context", says: "is for UDP listeners"},
		"a check of no type":         {as: checked, at: "check_type", says: "is required for a UDP listener with health_check"},
		"PORT without a port":        {as: with(checked, arguments{"check_type": `"PORT"`}), at: "check_port", says: "is required with"},
		"PING with a port":           {as: with(byPort, arguments{"check_type": `"PING"`}), at: "check_port", says: "needs check_type"},
		"a port of no type":          {as: with(udp, arguments{"check_port": "81"}), at: "check_port", says: "needs check_type"},
		"PING with a text":           {as: with(checked, arguments{"check_type": `"PING"`, "send_context": `"x"`, "context_type": `"TEXT"`}), at: "context", says: "needs check_type"},
		"a text of no type":          {as: with(byPort, arguments{"send_context": `"x"`}), at: "send_context", says: "needs context_type"},
		"a type of no text":          {as: with(byPort, arguments{"context_type": `"TEXT"`}), at: "context_type", says: "needs send_context or recv_context"},
		"an empty text":              {as: with(byPort, arguments{"context_type": `"TEXT"`, "send_context": `""`}), at: "send_context"},
		"check_port 0":               {as: with(byPort, arguments{"check_port": "0"}), at: "check_port"},
		"check_port 65536":           {as: with(byPort, arguments{"check_port": "65536"}), at: "check_port"},
		"another check_type":         {as: with(byPort, arguments{"check_type": `"TEXT"`}), at: "check_type"},
		"wrr with DOMAIN":            {as: with(domain, arguments{"scheduler": `"wrr"`}), at: "scheduler", says: "wrr is not possible with"},
		"lrtt with DOMAIN":           {as: with(domain, arguments{"scheduler": `"lrtt"`}), at: "scheduler", says: "lrtt is not possible with"},
		"failover with DOMAIN":       {as: with(domain, arguments{"failover_switch": "true", "health_check": "true"}), at: "failover_switch", says: "is not possible with"},
		"failover without checks":    {as: arguments{"failover_switch": "true"}, at: "failover_switch", says: "needs health_check = true"},
		"client_ip_method of UDP":    {as: with(udp, arguments{"client_ip_method": "0"}), at: "client_ip_method", says: "a UDP listener has none"},
		"client_ip_method 2":         {as: arguments{"client_ip_method": "2"}, at: "client_ip_method"},
		"101 origins":                {bind: many, at: "realserver_bind_set"},
		"one origin twice":           {bind: []string{to(one, "weight = 1"), to(one, "weight = 2")}, at: "realserver_bind_set", says: "has origin rs-one00001:80 twice"},
		"a role without a switch":    {bind: []string{to(one, `failover_role = "master"`)}, at: "realserver_bind_set", says: "needs failover_switch = true"},
		"a switch without roles":     {as: arguments{"failover_switch": "true", "health_check": "true"}, bind: []string{to(one)}, at: "realserver_bind_set", says: "needs a failover_role"},
		"another role":               {as: arguments{"failover_switch": "true", "health_check": "true"}, bind: []string{to(one, `failover_role = "x"`)}, at: "failover_role"},
		"weight 0":                   {bind: []string{to(one, "weight = 0")}, at: "weight"},
		"weight 101":                 {bind: []string{to(one, "weight = 101")}, at: "weight"},
		"an origin's port 0":         {bind: []string{"id = \"rs-1\"\n    port = 0"}, at: "port"},
		"an origin's port 65536":     {bind: []string{"id = \"rs-1\"\n    port = 65536"}, at: "port"},
		"an origin's id":             {bind: []string{to("one")}, at: "id"},
		"an origin without port":     {bind: []string{`id = "rs-1"`}, at: "port"},
		"no time":                    {as: arguments{"timeouts": "{\n    create = \"0s\"\n  }"}, at: "create = "},
		"a domain of an IP listener": {bind: []string{to("rs-name0001")}, at: "realserver_bind_set", says: "a.example.com"},
		"an address of a DOMAIN one": {as: domain, bind: []string{to(one)}, at: "realserver_bind_set", says: "192.0.2.1"},
		"no such origin":             {bind: []string{to("rs-nobody")}, at: "realserver_bind_set", says: "There is no origin rs-nobody"},
		"another address":            {bind: []string{to(one, `ip = "192.0.2.2"`)}, at: "realserver_bind_set", says: "192.0.2.1"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Session(t, func(s *acctest.Session) {
				s.Configure(block("test", c.as, c.bind...))
				said := s.PlanAndApply(s.T.Context(), s.Text(), tfcore.Options{})
				text := strings.Join(strings.Fields(said.Render(s.Text())), " ")
				if !said.HasErrors() || !strings.Contains(text, c.says) {
					t.Errorf("%q is not said:\n%s", c.says, text)
				}
				for _, d := range said {
					if d.Error && !strings.Contains(tfcore.Diagnostics{d}.Render(s.Text()), c.at) {
						t.Errorf("an error is not about %s:\n%s", c.at, text)
					}
				}
				for _, call := range x.Mock.Journal() {
					if call.Write {
						t.Errorf("%s was sent", call.Action)
					}
				}
			})
		})
	}
}

// One port of one proxy is one listener's. TCP and UDP have ports of their own,
// and so has each proxy.
func TestAccLayer4_twoAtOnePort(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	other := x.Mock.AddProxy(gaapmock.Proxy{Name: "other"})
	x.Run(
		x.Fails(block("test", nil)+block("twin", arguments{"name": `"twin"`}), "Two GAAP objects have the same key", "TCP port 80 of "+proxyID),
		x.Apply(block("test", nil)+block("udp", udp)+block("other", arguments{"proxy_id": `"` + other + `"`})+block("next", arguments{"port": "81"})+
			block("group", arguments{"proxy_id": "", "group_id": `"` + groupID + `"`})),
	)
}

// The ids of the proxy and of origins may be made in the same apply.
func TestAccLayer4_unknown(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	made := acctest.Block("test", nil) + "resource \"gaap_realserver\" \"test\" {\n  ip = \"192.0.2.9\"\n  name = \"nine\"\n}\n"
	listener := func(more arguments, bind ...string) string {
		return made + block("test", with(arguments{"proxy_id": "gaap_proxy.test.id"}, more), bind...)
	}
	origin := "id = gaap_realserver.test.id\n    port = 80"
	noIP := planCheck(func(after, unknown map[string]any) error {
		if unknown["proxy_id"] != true || after["port"] == nil {
			return fmt.Errorf("the plan is %v, unknown is %v", after, unknown)
		}
		return nil
	})
	x.Run(
		withPlan(x.Apply(listener(nil, origin), x.Same(), attributes(map[string]string{"realserver_bind_set.0.ip": "192.0.2.9"})), plancheck.ResourceActionCreate, noIP),
		withPlan(x.Apply(listener(nil, origin), x.Same()), plancheck.ResourceActionNoop),
		resource.TestStep{Config: x.Config(listener(nil) + block("twin", arguments{"proxy_id": "gaap_proxy.test.id"})), ExpectError: acctest.Says("Two GAAP objects have the same key")},
	)
}

// Two at one port of a proxy that is made in the same apply are found when the
// apply plans them again: one of them is made.
func TestAccLayer4_twoAtOneUnknownPort(t *testing.T) {
	x := newTest(t, gaapmock.Options{EarlyDestroy: gaapmock.EarlyDestroyAllowed})
	as := arguments{"proxy_id": "gaap_proxy.test.id"}
	config := acctest.Block("test", nil) + block("test", as) + block("twin", as)
	x.Session(t, func(s *acctest.Session) {
		s.Configure(config)
		s.Fails(tfcore.Options{}, "Two GAAP objects have the same key")
		if n := len(s.Mock.Listeners("")); n > 1 {
			t.Errorf("%d listeners were made", n)
		}
		s.Configure("")
		s.Apply(tfcore.Options{})
	})
	x.Over()
}
