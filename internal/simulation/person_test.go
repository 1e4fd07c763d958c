package simulation

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// toAdopt are the ids that an error prints, ready to paste.
var toAdopt = regexp.MustCompile(`GAAP_ADOPT=(link-[0-9a-z,\-]+)`)

// recover lets nothing go wrong any more, and a person applies until all plans
// are empty, and follows the ways on that errors name.
func (s *scenario) recover(ctx context.Context) {
	s.calm = true
	for _, mock := range s.accounts {
		mock.ClearFaults()
	}
	_ = pass(ctx, time.Minute) // what others did shows by now
	for range s.folders {      // what one folder does may be news for the other
		for _, f := range s.folders {
			if f.recover(ctx); s.isOver() {
				return
			}
		}
	}
}

const rounds = 8 // of which each takes one way on for each error

func (f *folder) recover(ctx context.Context) {
	for round := range rounds {
		if settled := f.settle(ctx); f.scenario.isOver() || settled && !f.replaceFailed() {
			f.withdraw(ctx)
			return
		}
		if round > 0 { // the first way on is always to apply again
			f.decide()
		}
	}
	f.scenario.fail("calm applies do not succeed")
}

// replaceFailed is what a person does about the warning that a proxy could not be
// made, though the plan is empty: it was imported while it was in the making.
func (f *folder) replaceFailed() (found bool) {
	for _, i := range f.instancesWantedIn(gaapmock.StatusCreateFailed) {
		f.scenario.trace("a person decides for %s: replace", i.addr)
		i.replace, found = true, true
	}
	return found
}

// instancesWantedIn are the instances of the configuration whose proxies have a status.
func (f *folder) instancesWantedIn(status string) (all []*instance) {
	for _, i := range f.instances {
		if p, there := f.scenario.proxy(i.object().Text("id")); i.wanted && there && p.Status == status {
			all = append(all, i)
		}
	}
	return all
}

// withdraw takes adopt out again, when it has done its work.
func (f *folder) withdraw(ctx context.Context) {
	had := false
	for _, b := range f.blocks {
		had = had || len(b.adopt) > 0
		b.adopt = nil
	}
	if had && !f.scenario.isOver() && !f.settle(ctx) {
		f.scenario.fail("without adopt, the apply fails")
	}
}

// decide is what a person does about the errors of the latest command.
func (f *folder) decide() {
	f.forgetLost()
	for _, b := range f.blocks {
		b.adopt = nil // errors print those that are held already, too
	}
	done := map[string]bool{}
	for _, d := range f.last.said {
		if i := f.instance(d.Addr); d.Error && i != nil && !done[d.Addr] && !strings.Contains(d.Summary, "may belong to another account") {
			done[d.Addr] = true
			i.decide(d)
		}
	}
}

// forgetLost takes out of the state what is not found, if the provider cannot
// be sure of its account. What lives in the other one is removed there; what the
// address has beside it is imported again.
func (f *folder) forgetLost() {
	s := f.scenario
	unsure := map[string]bool{}
	for _, d := range f.last.said {
		if strings.Contains(d.Summary, "may belong to another account") {
			unsure[anyID.FindString(d.Detail)] = true
		}
	}
	for _, at := range f.workspace.State().Instances() {
		lost := false
		for id, addrs := range f.ids() {
			if unsure[id] && strings.Contains(addrs[0], at.Addr) {
				lost = true
				s.accounts[1].RemoveProxy(id)
			}
		}
		if !lost {
			continue
		}
		s.count("person: state rm")
		s.trace("a person decides for %s: state rm", at.Addr)
		own := at.Current.Text("id")
		s.must(f.forget(at.Addr))
		if i := f.instance(at.Addr); s.isLiving(own) && i != nil {
			i.imports = own
			delete(s.records.released, own)
		}
	}
}

// forget takes an address out of the state, and all that it has: terraform state
// rm takes what is deposed with it, too.
func (f *folder) forget(addr string) error {
	before := f.ids()
	if err := f.workspace.Forget(addr); err != nil {
		return err
	}
	for id := range before {
		if f.ids()[id] == nil {
			f.scenario.records.released[id] = true
		}
	}
	return nil
}

