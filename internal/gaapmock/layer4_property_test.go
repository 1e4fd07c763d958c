package gaapmock

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// layer4 is a server that anything is asked of.
type layer4 struct {
	*tester
	r       *rapid.T
	parents []string // one of the two parameters
}

func (w *layer4) pick(what string, ids []string) string {
	return rapid.SampledFrom(append(slices.Clone(ids), what+"-none")).Draw(w.r, what)
}

func (w *layer4) listener() string {
	var ids []string
	for _, l := range w.Listeners("") {
		ids = append(ids, l.ID)
	}
	return w.pick("listener", ids)
}

func (w *layer4) realServer() RealServer {
	var ids []string
	for _, r := range w.RealServers() {
		ids = append(ids, r.ID)
	}
	r, _ := w.RealServer(w.pick("rs", ids))
	return r
}

// check is what holds whatever was asked for.
func (w *layer4) check() {
	origins := map[string]bool{}
	for _, r := range w.RealServers() {
		if origins[r.Address] {
			w.r.Fatalf("the address %s is there twice", r.Address)
		}
		origins[r.ID], origins[r.Address] = true, true
	}
	taken, bound := map[string]bool{}, map[string]bool{}
	for _, l := range w.Listeners("") {
		if port := fmt.Sprint(l.parent(), l.Protocol == "UDP", l.Port); taken[port] {
			w.r.Fatalf("the port %s is there twice", port)
		} else {
			taken[port] = true
		}
		for _, b := range l.RealServers {
			bound[b.ID] = true
			if !origins[b.ID] {
				w.r.Fatalf("%s is bound and gone", b.ID)
			}
		}
		if a := w.call("Describe"+l.Protocol+"Listeners", `{"ListenerId":"`+l.ID+`"}`); !strings.Contains(a.body, `"ListenerStatus":`+fmt.Sprint(listenerStatus(l.Status))) {
			w.r.Fatalf("%+v shows as %s", l, a.body)
		}
	}
	for id := range origins {
		if strings.HasPrefix(id, "rs-") {
			want := fmt.Sprintf(`"BindStatus":%d`, map[bool]int{true: 1}[bound[id]])
			if a := w.call("DescribeRealServersStatus", `{"RealServerIds":["`+id+`"]}`); !strings.Contains(a.body, want) {
				w.r.Fatalf("%s, want %s", a.body, want)
			}
		}
	}
}

// Whatever is asked for, in whatever order: ports and addresses are there once,
// nothing is bound that is gone, and every listener that is left alone runs.
func TestLayer4Invariants(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		w := &layer4{newTester(t, func(o *Options) { o.RealServer.ReadLag, o.EarlyDestroy = -1, EarlyDestroyAllowed }), r, nil}
		proxies := []string{w.AddProxy(Proxy{}), w.AddProxy(Proxy{})}
		for _, id := range proxies {
			w.parents = append(w.parents, `"ProxyId":"`+id+`"`)
		}
		w.parents = append(w.parents, `"GroupId":"lg-xxxx"`)
		parent := func() string { return rapid.SampledFrom(w.parents).Draw(r, "parent") }
		protocol := func() string { return rapid.SampledFrom([]string{"TCP", "UDP"}).Draw(r, "protocol") }
		r.Repeat(map[string]func(*rapid.T){
			"": func(*rapid.T) { w.check() },
			"create": func(*rapid.T) {
				changes := ports(rapid.IntRange(80, 84).Draw(r, "port"), rapid.IntRange(1, 3).Draw(r, "ports"))
				w.call("Create"+protocol()+"Listeners", with(newListeners("", `{"ProxyId":null}`), with("{"+parent()+"}", changes)))
			},
			"modify": func(*rapid.T) {
				w.call("Modify"+protocol()+"ListenerAttribute", with(`{"ListenerId":"`+w.listener()+`","Scheduler":"lc"}`, "{"+parent()+"}"))
			},
			"bind": func(*rapid.T) {
				w.call("BindListenerRealServers", bind(w.listener(), server(w.realServer(), 80, ""), server(w.realServer(), 81, "")))
			},
			"delete": func(*rapid.T) {
				w.call("DeleteListeners", with(`{"ListenerIds":["`+w.listener()+`","`+w.listener()+`"],"Force":0}`, "{"+parent()+"}"))
			},
			"add": func(*rapid.T) {
				w.call("AddRealServers", fmt.Sprintf(`{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.%d","192.0.2.%d"]}`,
					rapid.IntRange(1, 5).Draw(r, "a"), rapid.IntRange(1, 5).Draw(r, "b")))
			},
			"remove":  func(*rapid.T) { w.call("RemoveRealServers", `{"RealServerIds":["`+w.realServer().ID+`"]}`) },
			"clone":   func(*rapid.T) { w.call("CreateProxy", standardProxy(`{"ClonedProxyId":"`+proxies[0]+`"}`)) },
			"destroy": func(*rapid.T) { w.call("DestroyProxies", `{"Force":1,"ProxyIds":["`+proxies[1]+`"]}`) },
			"wait":    func(*rapid.T) { w.Advance(time.Duration(rapid.IntRange(1, 4).Draw(r, "seconds")) * time.Second) },
		})
		w.Advance(time.Minute)
		for _, l := range w.Listeners("") {
			if l.Status != StatusRunning {
				r.Fatalf("%+v", l)
			}
		}
		w.check()
	})
}

