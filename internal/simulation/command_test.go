package simulation

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// manner is how a command is run.
type manner struct {
	destroy   bool
	target    string
	noRefresh bool
	slots     int // -parallelism; 0 is Terraform's default
	account   int
	meanwhile bool // something happens between the plan and its apply
}

func (m manner) String() string {
	text := "apply"
	if m.destroy {
		text = "destroy"
	}
	if m.target != "" {
		text += " -target=" + m.target
	}
	if m.noRefresh {
		text += " -refresh=false"
	}
	if m.slots > 0 {
		text += fmt.Sprint(" -parallelism=", m.slots)
	}
	if m.account > 0 {
		text += " in a wrong account"
	}
	return text
}

// command is one terraform apply or destroy, from plan to end.
type command struct {
	folder    *folder
	manner    manner
	began     time.Time
	outer     *command // under way when this one began
	processes []*process

	before    map[string][]string // the proxies in the state, with their addresses
	mine      map[string]bool     // proxies that the command owns, made, or was told to adopt or import
	changing  map[string]bool     // proxies that the plan changes
	forgotten map[string]bool     // proxies that the plan takes out of the state
	destroyed map[key]bool        // what the proxies were like that it had destroyed
	moved     map[string]bool     // the proxies that it has resized, opened or closed
	stored    map[string]bool     // addresses
	orders    []*order
	said      tfcore.Diagnostics // what a person saw

	killed, interrupted bool
}

// run runs a command. It returns whether all went well, and whether there was
// nothing to do.
func (f *folder) run(ctx context.Context, m manner) (ok, idle bool) {
	s := f.scenario
	c := f.begin(m)
	defer c.end()
	plan, said := f.workspace.Plan(ctx, f.configuration(m.account), c.options())
	if c.report(said) || plan == nil {
		return false, false
	}
	c.note(plan)
	if m.meanwhile {
		s.meanwhile(ctx, f)
		s.command = c
	}
	failed := c.report(f.workspace.Apply(ctx, plan))
	return !failed && !c.killed && !c.interrupted, plan.Empty()
}

func (f *folder) begin(m manner) *command {
	s := f.scenario
	c := &command{
		folder: f, manner: m, began: time.Now(), outer: s.command, before: f.ids(), mine: map[string]bool{}, changing: map[string]bool{},
		forgotten: map[string]bool{}, destroyed: map[key]bool{}, moved: map[string]bool{}, stored: map[string]bool{},
	}
	for id := range c.before {
		c.mine[id] = true
	}
	for _, b := range f.blocks {
		for _, id := range b.adopt {
			c.mine[id] = true
		}
	}
	for _, i := range f.instances {
		if i.imports != "" {
			c.mine[i.imports] = true
		}
	}
	s.command, f.workspace.Parallelism = c, m.slots
	s.count("command")
	s.trace("%d: %s", f.number, m)
	return c
}

func (c *command) options() tfcore.Options {
	o := tfcore.Options{Destroy: c.manner.destroy, NoRefresh: c.manner.noRefresh}
	if c.manner.target != "" {
		o.Targets = []string{c.manner.target}
	}
	for _, i := range c.folder.instances {
		if i.wanted && i.replace && i.object() != nil {
			o.Replace = append(o.Replace, i.addr)
		}
	}
	return o
}

// note remembers what a plan is about to do.
func (c *command) note(plan *tfcore.Plan) {
	for _, change := range plan.Changes() {
		c.folder.scenario.count(string(change.Action))
		if change.Before.IsNull() || change.Instance.Type != "gaap_proxy" {
			continue
		}
		id := (&tfcore.Object{Value: change.Before}).Text("id")
		c.folder.scenario.trace("  plan: %s %s%s %s", change.Action, change.Instance.Addr, change.Deposed, id)
		switch change.Action {
		case tfcore.NoOp:
		case tfcore.Forget:
			c.forgotten[id] = true
		default:
			c.changing[id] = true
		}
	}
}

// store is told what an apply puts into the state.
func (c *command) store(addr string, o *tfcore.Object) {
	if !strings.HasPrefix(addr, "gaap_proxy.") {
		return
	}
	s := c.folder.scenario
	s.records.mu.Lock()
	defer s.records.mu.Unlock()
	id := o.Text("id")
	s.trace("  %s holds %s, tainted %v", addr, id, o.Tainted)
	c.stored[addr] = true
	c.checkProof(addr, id)
	c.mine[id] = true
}

// report remembers what a person sees, and returns whether something was an
// error. What a killed command had to say is lost.
func (c *command) report(said tfcore.Diagnostics) bool {
	s := c.folder.scenario
	for _, d := range said {
		kind := "warning"
		if d.Error {
			kind = "error"
		}
		s.trace("    %s: %s: %s: %s", kind, d.Addr, d.Summary, d.Detail)
		s.count(fmt.Sprintf("%s: %s", kind, anyID.ReplaceAllString(d.Summary, "link")))
		if strings.HasPrefix(d.Summary, "Provider produced") || strings.HasPrefix(d.Summary, "Provider returned") || strings.HasPrefix(d.Summary, "Plugin error") {
			s.fail("a rule of Terraform is broken: %s: %s", d.Summary, d.Detail)
		}
	}
	if c.killed {
		return true
	}
	c.said = append(c.said, said...)
	for _, d := range said {
		for _, id := range anyID.FindAllString(d.Summary+" "+d.Detail, -1) {
			s.records.named[id] = true
		}
	}
	return said.HasErrors()
}

// end looks at the invariants, and takes out of the configuration what is told
// only once.
func (c *command) end() {
	f := c.folder
	f.scenario.command, f.last = c.outer, c
	for id := range c.forgotten {
		f.scenario.records.released[id] = true
	}
	c.check()
	if c.killed || c.interrupted || c.said.HasErrors() || c.manner.target != "" {
		return
	}
	for _, i := range f.instances {
		i.replace, i.from, i.imports = false, "", ""
	}
}
