package simulation

import (
	"context"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// others do something, which shows by the time they are done.
func (s *scenario) others(ctx context.Context, i *instance) {
	id := i.object().Text("id")
	switch s.choose.Pick(4) {
	case 0:
		s.stranger(i)
	case 1: // somebody begins to use a proxy, in a state or not
		if all := s.mock().Proxies(); len(all) > 0 {
			if p := all[s.choose.Pick(len(all))]; p.Status == gaapmock.StatusRunning {
				s.mock().AddListener(gaapmock.Listener{ProxyID: p.ID, RealServers: []gaapmock.Binding{{}}})
				s.noteTouched(p.ID, "is used")
			}
		}
	case 2:
		if s.mock().RemoveProxy(id) {
			s.noteTouched(id, "is removed")
		}
	case 3:
		// The service lets nobody change a size while it is at another change.
		if p, ok := s.mock().Proxy(id); ok && p.Status == gaapmock.StatusRunning && p.Next == nil {
			s.mock().UpdateProxy(id, func(p *gaapmock.Proxy) { p.Bandwidth = 100 })
			s.records.drifted[id] = 100
			s.noteTouched(id, "has another bandwidth")
		}
	}
	_ = pass(ctx, 2*maxStale)
}

func (s *scenario) noteTouched(id, how string) {
	s.records.changed[id] = time.Now()
	s.count("somebody else's hand: " + how)
	s.trace("  %s %s", id, how)
}

// stranger adds somebody else's proxy that is equal to an instance: old or
// new, in use or not.
func (s *scenario) stranger(i *instance) {
	p := gaapmock.Proxy{
		Name: i.in.name, AccessRegion: i.in.region, RealServerRegion: "Shanghai", Bandwidth: i.in.bandwidth, Concurrent: i.in.concurrent,
		CreateTime: s.mock().Now().Add(-oneOf(s.choose, 48*time.Hour, time.Minute)),
	}
	used := s.choose.chance(50)
	id := s.mock().AddProxy(p)
	if used {
		s.mock().AddListener(gaapmock.Listener{ProxyID: id, RealServers: []gaapmock.Binding{{}}})
	}
	s.records.strangers[id], _ = s.mock().Proxy(id)
	s.noteTouched(id, "is a stranger's")
}

// meanwhile is what happens between a plan and its apply: the run of another
// folder, or what other people do.
func (s *scenario) meanwhile(ctx context.Context, f *folder) {
	for _, other := range s.folders {
		if other != f && s.command.outer == nil && s.choose.chance(80) {
			s.trace("meanwhile")
			other.run(ctx, manner{slots: oneOf(s.choose, 0, 1)})
			return
		}
	}
	s.others(ctx, f.instances[s.choose.Pick(len(f.instances))])
}
