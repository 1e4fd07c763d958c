package gaapmock

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// layer7 is a server whose HTTP and HTTPS listeners anything is asked of.
type layer7 struct {
	*tester
	r *rapid.T
}

// drawn draws the id of one of a kind, or of none.
func drawn[T object[T]](w *layer7, what string, list []T) string {
	ids := []string{what + "-none"}
	for _, o := range list {
		ids = append(ids, o.key())
	}
	return rapid.SampledFrom(ids).Draw(w.r, what)
}

func (w *layer7) listener() string    { return drawn(w, "listener", w.Listeners("")) }
func (w *layer7) rule() string        { return drawn(w, "rule", w.Rules("")) }
func (w *layer7) certificate() string { return drawn(w, "certificate", w.Certificates()) }

func (w *layer7) origin() RealServer {
	r, _ := w.RealServer(drawn(w, "rs", w.RealServers()))
	return r
}

// domain is the listener and the name of a domain, or of none.
func (w *layer7) domain() string {
	d, _ := w.Domain(drawn(w, "domain", w.Domains("")))
	return `{"ListenerId":"` + d.ListenerID + `","Domain":"` + d.Name + `"}`
}

// some draws one of few names, so that they meet.
func (w *layer7) some(prefix, suffix string) string {
	return prefix + rapid.SampledFrom([]string{"a", "b", "c"}).Draw(w.r, "name") + suffix
}

// ask calls; whatever the answer is, the mock is not broken.
func (w *layer7) ask(action, body string) answer {
	a := w.call(action, body)
	if a.code == "InternalError" || a.fields == nil {
		w.r.Fatalf("%s %s: %s", action, body, a.body)
	}
	return a
}

// once fails the test if something is there twice.
func (w *layer7) once(seen map[string]bool, parts ...any) {
	text := fmt.Sprint(parts...)
	if seen[text] {
		w.r.Fatalf("twice: %s", text)
	}
	seen[text] = true
}

// check is what holds whatever was asked for.
func (w *layer7) check() {
	seen := map[string]bool{}
	for _, l := range w.Listeners("") {
		w.once(seen, "port ", l.parent(), l.Port)
		w.checkCertificates(usedBy(l.ClientCertificateIDs, l.CertificateID)...)
		w.checkDomains(l, seen)
	}
	held := map[string]bool{}
	for _, r := range w.Rules("") {
		w.once(seen, "rule ", r.DomainID, " ", r.Path)
		for _, b := range r.RealServers {
			held[b.ID] = true
			if _, ok := w.RealServer(b.ID); !ok {
				w.r.Fatalf("%s is bound and gone", b.ID)
			}
		}
	}
	for _, p := range w.ErrorPages("") {
		for _, n := range p.ErrorNos {
			w.once(seen, "page ", p.DomainID, " ", n)
		}
	}
	for _, o := range w.RealServers() {
		want := fmt.Sprintf(`"BindStatus":%d`, map[bool]int{true: 1}[held[o.ID]])
		if a := w.ask("DescribeRealServersStatus", `{"RealServerIds":["`+o.ID+`"]}`); !strings.Contains(a.body, want) {
			w.r.Fatalf("%s, want %s", a.body, want)
		}
	}
}

// checkDomains wants the domains and rules of a listener to be shown, and no more.
func (w *layer7) checkDomains(l Listener, seen map[string]bool) {
	var want, got []string
	for _, d := range w.Domains(l.ID) {
		w.once(seen, "domain ", d.ListenerID, " ", d.Name)
		if d.Default {
			w.once(seen, "default ", d.ListenerID)
		}
		w.checkCertificates(usedBy(d.ClientCertificateIDs, d.CertificateID, d.BasicAuthID)...)
		want = append(want, d.Name)
		for _, r := range w.Rules(d.ID) {
			want = append(want, r.ID, d.Name, l.ID)
		}
	}
	for _, d := range w.ask("DescribeRules", `{"ListenerId":"`+l.ID+`"}`).fields["DomainRuleSet"].([]any) {
		info := d.(map[string]any)
		got = append(got, info["Domain"].(string))
		for _, r := range info["RuleSet"].([]any) {
			rule := r.(map[string]any)
			got = append(got, rule["RuleId"].(string), rule["Domain"].(string), rule["ListenerId"].(string))
		}
	}
	if !slices.Equal(got, want) {
		w.r.Fatalf("%s shows %q, want %q", l.ID, got, want)
	}
}

// checkTree wants nothing to be left over of what has gone.
func (w *layer7) checkTree() {
	t := tree{}
	for _, l := range w.Listeners("") {
		below := w.store.below(l.ID, w.Now())
		t = tree{append(t.domains, below.domains...), append(t.rules, below.rules...), append(t.pages, below.pages...)}
	}
	if got := [3]int{len(t.domains), len(t.rules), len(t.pages)}; got != w.left() {
		w.r.Fatalf("%v of %v hang on listeners", got, w.left())
	}
}

func usedBy(ids []string, more ...string) []string {
	return slices.DeleteFunc(append(more, ids...), func(id string) bool { return id == "" || id == defaultCertificate })
}

// checkCertificates wants what is in use to be there.
func (w *layer7) checkCertificates(ids ...string) {
	for _, id := range ids {
		if _, ok := w.Certificate(id); !ok {
			w.r.Fatalf("%s is in use and gone", id)
		}
	}
}

