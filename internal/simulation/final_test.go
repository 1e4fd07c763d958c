package simulation

// check looks at the invariants when all has calmed down.
func (w *world) check() {
	for _, f := range w.folders {
		for _, i := range f.instances {
			i.check()
		}
		for id, addrs := range f.ids() {
			if !w.living(id) {
				w.fail("(b) %s at %q is gone", id, addrs)
			}
		}
		for _, b := range f.blocks {
			if len(b.adopt) > 0 {
				w.fail("%q is still to be adopted", b.adopt)
			}
		}
	}
	w.checkStrangers()
}

// check is invariant (b) for one instance.
func (i *instance) check() {
	w, id := i.folder.world, i.object().Text("id")
	switch {
	case i.wanted:
		i.checkEqual(id, 0)
	case id != "":
		w.fail("(b) %d/%s is not wanted but has %s", i.folder.number, i.addr, id)
	}
	if p, ok := w.proxy(id); ok && i.ignores {
		if want, drifted := w.records.drifted[id]; drifted && p.Bandwidth != want {
			w.fail("(c) the bandwidth of %s is %d, which somebody else had set to %d", id, p.Bandwidth, want)
		}
	}
}

// checkStrangers is invariant (c) for what other people have.
func (w *world) checkStrangers() {
	for id, before := range w.records.strangers {
		after, ok := w.proxy(id)
		if !ok || after.Status != before.Status || keyOf(after) != keyOf(before) {
			w.fail("(c) the stranger %s was touched: %+v", id, after)
		}
	}
}

// checkDestroyed looks that a destroy leaves nothing in the state.
func (w *world) checkDestroyed() {
	for _, f := range w.folders {
		for id, addrs := range f.ids() {
			w.fail("%s is still in the state after destroy, at %q", id, addrs)
		}
	}
	r := w.records
	for id, m := range r.made {
		left := w.living(id) && !r.named[id] && !r.released[id] && !r.lost[id]
		if left && !m.command.killed && !m.command.said.HasErrors() {
			w.fail("(d) %s is left after destroy, and nobody was told", id)
		}
	}
	w.checkStrangers()
}
