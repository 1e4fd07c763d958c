package gaapmock

import (
	"strings"
	"testing"
	"time"
)

// newGrown is a server with a grown listener, and beside it an HTTP listener of
// the same proxy.
func newGrown(t *testing.T, change ...func(*Options)) (*tester, grown, string) {
	t.Helper()
	x := newLayer7Tester(t, change...)
	g := x.grow()
	http := x.AddListener(Listener{ProxyID: g.proxy, Protocol: "HTTP"})
	x.Advance(time.Minute)
	return x, g, http
}

// layer7Bodies are parameters for all actions of layer 7 by their names.
func layer7Bodies(g grown, http string) map[string]string {
	bodies := map[string]string{
		"CreateHTTPListener":               newHTTPListener("HTTP", g.proxy, `{"Port":90}`),
		"CreateHTTPSListener":              newHTTPListener("HTTPS", g.proxy, `{"Port":90}`),
		"ModifyHTTPListenerAttribute":      `{"ListenerId":"` + http + `","ListenerName":"new"}`,
		"DescribeRules":                    `{"ListenerId":"` + g.listener + `"}`,
		"DescribeRulesByRuleIds":           `{"RuleIds":["` + g.rule + `"]}`,
		"DescribeRuleRealServers":          `{"RuleId":"` + g.rule + `"}`,
		"DescribeCustomHeader":             `{"RuleId":"` + g.rule + `"}`,
		"DescribeBlackHeader":              `{}`,
		"DescribeDomainErrorPageInfo":      onDomain(g.listener, ""),
		"DescribeDomainErrorPageInfoByIds": `{"ErrorPageIds":["` + g.page + `"]}`,
	}
	for _, w := range writesBelow(g)[:14] { // the last is no action of layer 7 alone
		bodies[w[0]] = w[1]
	}
	return bodies
}

func (x *tester) layer7State() string {
	return string(mustMarshal([]any{x.Listeners(""), x.Domains(""), x.Rules(""), x.ErrorPages("")}))
}

// Faults do to the writes what they do to others.
func TestLayer7Faults(t *testing.T) {
	for _, kind := range []FaultKind{
		FaultError, FaultErrorAfterCommit, FaultLostBefore, FaultLostAfter, FaultCutBody, FaultHTML, FaultHTMLBefore, FaultEmpty, FaultThrottle,
		FaultForeign, FaultKillBefore, FaultKillAfter,
	} {
		executed := !strings.HasSuffix(string(kind), "_before") && kind != FaultError && kind != FaultThrottle
		for name, action := range layer7Actions() {
			x, g, http := newGrown(t)
			before := x.layer7State()
			x.Inject(Fault{Action: name, Kind: kind})
			x.call(name, layer7Bodies(g, http)[name])
			if changed := x.layer7State() != before; changed != (executed && action.writes) {
				t.Errorf("%s of %s: changed %v", kind, name, changed)
			}
			if calls := x.Calls(name); len(calls) != 1 || calls[0].Committed != (executed && action.writes) || calls[0].Write != action.writes || calls[0].Fault != kind {
				t.Errorf("%s of %s: journal %+v", kind, name, calls)
			}
		}
	}
}

// A stuck write never ends, until somebody repairs what it is about.
func TestLayer7Stuck(t *testing.T) {
	for name, action := range layer7Actions() {
		if fits := (Fault{Action: name, Kind: FaultStuck}).Validate() == nil; fits != action.writes {
			t.Errorf("stuck fits %s: %v", name, fits)
		}
		if !action.writes {
			continue
		}
		x, g, http := newGrown(t)
		x.Inject(Fault{Action: name, Kind: FaultStuck})
		x.ok(name, layer7Bodies(g, http)[name])
		stuck := x.layer7State()
		if x.Advance(1000 * time.Hour); x.layer7State() != stuck || !strings.Contains(stuck, "ING\",\"") {
			t.Errorf("%s ended: %s", name, x.layer7State())
		}
	}
}

