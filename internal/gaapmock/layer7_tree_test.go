package gaapmock

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// grown is a listener with all that can hang on one, below a proxy of its own.
type grown struct{ proxy, listener, domain, rule, page, origin string }

// grow adds one to a server; the domain is a.example.com.
func (x *tester) grow() grown {
	g := grown{proxy: x.AddProxy(Proxy{CreateTime: testStart.Add(-time.Hour)}), origin: x.AddRealServer(RealServer{})}
	g.listener = x.AddListener(Listener{ProxyID: g.proxy, Protocol: "HTTPS", CertificateID: "cert-server00", ForwardProtocol: "HTTPS", AuthType: 1, ClientCertificateIDs: []string{"cert-client00"}})
	g.domain = x.AddDomain(Domain{ListenerID: g.listener, Name: "a.example.com", CertificateID: "cert-server01", BasicAuthID: "cert-basic000"})
	g.rule = x.AddRule(Rule{DomainID: g.domain, HealthCheck: 1, RealServers: []Binding{{ID: g.origin}}, Headers: []Header{{"X-A", "1"}}})
	g.page = x.AddErrorPage(ErrorPage{DomainID: g.domain})
	if g.page == "" || g.rule == "" {
		x.t.Fatalf("%+v", g)
	}
	return g
}

// left is how many domains, rules and error pages there are.
func (x *tester) left() [3]int {
	return [3]int{len(x.Domains("")), len(x.Rules("")), len(x.ErrorPages(""))}
}

// What goes takes along all that hangs on it, and only then origins and
// certificates are free.
func TestTreeGoes(t *testing.T) {
	for name, c := range map[string]struct {
		remove  func(*tester, grown)
		through bool // the API, which takes its time
	}{
		"DestroyProxies": {func(x *tester, g grown) { x.ok("DestroyProxies", `{"ProxyIds":["`+g.proxy+`"],"Force":1}`) }, true},
		"DeleteListeners": {func(x *tester, g grown) {
			x.ok("DeleteListeners", `{"ListenerIds":["`+g.listener+`"],"ProxyId":"`+g.proxy+`","Force":1}`)
		}, true},
		"DeleteDomain":   {func(x *tester, g grown) { x.ok("DeleteDomain", onDomain(g.listener, `{"Force":1}`)) }, true},
		"RemoveProxy":    {func(x *tester, g grown) { x.RemoveProxy(g.proxy) }, false},
		"RemoveListener": {func(x *tester, g grown) { x.RemoveListener(g.listener) }, false},
		"RemoveDomain":   {func(x *tester, g grown) { x.RemoveDomain(g.domain) }, false},
	} {
		x := newLayer7Tester(t)
		other, g := x.grow(), x.grow()
		x.UpdateListener(other.listener, func(l *Listener) { l.CertificateID, l.ClientCertificateIDs = "cert-other", nil })
		x.UpdateDomain(other.domain, func(d *Domain) { d.CertificateID, d.BasicAuthID = defaultCertificate, "" })
		c.remove(x, g)
		unbind, users := `{"RealServerIds":["`+g.origin+`"]}`, func() int { return len(x.store.certificateUsers(&x.opts, "cert-basic000", x.Now())) }
		if c.through {
			x.fails(codeBound, "RemoveRealServers", unbind)
			if p, _ := x.ErrorPage(g.page); p.Status != StatusDestroying || x.left() != [3]int{2, 2, 2} || users() != 1 {
				t.Errorf("%s: %+v of %v", name, p, x.left())
			}
			x.Advance(time.Minute)
		}
		if x.left() != [3]int{1, 1, 1} || users() != 0 {
			t.Errorf("%s leaves %v, %d users", name, x.left(), users())
		}
		x.ok("RemoveRealServers", unbind)
		x.fails(codeBound, "RemoveRealServers", `{"RealServerIds":["`+other.origin+`"]}`)
	}
}

// What a late reader still sees of a tree that is gone says where it was.
func TestTreeIsGoneLate(t *testing.T) {
	x := newLayer7Tester(t, func(o *Options) { o.Layer7.DomainLag, o.Listener.ReadLag = 10*time.Second, 5*time.Second })
	g := x.grow()
	x.Advance(20 * time.Second)
	x.RemoveDomain(g.domain)
	for action, body := range map[string]string{
		"DescribeDomainErrorPageInfoByIds": `{"ErrorPageIds":["` + g.page + `"]}`, "DescribeRulesByRuleIds": `{"RuleIds":["` + g.rule + `"]}`, "DescribeRules": onDomain(g.listener, `{"Domain":null}`),
	} {
		if a := x.ok(action, body); !strings.Contains(a.body, `"ListenerId":"`+g.listener) || !strings.Contains(a.body, `"Domain":"a.example.com"`) {
			t.Errorf("%s: %s", action, a.body)
		}
	}
	x.ok("DescribeRuleRealServers", `{"RuleId":"`+g.rule+`"}`)
	x.ok("DescribeCustomHeader", `{"RuleId":"`+g.rule+`"}`)
	x.Advance(20 * time.Second)
	x.AddDomain(Domain{ListenerID: g.listener}) // old versions are dropped
	x.fails("InvalidParameter", "DescribeRulesByRuleIds", `{"RuleIds":["`+g.rule+`"]}`)
	x.fails("InvalidParameter", "DescribeRuleRealServers", `{"RuleId":"`+g.rule+`"}`)
	x.fails("InvalidParameter", "DescribeDomainErrorPageInfo", onDomain(x.AddListener(Listener{ProxyID: g.proxy}), ""))
	if a := x.ok("DescribeDomainErrorPageInfo", onDomain(g.listener, "")); !strings.Contains(a.body, `"ErrorPageSet":[]`) {
		t.Error(a.body)
	}
}