// decide takes one of the ways on that an error names.
func (i *instance) decide(d tfcore.Diagnostic) {
	s, f := i.folder.scenario, i.folder
	way := ""
	var orphans []string
	printed := toAdopt.FindStringSubmatch(d.Detail)
	if printed != nil {
		orphans = slices.DeleteFunc(strings.Split(printed[1], ","), func(id string) bool {
			return !isListed(d, id) || f.isPromised(id, i.block) || !f.ours(id) && (!s.calm || !f.leaving(id))
		})
	}
	if len(f.blocks) > 1 && len(orphans) > 1 {
		orphans = orphans[:1] // leave some for the other block
	}
	switch own := i.object().Text("id"); {
	case strings.Contains(d.Summary, "No GAAP proxy to import"), i.imports != "" && strings.Contains(d.Summary, "Two resources have one"):
		way, i.imports = "no import", ""
	case own != "" && s.isLiving(own) && !s.isWell(own) && !i.object().Tainted:
		way, i.replace = "replace", true // it could not be made, and was imported all the same
	case strings.Contains(d.Detail, "RealServerAlreadyBound"):
		way = "unbind"
		for _, l := range s.mock().Listeners(anyID.FindString(d.Detail)) { // perhaps of a deposed one
			s.mock().RemoveListener(l.ID)
		}
	case strings.Contains(d.Summary, "cannot be told apart"):
		i.in.name = s.freshName()
		if way = "name"; i.in.token != "" {
			i.in.token = "token of " + i.in.name
		}
	case own != "" && printed != nil && strings.Contains(printed[1], own):
		way = i.keep()
	case len(orphans) > 0:
		way = "adopt " + strings.Join(orphans, ",")
		i.block.adopt = slices.Compact(slices.Sorted(slices.Values(append(i.block.adopt, orphans...))))
	case i.importable(d) != "":
		i.imports = i.importable(d)
		way = "import " + i.imports
	case own == "" || printed != nil || i.object().Tainted || i.replace: // an order, perhaps for another region
		way = "token"
		i.in.token = fmt.Sprintf("decided-%d", s.next())
	default:
		return // apply again
	}
	s.count("person: " + strings.Fields(way)[0])
	s.trace("a person decides for %s: %s", i.addr, way)
}

// isListed tells whether a proxy is one that an error is about: it prints others,
// too, at which other orders have stopped, or which were tried already.
func isListed(d tfcore.Diagnostic, id string) bool { return strings.Contains(d.Detail, "  - "+id+",") }

// isPromised tells whether an id is to be imported, or to be adopted with another
// provider block than this one: no process would see both owners.
func (f *folder) isPromised(id string, block *providerBlock) bool {
	return slices.ContainsFunc(f.instances, func(i *instance) bool { return i.imports == id }) ||
		slices.ContainsFunc(f.blocks, func(b *providerBlock) bool { return b != block && slices.Contains(b.adopt, id) })
}

// leaving tells whether the address that has a proxy is to be destroyed. A
// person who moves a resource without a moved block may well adopt its proxy; if
// that run were killed, two addresses would have it.
func (f *folder) leaving(id string) bool {
	return slices.ContainsFunc(f.workspace.State().Instances(), func(at tfcore.Instance) bool {
		i := f.instance(at.Addr)
		return at.Current.Text("id") == id && (i == nil || !i.wanted) && f.scenario.isLiving(id)
	})
}

// keep is the way on for a proxy that is itself what is to be replaced.
func (i *instance) keep() string {
	if s := i.folder.scenario; !s.isWell(i.object().Text("id")) || s.choose.chance(50) {
		i.cbd = false
		if i.folder.list { // whose lifecycle is that of its first
			i.folder.instances[0].cbd = false
		}
		return "no create_before_destroy"
	}
	i.replace = false
	i.folder.scenario.must(i.folder.workspace.Untaint(i.addr))
	return "untaint"
}

// importable is a proxy that an error says to import, if it is the folder's own.
func (i *instance) importable(d tfcore.Diagnostic) string {
	if i.object() != nil || !strings.Contains(d.Detail, "import") {
		return ""
	}
	for _, id := range anyID.FindAllString(d.Detail, -1) {
		if isListed(d, id) && i.folder.ours(id) && !i.folder.isPromised(id, nil) {
			return id
		}
	}
	return ""
}
