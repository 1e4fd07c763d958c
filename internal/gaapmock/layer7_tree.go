package gaapmock

import "time"

// tree is domains with all that hangs on them.
type tree struct {
	domains []Domain
	rules   []Rule
	pages   []ErrorPage
}

func (st *store) treeOf(domains []Domain, now time.Time) tree {
	of := map[string]bool{}
	for _, d := range domains {
		of[d.ID] = true
	}
	return tree{
		domains,
		st.Rules.current(now).where(func(r Rule) bool { return of[r.DomainID] }),
		st.ErrorPages.current(now).where(func(p ErrorPage) bool { return of[p.DomainID] }),
	}
}

// below is what hangs on a listener.
func (st *store) below(listenerID string, now time.Time) tree {
	return st.treeOf(st.domainsOf(listenerID, now), now)
}

// busyBelow says whether something is under way with what hangs on a listener.
func (st *store) busyBelow(listenerID string, now time.Time) bool {
	t := st.below(listenerID, now)
	return anyBusy(st.Domains, t.domains, now) || anyBusy(st.Rules, t.rules, now) || anyBusy(st.ErrorPages, t.pages, now)
}

func anyBusy[T object[T]](t *table[T], list []T, now time.Time) bool {
	for _, o := range list {
		if t.isBusy(o, now) {
			return true
		}
	}
	return false
}

// lastStep is when what is under way with a listener, or below it, is over.
func (st *store) lastStep(l Listener, now time.Time) time.Time {
	t := st.below(l.ID, now)
	end := lastOf(st.Listeners, []Listener{l}, now)
	for _, at := range []time.Time{lastOf(st.Domains, t.domains, now), lastOf(st.Rules, t.rules, now), lastOf(st.ErrorPages, t.pages, now)} {
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
		c.store.Domains.begin(c, d, step{end, ""})
	}
}

// cloneTree copies what hangs on a listener to another one, which is made with
// it by the step to.
func (c *call) cloneTree(fromID, toID string, to step) {
	t, ids := c.store.below(fromID, c.now), map[string]string{}
	for _, d := range t.domains {
		ids[d.ID] = c.store.Domains.newID(c.store.Seed)
		d.ID, d.ListenerID, d.Status, d.CreateTime = ids[d.ID], toID, StatusModifying, c.now
		c.store.Domains.begin(c, d, to)
	}
	for _, r := range t.rules {
		r.ID, r.DomainID, r.Status, r.CreateTime = c.store.Rules.newID(c.store.Seed), ids[r.DomainID], StatusCreating, c.now
		c.store.Rules.begin(c, r, to)
	}
	for _, p := range t.pages {
		p.ID, p.DomainID, p.Status, p.CreateTime = c.store.ErrorPages.newID(c.store.Seed), ids[p.DomainID], StatusCreating, c.now
		c.store.ErrorPages.begin(c, p, to)
	}
}

// removeDomains makes what hangs on a listener vanish.
func (st *store) removeDomains(listenerID string, now time.Time) {
	for _, d := range st.domainsOf(listenerID, now) {
		st.removeRules(d.ID, now)
		st.Domains.remove(d.ID, now)
	}
}

// removeRules makes what hangs on a domain vanish, error pages as well.
func (st *store) removeRules(domainID string, now time.Time) {
	for _, r := range st.rulesOf(domainID, now) {
		st.Rules.remove(r.ID, now)
	}
	for _, p := range st.pagesOf(domainID, now) {
		st.ErrorPages.remove(p.ID, now)
	}
}