// A renamed domain has its new name in all parts of an answer, or in none.
func TestRenamedDomainIsLate(t *testing.T) {
	x := newLayer7Tester(t)
	g := x.grow()
	x.Advance(time.Second)
	x.ok("ModifyDomain", `{"ListenerId":"`+g.listener+`","OldDomain":"a.example.com","NewDomain":"b.example.com"}`)
	for _, want := range []string{"a.example.com", "b.example.com"} {
		if got := x.domainsShown(g.listener)[0]; got["Domain"] != want || got["RuleSet"].([]any)[0].(map[string]any)["Domain"] != want {
			t.Errorf("%v, want %s", got, want)
		}
		x.Advance(time.Second)
	}
}

// A copied proxy has listeners with domains, rules and error pages of their own.
func TestTreeIsCloned(t *testing.T) {
	x := newLayer7Tester(t)
	g := x.grow()
	clone := x.create(`{"ClonedProxyId":"` + g.proxy + `"}`)
	if x.left() != [3]int{2, 2, 2} {
		t.Fatalf("%v", x.left())
	}
	x.Advance(3 * time.Minute)
	l := x.Listeners(clone)[0]
	d := x.Domains(l.ID)[0]
	r, p := x.Rules(d.ID)[0], x.ErrorPages(d.ID)[0]
	if d.ID == g.domain || r.ID == g.rule || p.ID == g.page || d.Status+r.Status+p.Status != strings.Repeat(StatusRunning, 3) ||
		d.CertificateID != "cert-server01" || r.RealServers[0].ID != g.origin || len(r.Headers) != 1 {
		t.Errorf("%+v %+v %+v", d, r, p)
	}
	x.Inject(Fault{Kind: FaultCreateFailed})
	x.create(`{"ClonedProxyId":"` + g.proxy + `"}`)
	if x.Advance(3 * time.Minute); x.left() != [3]int{2, 2, 2} {
		t.Errorf("%v", x.left())
	}
}

// writesBelow are all writes on a listener that has grown, and below it, in an
// order in which each can follow the one before.
func writesBelow(g grown) [][2]string {
	onRule := `{"ListenerId":"` + g.listener + `","RuleId":"` + g.rule + `"}`
	return [][2]string{
		{"ModifyHTTPSListenerAttribute", `{"ListenerId":"` + g.listener + `"}`},
		{"SetTlsVersion", `{"ListenerId":"` + g.listener + `","TLSSupportVersion":["TLSv1.2"],"TLSCiphers":"GAAP_TLS_CIPHERS_WIDE"}`},
		{"CreateDomain", onDomain(g.listener, `{"Domain":"b.example.com"}`)},
		{"ModifyDomain", `{"ListenerId":"` + g.listener + `","OldDomain":"a.example.com","NewDomain":"a.example.com"}`},
		{"ModifyCertificate", onDomain(g.listener, `{"CertificateId":"default"}`)},
		{"SetAuthentication", onDomain(g.listener, "")},
		{"CreateRule", newRule(g.listener, `{"Path":"/new"}`)},
		{"ModifyRuleAttribute", with(onRule, `{"Path":"/other"}`)},
		{"BindRuleRealServers", bindRule(g.rule)},
		{"CreateCustomHeader", headers(g.rule)},
		{"CreateDomainErrorPageInfo", onDomain(g.listener, `{"ErrorNos":[500],"Body":""}`)},
		{"DeleteDomainErrorPageInfo", `{"ErrorPageId":"` + g.page + `"}`},
		{"DeleteRule", with(onRule, `{"Force":1}`)},
		{"DeleteDomain", onDomain(g.listener, `{"Force":1}`)},
		{"DeleteListeners", `{"ListenerIds":["` + g.listener + `"],"ProxyId":"` + g.proxy + `","Force":1}`},
	}
}

