package simulation

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// The invariants hold for origins, listeners, and unified domains with their records, too, whatever is lost or killed.
func TestApplication(t *testing.T) {
	t.Parallel()
	acctest.Check(t, func(ctx context.Context, t *rapid.T) {
		a := newApplication(ctx, t)
		for range rapid.IntRange(1, 5).Draw(t, "commands") {
			for range rapid.IntRange(1, 4).Draw(t, "changes") {
				a.change()
			}
			a.storm()
			went := a.command(false)
			a.check(went)
			if a.killed { // nobody starts again before lists show what was made
				time.Sleep(object.MaxLag)
			}
		}
		a.recover()
		maps.DeleteFunc(a.strangers, func(id string, _ bool) bool { return a.mock.RemoveListener(id) }) // it would go with the proxy
		a.origins, a.listeners, a.alias = map[string]string{}, map[string]*listened{}, ""
		if !a.command(true) && (!a.tidy() || !a.command(true)) {
			t.Fatalf("destroy fails:\n%s", strings.Join(a.said, "\n"))
		}
		for id := range a.living() {
			if !a.strangers[id] && !a.killed && !a.maybe[id] && !a.told[id] {
				t.Errorf("%s is left after destroy:\n%s", id, strings.Join(a.said, "\n"))
			}
		}
		a.check(false)
	})
}

// recover applies until the plan is empty, and takes the ways on that errors name.
func (a *application) recover() {
	const rounds = 5
	for range rounds {
		if a.command(false) {
			plan, said := a.workspace.Plan(a.ctx, a.text(), tfcore.Options{})
			if plan == nil || said.HasErrors() || !plan.Empty() {
				a.t.Fatalf("the plan after an apply is not empty: %v\n%s", plan, said.Render(a.text()))
			}
			a.check(true)
			a.adopt = nil
			return
		}
		a.adopt = nil
		a.tidy()
		for _, d := range a.last {
			if d.Error && strings.Contains(d.Summary, " exists") {
				a.decide(d)
			}
		}
		time.Sleep(time.Minute) // of the bubble: what was under way has ended
	}
	a.t.Fatalf("calm applies do not succeed:\n%s\n%s", a.text(), strings.Join(a.said, "\n"))
}

// tidy deletes the records that keep a unified domain from being destroyed, as the
// error says: killed runs have left them. It reports whether there are any.
func (a *application) tidy() bool {
	found := false
	for _, d := range a.last {
		if !strings.Contains(d.Detail, "These DNS records still lead clients") {
			continue
		}
		for _, id := range idInText.FindAllString(d.Detail, -1) {
			if _, number, is := strings.Cut(id, "#"); is && (a.killed || a.maybe[id]) && !a.strangers[id] {
				found = a.mock.RemoveDNSRecord(number) || found
			}
		}
	}
	return found
}

// decide keeps what is to replace itself, adopts what is equal, and imports what
// is not.
func (a *application) decide(d tfcore.Diagnostic) {
	if own := a.workspace.State().Object(d.Addr); own != nil && own.Tainted && strings.Contains(d.Detail, own.Text("id")) {
		if err := a.workspace.Untaint(d.Addr); err != nil {
			a.t.Fatal(err)
		}
		return
	}
	if ids := leftOver(d); len(ids) > 0 {
		for _, id := range ids {
			if !a.strangers[id] && !slices.Contains(a.adopt, id) {
				a.adopt = append(a.adopt, id)
			}
		}
		return
	}
	_, rest, _ := strings.Cut(d.Detail, `id = "`)
	id, _, _ := strings.Cut(rest, `"`)
	if a.strangers[id] {
		a.t.Fatalf("%s gets in the way of %s", id, d.Addr)
	}
	if said := a.workspace.Import(a.ctx, a.text(), d.Addr, id); said.HasErrors() {
		a.t.Fatalf("importing %s to %s: %s", id, d.Addr, said.Render(a.text()))
	}
}

// leftOver are the ids that an error offers to take over.
func leftOver(d tfcore.Diagnostic) []string {
	_, ids, offered := strings.Cut(d.Detail, "GAAP_ADOPT=")
	if !offered {
		return nil
	}
	return strings.Split(strings.Fields(ids)[0], ",")
}

// living are the objects of the service by their ids.
func (a *application) living() map[string]string {
	all := map[string]string{}
	for _, o := range a.mock.RealServers() {
		all[o.ID] = originAt(o.Address)
	}
	for _, p := range a.mock.Proxies() {
		for _, l := range a.mock.Listeners(p.ID) {
			all[l.ID] = listenerAt(l.Protocol, l.Port)
		}
	}
	for _, d := range a.mock.GlobalDomains() {
		all[d.ID] = "domain " + d.Alias
		for _, r := range a.mock.DNSRecords(d.ID) {
			all[d.ID+"#"+r.ID] = "record " + strings.Join(r.Countries, " ")
		}
	}
	return all
}

