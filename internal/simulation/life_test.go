package simulation

import (
	"context"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// live goes through a schedule, in one or two eras.
func (s *scenario) live(ctx context.Context) {
	for range oneOf(s.choose, 1, 1, 2) {
		if s.era(ctx); s.isOver() {
			return
		}
	}
}

// era is a time of storm, with changes, commands in which things go wrong, and
// what other people do; then what a person makes of it, and maybe the end of all.
func (s *scenario) era(ctx context.Context) {
	s.calm = false
	for range oneOf(s.choose, 1, 2, 2, 3, 4) {
		f := s.folders[s.choose.Pick(len(s.folders))]
		f.happen(ctx)
		if f.run(ctx, f.manner()); s.isOver() {
			return
		}
		if s.choose.chance(30) {
			f.decide()
		}
	}
	if s.recover(ctx); s.isOver() {
		return
	}
	_ = pass(ctx, time.Hour) // what an interrupted run has begun comes to its end
	if s.check(); s.isOver() {
		return
	}
	if s.choose.chance(4) && s.areApart() {
		s.lives(ctx)
	}
	if !s.isOver() && s.choose.chance(50) {
		s.destroy(ctx)
		s.checkDestroyed()
	}
}

// manner draws how a command is run.
func (f *folder) manner() (m manner) {
	c := f.scenario.choose
	m.slots = oneOf(c, 0, 1)
	if c.chance(15) {
		m.target = f.target()
	}
	m.noRefresh, m.destroy, m.meanwhile = c.chance(6), c.chance(6), c.chance(12)
	if c.chance(6) {
		m.account = 1
		f.scenario.count("wrong account")
	}
	return m
}

// target is an instance that -target may name: with a moved block, Terraform
// asks for both of its addresses.
func (f *folder) target() string {
	for _, i := range f.instances {
		if i.from != "" {
			return ""
		}
	}
	if i := f.instances[f.scenario.choose.Pick(len(f.instances))]; i.wanted {
		return i.addr
	}
	return ""
}

// settle applies until there is nothing to do. It gives up after an error, and
// fails if the plan does not become empty.
func (f *folder) settle(ctx context.Context) bool {
	m := manner{slots: oneOf(f.scenario.choose, 0, 1)}
	for range 4 {
		ok, idle := f.run(ctx, m)
		if ok && len(f.instancesWantedIn(gaapmock.StatusCreating)) > 0 { // imported before it was ready
			_ = pass(ctx, time.Minute) // a warning says to plan again once it runs
			continue
		}
		if !ok || idle || f.scenario.isOver() {
			return ok
		}
	}
	f.scenario.fail("the plan does not become empty")
	return true
}

// destroy ends all, by terraform destroy or with an empty configuration.
func (s *scenario) destroy(ctx context.Context) {
	for _, f := range s.folders {
		if s.choose.chance(50) {
			if ok, _ := f.run(ctx, manner{destroy: true}); !ok {
				s.fail("a calm destroy does not succeed")
			}
			continue
		}
		wanted := map[*instance]bool{}
		for _, i := range f.instances {
			wanted[i], i.wanted, i.letGo = i.wanted, false, false
		}
		if !f.settle(ctx) {
			s.fail("a calm apply of nothing does not succeed")
		}
		for _, i := range f.instances {
			i.wanted = wanted[i]
		}
	}
}
