package simulation

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// check looks at the invariants when all has calmed down.
func (w *world) check() {
	seen := map[string]int{}
	for n, i := range w.instances {
		id := i.object().Text("id")
		if !i.wanted {
			if i.object() != nil {
				w.fail("(b) instance %d is not wanted but has %s", n, id)
			}
			continue
		}
		if other, taken := seen[id]; taken {
			w.fail("(a) instances %d and %d have the same proxy %s", other, n, id)
		}
		seen[id] = n
		w.checkAlive(n, i, id)
	}
	w.checkStrangers()
	w.checkLost(seen)
}

// checkAlive is invariant (b): what the state names is alive and equal to its arguments.
func (w *world) checkAlive(n int, i *instance, id string) {
	p, ok := w.mock.Proxy(id)
	want := "RUNNING"
	if !i.in.enable {
		want = "CLOSED"
	}
	if !ok || p.Status != want || p.Name != i.in.name || p.AccessRegion != i.in.region || p.Bandwidth != i.in.bandwidth {
		w.fail("(b) instance %d is %+v, its proxy %q is %+v", n, i.in, id, p)
	}
}

// checkAdopted looks at a proxy that an instance just got: unless it was in the
// state before, nobody uses it, and it is not old.
func (w *world) checkAdopted(id string) {
	p, _ := w.mock.Proxy(id)
	if w.owned[id] {
		return
	}
	if len(p.Listeners) > 0 || p.ID != "" && w.mock.Now().Sub(p.CreateTime) > 25*time.Hour {
		w.fail("(c) %s is in use or old, and was adopted: made %s, listeners %v", id, p.CreateTime, p.Listeners)
	}
}

// checkStrangers is invariant (c): what is not the run's own is never touched.
func (w *world) checkStrangers() {
	for id, before := range w.strangers {
		after, ok := w.mock.Proxy(id)
		if !ok || after.Status != before.Status || after.Name != before.Name || after.Bandwidth != before.Bandwidth {
			w.fail("(c) the stranger %s was touched: %+v", id, after)
		}
	}
	for _, call := range w.mock.Calls("DestroyProxies") {
		var body struct{ ProxyIds []string }
		w.must(json.Unmarshal(call.Body, &body))
		for _, id := range body.ProxyIds {
			if !w.owned[id] {
				w.fail("(c) %s was to be destroyed, but was never in the state", id)
			}
		}
	}
}

// checkLost is invariants (a) and (d): every proxy that was made is in the
// state; one that may not be adopted is named in a message instead.
func (w *world) checkLost(inState map[string]int) {
	for _, p := range w.mock.Proxies() {
		_, known := inState[p.ID]
		_, stranger := w.strangers[p.ID]
		if known || stranger || p.Status == string(gaapmock.StatusDestroying) {
			continue
		}
		if !strings.Contains(w.said.String(), p.ID) {
			w.fail("(d) %s %q (%s, made with token %s) is lost", p.ID, p.Name, p.Status, p.ClientToken)
		}
		old := w.mock.Now().Sub(p.CreateTime) > 24*time.Hour
		if !w.forgets && !old && len(p.Listeners) == 0 && p.Status != "CREATE_FAILED" && w.counts["person decides"] == 0 {
			w.fail("(a) %s %q (%s, made with token %s) is a second one", p.ID, p.Name, p.Status, p.ClientToken)
		}
	}
}

// checkDestroyed looks that a destroy leaves nothing but what was named.
func (w *world) checkDestroyed() {
	for _, left := range w.workspace.State().Instances() {
		w.fail("%s is still in the state after destroy", left.Addr)
	}
	w.checkStrangers()
	w.checkLost(nil)
}
