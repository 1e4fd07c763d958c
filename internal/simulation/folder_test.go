package simulation

import (
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// folder is a configuration with a state of its own.
type folder struct {
	scenario  *scenario
	number    int
	workspace *tfcore.Workspace
	blocks    []*providerBlock
	list      bool // all instances are those of one block with a count
	instances []*instance
	last      *command      // that has ended
	backup    *tfcore.State // an older state
}

// providerBlock is a provider block: a process of its own in each walk.
type providerBlock struct {
	alias string // empty: the default one
	scope string // client_token_scope
	adopt []string
}

// instance is a gaap_proxy, or one of a list of them.
type instance struct {
	folder  *folder
	addr    string
	block   *providerBlock
	wanted  bool
	in      arguments
	cbd     bool // create_before_destroy
	unknown bool // the name comes from another resource
	ignores bool // ignore_changes = [bandwidth]
	letGo   bool // while it is not wanted: with a removed block that leaves the proxy alone

	// What the next apply is told, once.
	replace bool   // -replace
	from    string // address before a moved block
	imports string // id of an import block
}

// arguments are what the schedule varies.
type arguments struct {
	name, region, token   string
	bandwidth, concurrent int64
	enable                bool
}

// key is what an order sends: proxies with one key are equal.
type key struct {
	name, region          string
	bandwidth, concurrent int64
}

func (a arguments) key() key { return key{a.name, a.region, a.bandwidth, a.concurrent} }

func keyOf(p gaapmock.Proxy) key { return key{p.Name, p.AccessRegion, p.Bandwidth, p.Concurrent} }

// newFolders makes the configurations of all who use the account.
func (s *scenario) newFolders() {
	var all []*instance
	for n := range oneOf(s.choose, 1, 1, 1, 2) {
		f := &folder{scenario: s, number: n, blocks: []*providerBlock{{}}}
		f.workspace = s.newWorkspace()
		s.folders = append(s.folders, f)
		if s.choose.chance(25) {
			f.blocks = append(f.blocks, &providerBlock{alias: "b"})
		}
		f.list = s.choose.chance(15)
		for range oneOf(s.choose, 1, 1, 1, 2, 2, 3) {
			f.add()
		}
		all = append(all, f.instances...)
	}
	if s.choose.chance(25) && len(all) > 1 {
		s.makeEqual(all[0], all[len(all)-1])
	}
}

// add makes one more instance.
func (f *folder) add() *instance {
	c, n := f.scenario.choose, f.scenario.next()
	i := &instance{
		folder: f, addr: fmt.Sprintf("gaap_proxy.p%d", n), wanted: true,
		in: arguments{name: f.scenario.freshName(), region: "Hongkong", bandwidth: 10, concurrent: 2, enable: !c.chance(10)},
	}
	if f.list && len(f.instances) > 0 {
		first := f.instances[0]
		i.block, i.cbd, i.unknown, i.ignores = first.block, first.cbd, first.unknown, first.ignores
	} else {
		i.block, i.cbd, i.unknown, i.ignores = oneOf(c, f.blocks...), c.chance(30), c.chance(20), c.chance(12)
	}
	if f.list {
		i.addr = fmt.Sprintf("gaap_proxy.list[%d]", len(f.instances))
	}
	f.instances = append(f.instances, i)
	return i
}

// makeEqual lets two instances order the same, and usually tells them apart as
// the guide says.
func (s *scenario) makeEqual(a, b *instance) {
	b.in = a.in
	how := s.choose.Pick(3)
	switch {
	case how == 0 || a.block == b.block:
		a.in.token, b.in.token = "first", "second"
	case how == 1:
		b.block.scope = "second"
	}
}

// newWorkspace makes the folder in which Terraform runs.
func (s *scenario) newWorkspace() *tfcore.Workspace {
	ws := &tfcore.Workspace{Choose: s.choose}
	ws.Providers = map[string]tfcore.Factory{"gaap": func() (tfprotov6.ProviderServer, error) {
		p := &process{scenario: s, command: s.command}
		p.ProviderServer = provider.NewServer(provider.Options{Version: "simulation", Random: s.float, Transport: p})
		s.command.processes = append(s.command.processes, p)
		return p, nil
	}}
	ws.Stored = func(addr string, o *tfcore.Object) {
		if s.command != nil { // else it is terraform taint
			s.command.store(addr, o)
		}
	}
	return ws
}

// object is what the state holds of an instance, nil for nothing.
func (i *instance) object() *tfcore.Object { return i.folder.workspace.State().Object(i.addr) }

func (f *folder) instance(addr string) *instance {
	n := slices.IndexFunc(f.instances, func(i *instance) bool { return i.addr == addr })
	if n < 0 {
		return nil
	}
	return f.instances[n]
}

// ids are the proxies in the state of the folder with their addresses, those
// that a replacement has put aside included.
func (f *folder) ids() map[string][]string {
	all := map[string][]string{}
	for _, i := range f.workspace.State().Instances() {
		if i.Type != "gaap_proxy" {
			continue
		}
		if i.Current != nil {
			id := i.Current.Text("id")
			all[id] = append(all[id], fmt.Sprintf("%d/%s", f.number, i.Addr))
		}
		for key, o := range i.Deposed {
			all[o.Text("id")] = append(all[o.Text("id")], fmt.Sprintf("%d/%s deposed %s", f.number, i.Addr, key))
		}
	}
	return all
}

// owners are the addresses of a proxy in all states.
func (s *scenario) owners(id string) (addrs []string) {
	for _, f := range s.folders {
		addrs = append(addrs, f.ids()[id]...)
	}
	return addrs
}

// young tells whether a proxy that was made, or changed, then may not show at a
// later time: reads lag, and a stale one lags behind the latest write.
func young(made, later time.Time) bool { return later.Sub(made) < 2*maxStale+5*time.Second }
