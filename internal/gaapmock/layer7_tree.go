package gaapmock

import "time"

// tree is domains with all that hangs on them.
type tree struct {
	domains []Domain
	rules   []Rule
	pages   []ErrorPage
}

func (w *world) treeOf(domains []Domain, now time.Time) tree {
	of := map[string]bool{}
	for _, d := range domains {
		of[d.ID] = true
	}
	return tree{
		domains,
		w.Rules.truth(now).where(func(r Rule) bool { return of[r.DomainID] }),
		w.ErrorPages.truth(now).where(func(p ErrorPage) bool { return of[p.DomainID] }),
	}
}

// below is what hangs on a listener.
func (w *world) below(listenerID string, now time.Time) tree {
	return w.treeOf(w.domainsOf(listenerID, now), now)
}

// busyBelow says whether something is under way with what hangs on a listener.
func (w *world) busyBelow(listenerID string, now time.Time) bool {
	t := w.below(listenerID, now)
	return anyBusy(w.Domains, t.domains, now) || anyBusy(w.Rules, t.rules, now) || anyBusy(w.ErrorPages, t.pages, now)
}

func anyBusy[T object[T]](t *table[T], list []T, now time.Time) bool {
	for _, o := range list {
		if t.busy(o, now) {
			return true
		}
	}
	return false
}

// lastStep is when what is under way with a listener, or below it, is over.
func (w *world) lastStep(l Listener, now time.Time) time.Time {
	t := w.below(l.ID, now)
	end := lastOf(w.Listeners, []Listener{l}, now)
	for _, at := range []time.Time{lastOf(w.Domains, t.domains, now), lastOf(w.Rules, t.rules, now), lastOf(w.ErrorPages, t.pages, now)} {
		if at.After(end) {
			end = at
		}
	}
	return end
}

// lastOf is when the last of the steps of objects comes, or now.
func lastOf[T object[T]](t *table[T], list []T, now time.Time) time.Time {
	end := now
	for _, o := range list {
		for _, s := range t.stepsAfter(o.key(), now) {
			if s.At.After(end) {
				end = s.At
			}
		}
	}
	return end
}

// destroyTree makes domains go with all that hangs on them.
func (c *call) destroyTree(t tree, end time.Time) {
	for _, p := range t.pages {
		c.destroyPage(p, end)
	}
	for _, r := range t.rules {
		c.destroyRule(r, end)
	}
	for _, d := range t.domains {
		d.Status = StatusDestroying
		c.world.Domains.begin(c, d, step{end, ""})
	}
}

// cloneTree copies what hangs on a listener to another one, which is made with
// it by the step to.
func (c *call) cloneTree(fromID, toID string, to step) {
	t, ids := c.world.below(fromID, c.now), map[string]string{}
	for _, d := range t.domains {
		ids[d.ID] = c.world.Domains.newID(c.world.Seed)
		d.ID, d.ListenerID, d.Status, d.CreateTime = ids[d.ID], toID, StatusModifying, c.now
		c.world.Domains.begin(c, d, to)
	}
	for _, r := range t.rules {
		r.ID, r.DomainID, r.Status, r.CreateTime = c.world.Rules.newID(c.world.Seed), ids[r.DomainID], StatusCreating, c.now
		c.world.Rules.begin(c, r, to)
	}
	for _, p := range t.pages {
		p.ID, p.DomainID, p.Status, p.CreateTime = c.world.ErrorPages.newID(c.world.Seed), ids[p.DomainID], StatusCreating, c.now
		c.world.ErrorPages.begin(c, p, to)
	}
}

// removeDomains makes what hangs on a listener vanish.
func (w *world) removeDomains(listenerID string, now time.Time) {
	for _, d := range w.domainsOf(listenerID, now) {
		w.removeRules(d.ID, now)
		w.Domains.remove(d.ID, now)
	}
}

// removeRules makes what hangs on a domain vanish, error pages as well.
func (w *world) removeRules(domainID string, now time.Time) {
	for _, r := range w.rulesOf(domainID, now) {
		w.Rules.remove(r.ID, now)
	}
	for _, p := range w.pagesOf(domainID, now) {
		w.ErrorPages.remove(p.ID, now)
	}
}