// A listener has one task, whatever of it and below it the writes are for; with
// LockParent a proxy has.
func TestOneTask(t *testing.T) {
	for lock, others := range map[ListenerLock]string{LockListener: "", LockParent: codeHasTask} {
		x := newLayer7Tester(t, func(o *Options) { o.Listener.Lock = lock })
		g := x.grow()
		beside := x.AddListener(Listener{ProxyID: g.proxy})
		writes := writesBelow(g)
		for i, under := range writes {
			x.ok(under[0], under[1])
			for _, w := range writes[i:] {
				if a := x.fails(codeHasTask, w[0], w[1]); a.code == "" {
					t.Fatalf("%s was taken during %s", w[0], under[0])
				}
			}
			x.fails(others, "ModifyTCPListenerAttribute", `{"ListenerId":"`+beside+`","ProxyId":"`+g.proxy+`"}`)
			x.Advance(2 * time.Second)
		}
	}
}

// Writes that queue are accepted while others are under way, and end one after the
// other. What is being deleted takes no more.
func TestQueueBelowListener(t *testing.T) {
	x := newLayer7Tester(t, func(o *Options) { o.Listener.Lock, o.Listener.Tasks, o.TaskLag = LockQueue, true, -1 })
	g := x.grow()
	var tasks []string
	writes := writesBelow(g)
	for _, w := range writes[:13] {
		tasks = append(tasks, x.ok(w[0], w[1]).id)
	}
	x.fails(codeHasTask, "DeleteRule", writes[12][1])
	x.fails(codeHasTask, "DeleteDomainErrorPageInfo", writes[11][1])
	tasks = append(tasks, x.ok(writes[13][0], writes[13][1]).id)
	x.fails("FailedOperation.DomainStatusNotInRunning", "CreateRule", newRule(g.listener, ""))
	tasks = append(tasks, x.ok(writes[14][0], writes[14][1]).id)
	x.fails(codeHasTask, "CreateDomain", onDomain(g.listener, `{"Domain":"c.example.com"}`))
	for i, seconds := range []int{1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 1, 1, 2, 2, 2} {
		for _, want := range []string{"RUNNING", "SUCCESS"} {
			if got := x.ok("DescribeTaskStatus", `{"TaskId":"`+tasks[i]+`"}`).fields["Status"]; got != want {
				t.Fatalf("%s is %v, want %s", writes[i][0], got, want)
			}
			if want == "RUNNING" {
				x.Advance(time.Duration(seconds) * time.Second)
			}
		}
	}
	if x.left() != [3]int{} || len(x.Listeners(g.proxy)) != 0 {
		t.Errorf("%v %+v", x.left(), x.Listeners(""))
	}
}

// A certificate that a listener gave up stays free during later changes.
func TestReplacedCertificate(t *testing.T) {
	x := newLayer7Tester(t)
	g := x.grow()
	users := func(want int) {
		t.Helper()
		if got := x.store.certificateUsers(&x.opts, "cert-server00", x.Now()); len(got) != want {
			t.Errorf("%v, want %d", got, want)
		}
	}
	x.ok("ModifyHTTPSListenerAttribute", `{"ListenerId":"`+g.listener+`","CertificateId":"cert-server01"}`)
	users(1)
	x.fails("FailedOperation.CertificateIsUsing", "DeleteCertificate", `{"CertificateId":"cert-server00"}`)
	x.Advance(time.Second)
	users(0)
	x.ok("SetTlsVersion", writesBelow(g)[1][1])
	users(0)
	x.ok("DeleteCertificate", `{"CertificateId":"cert-server00"}`)
}

func TestErrorPagesByHand(t *testing.T) {
	x := newLayer7Tester(t)
	g, number := x.grow(), int64(503)
	if x.AddErrorPage(ErrorPage{DomainID: g.domain, ErrorNos: []int64{500, 404}}) != "" || x.AddErrorPage(ErrorPage{DomainID: "domain-none"}) != "" {
		t.Error("the backdoor took what it should not")
	}
	id := x.AddErrorPage(ErrorPage{DomainID: g.domain, ErrorNos: []int64{500}, NewErrorNo: &number, Body: "down"})
	x.UpdateErrorPage(id, func(p *ErrorPage) { *p.NewErrorNo, p.Body = 504, "up" })
	x.Advance(time.Second)
	a := x.ok("DescribeDomainErrorPageInfoByIds", `{"ErrorPageIds":["`+id+`"]}`)
	if p, ok := x.ErrorPage(id); !ok || p.Body != "up" || number != 503 || !strings.Contains(a.body, `"NewErrorNo":504`) {
		t.Errorf("%+v %s", p, a.body)
	}
	if x.UpdateErrorPage(id, func(p *ErrorPage) { p.ErrorNos = nil }) || !x.RemoveErrorPage(id) || x.RemoveErrorPage(id) || len(x.ErrorPages(g.domain)) != 1 {
		t.Error(fmt.Sprint(x.ErrorPages("")))
	}
}
