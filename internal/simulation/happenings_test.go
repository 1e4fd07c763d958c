package simulation

import (
	"context"
	"fmt"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// happen makes at most three things happen before a command in a folder.
func (f *folder) happen(ctx context.Context) {
	s := f.scenario
	for range s.choose.Pick(4) {
		i := f.instances[s.choose.Pick(len(f.instances))]
		oneOf(s.choose,
			f.edit, f.edit, f.rename, f.moveOn, f.toggle, f.operate, f.operate, f.touchState, s.others,
			func(ctx context.Context, _ *instance) {
				_ = pass(ctx, oneOf(s.choose, time.Minute, 3*time.Hour, 30*time.Hour))
			},
		)(ctx, i)
	}
	for _, i := range f.instances {
		s.trace("  %s%s: wanted %v, %+v, cbd %v, replace %v, has %s", i.block.alias, i.addr, i.wanted, i.in, i.cbd, i.replace, i.object().Text("id"))
	}
}

// edit changes an argument.
func (f *folder) edit(_ context.Context, i *instance) {
	c := f.scenario.choose
	switch c.Pick(5) {
	case 0:
		i.in.bandwidth = oneOf[int64](c, 10, 20, 50)
	case 1:
		i.in.region = oneOf(c, "Hongkong", "Guangzhou")
	case 2:
		i.in.enable = !i.in.enable
	case 3:
		i.in.concurrent = oneOf[int64](c, 2, 5)
	case 4:
		i.in.name = f.scenario.freshName()
	}
}

// rename hands a name on: the instance gets another one, and its name goes to a
// new instance or to the next one. In a list, all names move on by one.
func (f *folder) rename(_ context.Context, i *instance) {
	name := i.in.name
	switch {
	case f.list && f.scenario.choose.chance(50):
		f.shift()
	case f.list || f.scenario.choose.chance(50) && len(f.instances) < 4:
		f.unshift()
	default:
		i.in.name = f.scenario.freshName()
		if other := f.instances[f.scenario.choose.Pick(len(f.instances))]; other != i {
			other.in.name = name
		}
	}
}

// unshift puts a new instance in front: of a list, all others move on.
func (f *folder) unshift() {
	if len(f.instances) == 4 || f.list && !f.instances[len(f.instances)-1].wanted {
		return
	}
	fresh := f.add()
	if !f.list { // a handed-on name
		first := f.instances[0]
		fresh.in, first.in.name = first.in, f.scenario.freshName()
		first.in.token = ""
		return
	}
	in := fresh.in
	for n := len(f.instances) - 1; n > 0; n-- {
		f.instances[n].in = f.instances[n-1].in
	}
	f.instances[0].in = in
}

// shift takes the first of a list away.
func (f *folder) shift() {
	last := f.instances[0]
	for n, i := range f.instances[1:] {
		if !i.wanted {
			break
		}
		f.instances[n].in, last = i.in, i
	}
	last.wanted = false
}

// moveOn gives an instance another address or another provider block. Without
// a moved block, the old address is to be destroyed, and the new one ordered.
func (f *folder) moveOn(_ context.Context, i *instance) {
	c := f.scenario.choose
	if f.list || !i.wanted {
		return
	}
	switch c.Pick(3) {
	case 0:
		from := i.addr
		i.addr = fmt.Sprintf("gaap_proxy.p%d", f.scenario.next())
		if c.chance(50) && i.from == "" {
			i.from = from
		}
	case 1:
		i.addr, i.from = fmt.Sprintf("gaap_proxy.p%d", f.scenario.next()), ""
		i.block = f.blocks[len(f.blocks)-1]
	case 2:
		i.block = f.blocks[c.Pick(len(f.blocks))]
	}
}

// toggle takes an instance out of the configuration, or puts it back: what was
// let go may be imported then. Of a list it is the whole list.
func (f *folder) toggle(_ context.Context, i *instance) {
	wanted, letGo := !i.wanted, f.scenario.choose.chance(30)
	if !f.list {
		i.wanted, i.letGo = wanted, letGo
		f.bringBack(i)
		return
	}
	for _, i := range f.instances {
		i.wanted = wanted
	}
}

// bringBack imports what was taken out of the state on purpose.
func (f *folder) bringBack(i *instance) {
	if id := f.releaseInstance(i); id != "" && i.object() == nil && i.wanted && f.scenario.choose.chance(50) {
		i.imports = id
		f.scenario.count("import")
	}
}

// operate is what a person does to single objects.
func (f *folder) operate(_ context.Context, i *instance) {
	id := i.object().Text("id")
	switch f.scenario.choose.Pick(4) {
	case 0:
		i.replace = true
	case 1:
		_ = f.workspace.Taint(i.addr) // nothing, if there is none
	case 2:
		if f.scenario.isWell(id) {
			_ = f.workspace.Untaint(i.addr)
		}
	case 3:
		if id != "" && f.forget(i.addr) == nil {
			f.scenario.trace("  state rm %s %s", i.addr, id)
			f.bringBack(i)
		}
	}
}

// touchState loses the state, or restores an older one.
func (f *folder) touchState(context.Context, *instance) {
	switch f.scenario.choose.Pick(2) {
	case 0:
		f.backup = f.workspace.State()
	case 1:
		for id := range f.ids() {
			f.scenario.records.lost[id] = true
		}
		f.workspace.SetState(f.backup)
		f.scenario.trace("  the state is that of before: %v", f.ids())
		f.scenario.count("state restored")
	}
}

// releaseInstance is a proxy that is in no state and has the name of an instance.
func (f *folder) releaseInstance(i *instance) string {
	for _, p := range f.scenario.mock().Proxies() {
		if f.scenario.records.released[p.ID] && f.ours(p.ID) && !f.isPromised(p.ID, nil) && p.Name == i.in.name && p.Status == gaapmock.StatusRunning {
			return p.ID
		}
	}
	return ""
}

// ours tells whether a proxy was made by a command of the folder, and is in no
// state. A person who keeps no notes finds that out from the time and the name.
func (f *folder) ours(id string) bool {
	m, ok := f.scenario.records.made[id]
	return ok && m.command.folder == f && f.scenario.isLiving(id) && len(f.scenario.owners(id)) == 0
}
