package gaapmock

import "time"

// children are the listeners of a proxy or group.
func (c *call) children(parent string) []Listener {
	return c.store.Listeners.current(c.now).where(func(l Listener) bool { return l.parent() == parent })
}

// hasBindings says whether origins are bound to the listeners of a proxy or group.
func (c *call) hasBindings(parent string) bool {
	below := c.store.boundBelow(c.now, anyBinding)
	return c.store.Listeners.current(c.now).contains(func(l Listener) bool {
		return l.parent() == parent && (len(l.RealServers) > 0 || below[l.ID])
	})
}

// destroyListeners makes the listeners of a proxy or group go with it.
//
// Assumption: they read DESTROYING for as long as it does.
func (c *call) destroyListeners(parent string, end time.Time) {
	for _, l := range c.children(parent) {
		c.destroyListener(l, end)
	}
}

// destroyListener makes a listener go with all that hangs on it.
func (c *call) destroyListener(l Listener, end time.Time) {
	l.Status = StatusDestroying
	c.store.Listeners.begin(c, l, step{end, ""})
	c.destroyTree(c.store.below(l.ID, c.now), end)
}

// cloneListeners copies the listeners of a proxy to one that is made after it.
//
// Assumption: the copies have ids of their own and the same origins, domains and
// rules, and are CREATING until the new proxy runs; one that fails has none.
func (c *call) cloneListeners(from, to Proxy) {
	end := StatusRunning
	if c.creationFails() {
		end = ""
	}
	made := step{c.now.Add(c.opts.CreateDuration), end}
	for _, l := range c.children(from.ID) {
		original := l.ID
		l.ID, l.ProxyID = c.store.Listeners.newID(c.store.Seed), to.ID
		l.Status, l.CreateTime = StatusCreating, c.now
		c.store.Listeners.begin(c, l, made)
		c.cloneTree(original, l.ID, made)
	}
}
