package tfcore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// version is what the stand-in says that it is.
const version = "1.11.4"

// Workspace is a folder in which Terraform runs: a state and the programs of
// the providers. Its commands run one at a time.
type Workspace struct {
	Providers   map[string]Factory // by local name
	Choose      Chooser            // default: always the first
	Parallelism int                // default: 10
	Free        bool               // nodes run at the same time, for workspaces that share a bubble

	// Stored is called with each object that an apply puts into the state; nil:
	// not at all.
	Stored func(addr string, o *Object)

	state   *State
	current *run                // the walk under way
	schemas map[string]*Schemas // by local name of the provider
	valid   map[string]*config  // by text: configurations that a validation said nothing about
}

// Options are flags of plan and destroy.
type Options struct {
	Destroy   bool
	NoRefresh bool
	Targets   []string
	Replace   []string
	Variables map[string]cty.Value
}

// Seeded is a chooser that a seed repeats.
func Seeded(seed uint64) Chooser { return seeded{rand.New(rand.NewPCG(seed, seed))} } //nolint:gosec // to be repeated is what it is for

type seeded struct{ random *rand.Rand }

// Pick returns a number from 0 to n-1.
func (s seeded) Pick(n int) int { return s.random.IntN(n) }

type first struct{}

func (first) Pick(int) int { return 0 }

// State is what the state file holds.
func (w *Workspace) State() *State {
	if w.state == nil {
		w.state = newState()
	}
	return w.state
}

// SetState replaces the state file, as when it is lost or an older one is
// restored; nil stands for none.
func (w *Workspace) SetState(s *State) { w.state = s }

// Interrupt is Ctrl-C: no node begins any more, and the providers are asked to stop.
func (w *Workspace) Interrupt(ctx context.Context) {
	if r := w.current; r != nil {
		r.stopping.Store(true)
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, s := range r.servers {
			_, _ = s.StopProvider(ctx, &tfprotov6.StopProviderRequest{})
		}
	}
}

// Kill ends the command under way, and its providers, at once: nothing that
// comes of it reaches the state any more.
func (w *Workspace) Kill() {
	if r := w.current; r != nil {
		r.stopping.Store(true)
		r.dead.Store(true)
		r.cancel()
	}
}

// Plan is terraform plan: a validation, and a walk that reads and plans all.
// The plan is nil if something is wrong.
func (w *Workspace) Plan(ctx context.Context, config string, options Options) (*Plan, Diagnostics) {
	said := &log{}
	c, ok := w.validate(ctx, config, options, said)
	if !ok {
		return nil, said.unique()
	}
	plan := w.plan(ctx, c, options, said)
	return plan, said.unique()
}

// Apply is terraform apply with a saved plan.
func (w *Workspace) Apply(ctx context.Context, plan *Plan) Diagnostics {
	said := &log{}
	w.apply(ctx, plan, said)
	return said.unique()
}

// PlanAndApply is terraform apply without a saved plan, or terraform destroy.
func (w *Workspace) PlanAndApply(ctx context.Context, config string, options Options) Diagnostics {
	plan, said := w.Plan(ctx, config, options)
	if said.HasErrors() || plan == nil {
		return said
	}
	return append(said, w.Apply(ctx, plan)...)
}

// Refresh is terraform refresh: it stores what a plan reads.
func (w *Workspace) Refresh(ctx context.Context, config string) Diagnostics {
	plan, said := w.Plan(ctx, config, Options{})
	if plan != nil {
		plan.prior.outputs = w.State().allOutputs()
		for name, change := range plan.outputs {
			if change.after.IsWhollyKnown() {
				plan.prior.setOutput(name, change.after)
			}
		}
		w.state = plan.prior
	}
	return said
}

// Taint is terraform taint.
func (w *Workspace) Taint(addr string) error { return w.setTainted(addr, true) }

// Untaint is terraform untaint.
func (w *Workspace) Untaint(addr string) error { return w.setTainted(addr, false) }

func (w *Workspace) setTainted(addr string, tainted bool) error {
	for _, i := range w.State().Instances() {
		if i.Addr == addr && i.Current != nil {
			changed := *i.Current
			changed.Tainted = tainted
			w.state.set(i, &changed)
			return nil
		}
	}
	return fmt.Errorf("no such resource instance: %s", addr)
}

// Forget is terraform state rm.
func (w *Workspace) Forget(addr string) error {
	for _, i := range w.State().Instances() {
		if i.Addr == addr {
			w.state.set(i, nil)
			for key := range i.Deposed {
				w.state.setDeposed(addr, key, nil)
			}
			return nil
		}
	}
	return fmt.Errorf("no such resource instance: %s", addr)
}

// validate parses the configuration and walks the validation. Terraform does so
// before each plan; here it is done once for a text that nothing is said about.
func (w *Workspace) validate(ctx context.Context, text string, options Options, said *log) (*config, bool) {
	if c := w.valid[text]; c != nil {
		return c, true
	}
	c, diags := parse(text)
	if said.language("", diags) {
		return c, false
	}
	said.language("", c.checkDeclared())
	r := w.begin(ctx, c, said, options, w.State().clone())
	defer r.end()
	r.validating = true
	r.walk(slices.Concat(r.valueNodes(), r.providerNodes(), r.each(r.validateNode)))
	found := said.unique()
	if len(found) == 0 && !r.stopping.Load() {
		if w.valid == nil {
			w.valid = map[string]*config{}
		}
		w.valid[text] = c
	}
	return c, !found.HasErrors()
}

func fmt8(n int) string { return fmt.Sprintf("%08x", n) }