// check looks at invariants (a) to (d) after a command; went says that it ended well.
func (a *application) check(went bool) {
	living, owners := a.living(), map[string]string{}
	for _, d := range a.last {
		for _, id := range leftOver(d) {
			a.told[id] = true
		}
		if d.Error && strings.HasPrefix(d.Detail, "Destroying ") {
			for _, id := range idInText.FindAllString(d.Detail, -1) {
				a.going[id] = true
			}
		}
	}
	for _, i := range a.workspace.State().Instances() {
		objects := []*tfcore.Object{i.Current}
		for _, o := range i.Deposed {
			objects = append(objects, o)
		}
		for _, o := range objects {
			if o == nil {
				continue
			}
			id := o.Text("id")
			if other, shared := owners[id]; shared {
				a.t.Fatalf("(a) %s and %s both have %s", i.Addr, other, id)
			}
			owners[id] = i.Addr
			delete(a.told, id)
			if a.strangers[id] {
				a.t.Fatalf("(c) %s has %s, which is a stranger's", i.Addr, id)
			}
			if _, lives := living[id]; went && !lives && !a.going[id] && i.Type != "gaap_proxy" {
				a.t.Fatalf("(b) %s has %s, which does not exist:\n%s", i.Addr, id, strings.Join(a.said, "\n"))
			}
		}
	}
	for id := range a.strangers {
		if living[id] == "" {
			a.t.Fatalf("(c) %s was a stranger's, and is gone:\n%s", id, strings.Join(a.said, "\n"))
		}
	}
	for id, what := range living {
		if owners[id] == "" && !a.strangers[id] && a.mayHaveMade() {
			a.maybe[id] = true
		}
		if went && owners[id] == "" && !a.strangers[id] && !a.isNamed(id) && (!a.killed && !a.maybe[id] || a.isOrdered(what)) {
			a.t.Fatalf("(d) %s %s is in no state, and was named by nobody:\n%s", what, id, strings.Join(a.said, "\n"))
		}
	}
	if went {
		a.checkBindings()
	}
}

// mayHaveMade tells whether the last command said that a call may have been carried out
// although nobody knows what it made: the next one that orders the same names that.
func (a *application) mayHaveMade() bool {
	return slices.ContainsFunc(a.last, func(d tfcore.Diagnostic) bool {
		return strings.Contains(d.Detail, "may have made it") || strings.Contains(d.Detail, "may have carried it out")
	})
}

// isOrdered tells whether the last command has ordered what an object is: the
// configuration asks for it, and a domain, which has no key, was made anew.
func (a *application) isOrdered(what string) bool {
	for _, address := range a.origins {
		if what == originAt(address) {
			return true
		}
	}
	for _, l := range a.listeners {
		if what == listenerAt(l.protocol, l.port) {
			return true
		}
	}
	for _, country := range a.records {
		if a.alias != "" && what == "record "+country {
			return true
		}
	}
	if what != "domain "+a.alias {
		return false
	}
	for _, i := range a.workspace.State().Instances() {
		if i.Type == "gaap_global_domain" && i.Current != nil && a.before[i.Current.Text("id")] == "" {
			return true
		}
	}
	return false
}

func originAt(address string) string { return "origin " + address }

func listenerAt(protocol string, port int64) string {
	return fmt.Sprintf("listener %s %d", protocol, port)
}

// isNamed reports whether somebody was told of an object. The lists of what lives,
// for who reads a failure, name all of them.
func (a *application) isNamed(id string) bool {
	return slices.ContainsFunc(a.said, func(text string) bool {
		return !strings.HasPrefix(text, inList) && slices.Contains(idInText.FindAllString(text, -1), id)
	})
}

// checkBindings is invariant (b) for what listeners have bound.
func (a *application) checkBindings() {
	for label, l := range a.listeners {
		found := false
		for _, p := range a.mock.Proxies() {
			for _, shown := range a.mock.Listeners(p.ID) {
				if shown.Protocol != l.protocol || shown.Port != l.port {
					continue
				}
				found = true
				if shown.Name != l.name || len(shown.RealServers) != len(l.bound) {
					a.t.Fatalf("(b) listener %s is %+v, want %+v", label, shown, l)
				}
			}
		}
		if !found {
			a.t.Fatalf("(b) listener %s does not exist", label)
		}
	}
}