// Faults do to the new writes what they do to others.
func TestLayer4Faults(t *testing.T) {
	for _, kind := range []FaultKind{FaultLostBefore, FaultLostAfter, FaultError, FaultErrorAfterCommit, FaultCutBody, FaultHTML, FaultThrottle, FaultKillAfter} {
		executed := kind != FaultLostBefore && kind != FaultError && kind != FaultThrottle
		for _, action := range []string{
			"CreateTCPListeners", "CreateUDPListeners", "ModifyTCPListenerAttribute", "ModifyUDPListenerAttribute",
			"DeleteListeners", "BindListenerRealServers", "AddRealServers", "ModifyRealServerName", "RemoveRealServers",
		} {
			x := newTester(t)
			proxy, r := x.AddProxy(Proxy{ID: "link-a"}), x.origin(RealServer{ID: "rs-a"})
			x.AddListener(Listener{ID: "listener-t", ProxyID: proxy})
			x.AddListener(Listener{ID: "listener-u", ProxyID: proxy, Protocol: "UDP"})
			body := map[string]string{
				"ModifyTCPListenerAttribute": `{"ListenerId":"listener-t","ProxyId":"link-a"}`,
				"ModifyUDPListenerAttribute": `{"ListenerId":"listener-u","ProxyId":"link-a"}`,
				"DeleteListeners":            `{"ListenerIds":["listener-t"],"Force":0,"ProxyId":"link-a"}`,
				"BindListenerRealServers":    bind("listener-t", server(r, 80, "")),
				"AddRealServers":             `{"ProjectId":0,"RealServerName":"n","RealServerIP":["192.0.2.1"]}`,
				"ModifyRealServerName":       `{"RealServerId":"rs-a","RealServerName":"n"}`,
				"RemoveRealServers":          `{"RealServerIds":["rs-a"]}`,
			}[action]
			if body == "" {
				body = newListeners(proxy, `{"Ports":[9000]}`)
			}
			before := fmt.Sprint(x.Listeners(""), x.RealServers())
			x.Inject(Fault{Action: action, Kind: kind})
			x.call(action, body)
			if changed := fmt.Sprint(x.Listeners(""), x.RealServers()) != before; changed != executed {
				t.Errorf("%s of %s: changed %v, want %v", kind, action, changed, executed)
			}
			if calls := x.Calls(action); len(calls) != 1 || calls[0].Committed != executed || !calls[0].Write || calls[0].Fault != kind {
				t.Errorf("%s of %s: journal %+v", kind, action, calls)
			}
		}
	}
}