// writes are what may be asked for.
func (w *layer7) writes(proxies []string) map[string]func(*rapid.T) {
	force := func() string { return fmt.Sprintf(`{"Force":%d}`, rapid.IntRange(0, 1).Draw(w.r, "force")) }
	return map[string]func(*rapid.T){
		"": func(*rapid.T) { w.check(); w.checkTree() },
		"listener": func(*rapid.T) {
			changes := fmt.Sprintf(`{"Port":%d}`, rapid.IntRange(80, 82).Draw(w.r, "port"))
			protocol, proxy := rapid.SampledFrom(httpProtocols()).Draw(w.r, "protocol"), rapid.SampledFrom(proxies).Draw(w.r, "proxy")
			w.ask("Create"+protocol+"Listener", newHTTPListener(protocol, proxy, changes))
		},
		"certificate": func(*rapid.T) {
			w.ask("ModifyHTTPSListenerAttribute", `{"ListenerId":"`+w.listener()+`","CertificateId":"`+w.certificate()+`"}`)
		},
		"domain": func(*rapid.T) {
			w.ask("CreateDomain", `{"ListenerId":"`+w.listener()+`","Domain":"`+w.some("", ".example.com")+`","IsDefaultServer":true}`)
		},
		"rename": func(*rapid.T) {
			w.ask("ModifyDomain", strings.Replace(with(w.domain(), `{"NewDomain":"`+w.some("", ".example.com")+`","IsDefaultServer":true}`), `"Domain"`, `"OldDomain"`, 1))
		},
		"domain certificate": func(*rapid.T) {
			w.ask("ModifyCertificate", with(w.domain(), `{"CertificateId":"`+w.certificate()+`"}`))
		},
		"auth": func(*rapid.T) {
			w.ask("SetAuthentication", with(w.domain(), `{"BasicAuth":1,"BasicAuthConfId":"`+w.certificate()+`"}`))
		},
		"rule": func(*rapid.T) {
			w.ask("CreateRule", with(newRule("", w.domain()), `{"Path":"`+w.some("/", "")+`"}`))
		},
		"path": func(*rapid.T) {
			w.ask("ModifyRuleAttribute", `{"ListenerId":"`+w.listener()+`","RuleId":"`+w.rule()+`","Path":"`+w.some("/", "")+`"}`)
		},
		"bind":   func(*rapid.T) { w.ask("BindRuleRealServers", bindRule(w.rule(), server(w.origin(), 80, ""))) },
		"header": func(*rapid.T) { w.ask("CreateCustomHeader", headers(w.rule(), "X-A="+w.some("", ""))) },
		"page": func(*rapid.T) {
			n := rapid.IntRange(500, 503).Draw(w.r, "number")
			w.ask("CreateDomainErrorPageInfo", with(w.domain(), fmt.Sprintf(`{"ErrorNos":[%d,%d],"Body":""}`, n, n+1)))
		},
		"delete page": func(*rapid.T) {
			w.ask("DeleteDomainErrorPageInfo", `{"ErrorPageId":"`+drawn(w, "page", w.ErrorPages(""))+`"}`)
		},
		"delete rule": func(*rapid.T) {
			w.ask("DeleteRule", with(force(), `{"ListenerId":"`+w.listener()+`","RuleId":"`+w.rule()+`"}`))
		},
		"delete domain": func(*rapid.T) { w.ask("DeleteDomain", with(w.domain(), force())) },
		"delete listeners": func(*rapid.T) {
			w.ask("DeleteListeners", with(force(), `{"ListenerIds":["`+w.listener()+`","`+w.listener()+`"],"ProxyId":"`+proxies[0]+`"}`))
		},
		"delete certificate": func(*rapid.T) { w.ask("DeleteCertificate", `{"CertificateId":"`+w.certificate()+`"}`) },
		"remove origin":      func(*rapid.T) { w.ask("RemoveRealServers", `{"RealServerIds":["`+w.origin().ID+`"]}`) },
		"clone":              func(*rapid.T) { w.ask("CreateProxy", standardProxy(`{"ClonedProxyId":"`+proxies[0]+`"}`)) },
		"destroy":            func(*rapid.T) { w.ask("DestroyProxies", `{"Force":1,"ProxyIds":["`+proxies[1]+`"]}`) },
		"wait":               func(*rapid.T) { w.Advance(time.Duration(rapid.IntRange(1, 4).Draw(w.r, "seconds")) * time.Second) },
	}
}

// Whatever is asked for, in whatever order, and whether writes queue or not: what
// hangs on something hangs on something that is there, names are there once,
// nothing is in use that is gone, and all that is left alone runs.
func TestLayer7Invariants(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lock := rapid.SampledFrom([]ListenerLock{LockListener, LockQueue, LockParent}).Draw(r, "lock")
		w := &layer7{newLayer7Tester(t, func(o *Options) {
			o.EarlyDestroy, o.Layer7.DomainLag, o.Listener.Lock = EarlyDestroyAllowed, -1, lock
		}), r}
		g := w.grow()
		w.AddRealServer(RealServer{})
		r.Repeat(w.writes([]string{g.proxy, w.grow().proxy}))
		w.Advance(time.Hour)
		for _, l := range w.Listeners("") {
			if l.Status != StatusRunning || w.store.busyBelow(l.ID, w.Now()) {
				r.Fatalf("%+v is busy for good", l)
			}
		}
		w.check()
	})
}
