package simulation

import (
	"context"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// others do something, which shows by the time they are done.
func (w *world) others(ctx context.Context, i *instance) {
	id := i.object().Text("id")
	switch w.choose.Pick(4) {
	case 0:
		w.stranger(i)
	case 1: // somebody begins to use a proxy, in a state or not
		if all := w.mock().Proxies(); len(all) > 0 {
			if p := all[w.choose.Pick(len(all))]; p.Status == gaapmock.StatusRunning {
				w.mock().AddListener(gaapmock.Listener{ProxyID: p.ID, RealServers: []gaapmock.Binding{{}}})
				w.touched(p.ID, "is used")
			}
		}
	case 2:
		if w.mock().RemoveProxy(id) {
			w.touched(id, "is removed")
		}
	case 3:
		if p, ok := w.mock().Proxy(id); ok && p.Status == gaapmock.StatusRunning {
			w.mock().UpdateProxy(id, func(p *gaapmock.Proxy) { p.Bandwidth = 100 })
			w.records.drifted[id] = 100
			w.touched(id, "has another bandwidth")
		}
	}
	_ = pass(ctx, 2*maxStale)
}

func (w *world) touched(id, how string) {
	w.records.changed[id] = time.Now()
	w.count("somebody else's hand: " + how)
	w.trace("  %s %s", id, how)
}

// stranger adds somebody else's proxy that is equal to an instance: old or
// new, in use or not.
func (w *world) stranger(i *instance) {
	p := gaapmock.Proxy{
		Name: i.in.name, AccessRegion: i.in.region, RealServerRegion: "Shanghai", Bandwidth: i.in.bandwidth, Concurrent: i.in.concurrent,
		CreateTime: w.mock().Now().Add(-oneOf(w.choose, 48*time.Hour, time.Minute)),
	}
	used := w.choose.chance(50)
	id := w.mock().AddProxy(p)
	if used {
		w.mock().AddListener(gaapmock.Listener{ProxyID: id, RealServers: []gaapmock.Binding{{}}})
	}
	w.records.strangers[id], _ = w.mock().Proxy(id)
	w.touched(id, "is a stranger's")
}

// meanwhile is what happens between a plan and its apply: the run of another
// folder, or what other people do.
func (w *world) meanwhile(ctx context.Context, f *folder) {
	for _, other := range w.folders {
		if other != f && w.command.outer == nil && w.choose.chance(80) {
			w.trace("meanwhile")
			other.run(ctx, manner{slots: oneOf(w.choose, 0, 1)})
			return
		}
	}
	w.others(ctx, f.instances[w.choose.Pick(len(f.instances))])
}
