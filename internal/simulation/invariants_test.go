package simulation

import (
	"regexp"
	"slices"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// The invariants, which hold at the end of each command, whatever went wrong:
// (a) an address owns at most one living proxy, and a living proxy belongs to
// at most one address; (b) what the state names is alive and equal to its
// arguments, or an error says what is wrong; (c) nothing is changed or taken
// that the command neither owned nor was told to adopt; (d) what a command made
// is in the state, or is named by it or by the next one that orders the same.

// inState is an id that an error says is in the state.
var inState = regexp.MustCompile(`exists as (link-[0-9a-z]+) and is in the state`)

// check looks at the invariants when a command has ended.
func (c *command) check() {
	c.checkOwners()
	c.checkDropped()
	if c.killed || c.folder.scenario.isOver() {
		return
	}
	c.checkStored()
	c.checkNamed()
}

// checkOwners is invariant (a), over all states.
func (c *command) checkOwners() {
	s := c.folder.scenario
	for _, f := range s.folders {
		for id := range f.ids() {
			if owners := s.owners(id); len(owners) > 1 && s.isLiving(id) {
				s.unlessUncovered(c, id, "(a) %s belongs to %q", id, owners)
				return
			}
		}
	}
}

// checkDropped is a part of invariant (d): what lives stays in the state.
func (c *command) checkDropped() {
	s, now := c.folder.scenario, c.folder.ids()
	for id, addrs := range c.before {
		_, stays := now[id]
		if stays || c.forgotten[id] || !s.isLiving(id) || young(s.records.changed[id], c.began) {
			continue
		}
		s.fail("(d) %s: %s lives and has left the state, where it was at %q", c.manner, id, addrs)
	}
}

// checkStored is invariant (b) for what the command has put into the state.
func (c *command) checkStored() {
	s, f := c.folder.scenario, c.folder
	wrong := map[string]bool{}
	for _, d := range c.said {
		wrong[d.Addr] = wrong[d.Addr] || d.Error
		if id := inState.FindStringSubmatch(d.Detail); id != nil && f.ids()[id[1]] == nil {
			s.fail("(b) an error says what the state does not hold: %s", d.Detail)
		}
	}
	for _, i := range f.instances {
		o := i.object()
		if c.isImportedEarly(o.Text("id")) {
			continue
		}
		if i.wanted && o != nil && !o.Tainted && c.stored[i.addr] && !wrong[i.addr] {
			id := o.Text("id")
			i.checkEqual(id, s.records.drifted[id], !c.moved[id]) // that may not have been sent
		}
	}
}

// isImportedEarly tells that a proxy was imported while another command made it: it
// has failed since, or a warning says that it is still on its way.
func (c *command) isImportedEarly(id string) bool {
	s := c.folder.scenario
	switch p, _ := s.proxy(id); {
	case s.records.made[id].command == c:
		return false
	case p.Status == gaapmock.StatusCreating:
		return slices.ContainsFunc(c.said, func(d tfcore.Diagnostic) bool { return d.Summary == "GAAP proxy needs attention: "+id })
	default:
		return p.Status == gaapmock.StatusCreateFailed
	}
}

// checkEqual looks that a proxy is what an instance says. Another bandwidth may
// be as well, and what another command has begun may still be under way.
func (i *instance) checkEqual(id string, or int64, begun bool) {
	s := i.folder.scenario
	p, _ := s.proxy(id)
	want := i.in.key()
	if i.ignores || p.Bandwidth == or {
		want.bandwidth = p.Bandwidth
	}
	status, passing := gaapmock.StatusRunning, []string{gaapmock.StatusAdjusting, gaapmock.StatusOpening}
	if !i.in.enable {
		status, passing = gaapmock.StatusClosed, []string{gaapmock.StatusClosing}
	}
	if right := p.Status == status || begun && slices.Contains(passing, p.Status); !right || keyOf(p) != want {
		s.fail("(b) %d/%s is %+v, its proxy %s is %q %s %+v", i.folder.number, i.addr, i.in, id, p.ID, p.Status, keyOf(p))
	}
}

// checkNamed is invariant (d) for the orders of the command: what an order could
// see that was equal, and is in no state, was named by now. While things go
// wrong, an order may fail before it sees anything.
func (c *command) checkNamed() {
	s := c.folder.scenario
	for _, o := range c.orders {
		if !o.ended || o.failed && (!s.calm || c.interrupted) {
			continue
		}
		for _, p := range s.accounts[o.by.account].Proxies() {
			m, own := s.records.made[p.ID]
			visible := own && m.command == c && !c.said.HasErrors() || !young(s.records.changed[p.ID], c.began)
			if keyOf(p) != o.of || !s.isLiving(p.ID) || !visible || len(s.owners(p.ID)) > 0 || s.records.released[p.ID] || s.records.named[p.ID] {
				continue
			}
			s.fail("(d) %s %q (%s, made with token %.16s) is in no state, and nobody was told", p.ID, p.Name, p.Status, p.ClientToken)
		}
	}
}

// checkTarget is invariant (c): who is changed belongs to the command.
func (s *scenario) checkTarget(c *command, action, id string) {
	if !c.mine[id] && !s.isAlsoOrdered(c, id) {
		s.fail("(c) %s of %s, which the command neither owns nor was told to adopt", action, id)
	}
}

// checkProof is invariant (c) for what an order takes. What nobody could look at
// any more, and is dead, is no harm in the state.
func (c *command) checkProof(addr, id string) {
	s := c.folder.scenario
	if !c.mine[id] && s.isLiving(id) && !s.isAlsoOrdered(c, id) {
		s.fail("(c) %s took %s, which this command did not make and was not told to adopt", addr, id)
	}
}

// checkBeside is invariant (a) for orders: none is sent while a proxy may be an
// orphan of it. What may be others' stops it only if the service showed that
// the token was seen, and if it is young.
func (s *scenario) checkBeside(account int, fresh gaapmock.Proxy, sent sending) {
	c, own, first := sent.by.command, false, false
	for _, o := range c.orders {
		own = own || o.by == sent.by && o.of == sent.of && o.own
		first = first || o.token == sent.token
	}
	if c.destroyed[sent.of] {
		return // only named then
	}
	for _, p := range s.accounts[account].Proxies() {
		used := !p.ModifyConfigTime.IsZero() || len(s.accounts[account].Listeners(p.ID)) > 0
		dead := p.Status == gaapmock.StatusDestroying || p.Status == gaapmock.StatusCreateFailed
		if p.ID == fresh.ID || keyOf(p) != sent.of || used || dead || young(s.records.changed[p.ID], c.began) || c.changing[p.ID] {
			continue
		}
		if own && (first || c.mine[p.ID] || !sent.by.wasTold(p.ClientToken) || s.accounts[account].Now().Sub(p.CreateTime) > time.Hour) {
			continue
		}
		s.fail("(a) %s was made beside %s, which is equal, unused, and was there before", fresh.ID, p.ID)
	}
}

// wasTold tells whether the service has shown a process that a token was seen.
func (p *process) wasTold(token string) bool {
	return slices.ContainsFunc(p.scenario.records.sent, func(s sending) bool { return s.by == p && s.token == token && s.seen })
}
