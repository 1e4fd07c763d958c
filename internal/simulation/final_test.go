package simulation

// check looks at the invariants when all has calmed down.
func (s *scenario) check() {
	for _, f := range s.folders {
		for _, i := range f.instances {
			i.check()
		}
		for id, addrs := range f.ids() {
			if !s.isLiving(id) {
				s.fail("(b) %s at %q is gone", id, addrs)
			}
		}
		for _, b := range f.blocks {
			if len(b.adopt) > 0 {
				s.fail("%q is still to be adopted", b.adopt)
			}
		}
	}
	s.checkStrangers()
}

// check is invariant (b) for one instance.
func (i *instance) check() {
	s, id := i.folder.scenario, i.object().Text("id")
	switch {
	case i.wanted:
		i.checkEqual(id, 0, false)
	case id != "":
		s.fail("(b) %d/%s is not wanted but has %s", i.folder.number, i.addr, id)
	}
	if p, ok := s.proxy(id); ok && i.ignores {
		if want, drifted := s.records.drifted[id]; drifted && p.Bandwidth != want {
			s.fail("(c) the bandwidth of %s is %d, which somebody else had set to %d", id, p.Bandwidth, want)
		}
	}
}

// checkStrangers is invariant (c) for what other people have.
func (s *scenario) checkStrangers() {
	for id, before := range s.records.strangers {
		after, ok := s.proxy(id)
		if !ok || after.Status != before.Status || keyOf(after) != keyOf(before) {
			s.fail("(c) the stranger %s was touched: %+v", id, after)
		}
	}
}

// checkDestroyed looks that a destroy leaves nothing in the state.
func (s *scenario) checkDestroyed() {
	for _, f := range s.folders {
		for id, addrs := range f.ids() {
			s.fail("%s is still in the state after destroy, at %q", id, addrs)
		}
	}
	r := s.records
	for id, m := range r.made {
		left := s.isLiving(id) && !r.named[id] && !r.released[id] && !r.lost[id]
		if left && !m.command.killed && !m.command.said.HasErrors() {
			s.fail("(d) %s is left after destroy, and nobody was told", id)
		}
	}
	s.checkStrangers()
}