// A stale read shows what was there before the latest write to what it is about.
func TestLayer7StaleReads(t *testing.T) {
	for _, c := range []struct{ write, read string }{
		{"ModifyHTTPListenerAttribute", "DescribeHTTPListeners"},
		{"SetTlsVersion", "DescribeHTTPSListeners"},
		{"CreateDomain", "DescribeRules"},
		{"ModifyCertificate", "DescribeRules"},
		{"CreateRule", "DescribeRules"},
		{"DeleteDomain", "DescribeRules"},
		{"ModifyRuleAttribute", "DescribeRulesByRuleIds"},
		{"DeleteRule", "DescribeRulesByRuleIds"},
		{"BindRuleRealServers", "DescribeRuleRealServers"},
		{"CreateCustomHeader", "DescribeCustomHeader"},
		{"CreateDomainErrorPageInfo", "DescribeDomainErrorPageInfo"},
		{"DeleteDomainErrorPageInfo", "DescribeDomainErrorPageInfo"},
		{"DeleteDomainErrorPageInfo", "DescribeDomainErrorPageInfoByIds"},
		{"DeleteDomain", "DescribeDomainErrorPageInfoByIds"},
	} {
		x, g, http := newGrown(t)
		bodies := layer7Bodies(g, http)
		bodies["DescribeHTTPListeners"], bodies["DescribeHTTPSListeners"] = `{"ListenerId":"`+http+`"}`, `{"ListenerId":"`+g.listener+`"}`
		look := func() string {
			a := x.call(c.read, bodies[c.read])
			return strings.ReplaceAll(a.body, a.id, "")
		}
		before := look()
		x.ok(c.write, bodies[c.write])
		x.Advance(time.Minute)
		fresh := look()
		x.Inject(Fault{Action: c.read, Kind: FaultStaleRead})
		if stale := look(); stale != before || fresh == before {
			t.Errorf("%s after %s: %s, want %s", c.read, c.write, stale, before)
		}
	}
	for name, action := range layer7Actions() {
		want := !action.writes && name != "DescribeBlackHeader" // nothing changes that list
		if fits := (Fault{Action: name, Kind: FaultStaleRead}).Validate() == nil; fits != want {
			t.Errorf("a stale %s: %v", name, fits)
		}
	}
}

// A stale read after a new rule shows the domain, which is older.
func TestStaleReadOfNewRule(t *testing.T) {
	x, g, http := newGrown(t)
	x.ok("CreateDomain", onDomain(g.listener, `{"Domain":"b.example.com"}`))
	x.Advance(time.Minute)
	x.ok("CreateRule", newRule(g.listener, `{"Domain":"b.example.com"}`))
	x.Advance(time.Minute)
	x.Inject(Fault{Kind: FaultStaleRead})
	if got := x.domainsShown(g.listener); len(got) != 2 || len(got[1]["RuleSet"].([]any)) != 0 {
		t.Errorf("%v", got)
	}
	if len(x.domainsShown(http)) != 0 {
		t.Error("domains of another listener")
	}
}

func TestLayer7ForeignReads(t *testing.T) {
	x, g, http := newGrown(t)
	own := []string{g.listener, g.rule, g.page, g.origin, "a.example.com"}
	for name, action := range layer7Actions() {
		if action.writes || name == "DescribeBlackHeader" {
			continue
		}
		body := layer7Bodies(g, http)[name]
		x.Inject(Fault{Action: name, Kind: FaultForeign})
		foreign := x.ok(name, body)
		for _, text := range own {
			if strings.Contains(foreign.body, text) {
				t.Errorf("%s: %s", name, foreign.body)
			}
		}
		usual := x.ok(name, body)
		if !strings.Contains(foreign.body, "-foreign0") || strings.Contains(usual.body, "-foreign0") || len(usual.fields) != len(foreign.fields) {
			t.Errorf("%s: %s and %s", name, foreign.body, usual.body)
		}
	}
}
