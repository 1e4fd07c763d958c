package simulation

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

const typeName = "gaap_proxy"

// process is a provider that Terraform has started for one plan or one apply.
type process struct {
	world  *world
	server tfprotov6.ProviderServer
	schema *tfprotov6.Schema
	dead   bool // killed: it sends nothing more, and nobody sees its answers
	cancel context.CancelFunc
}

// start starts a provider; its calls end when it is killed or interrupted.
func (w *world) start(ctx context.Context) (*process, context.Context) {
	p := &process{world: w}
	p.server = provider.NewServer(provider.Options{
		Version: "simulation", Random: w.float, Transport: &transport{world: w, process: p},
	})
	ctx, p.cancel = context.WithCancel(ctx)
	schemas, err := p.server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	w.must(err)
	p.schema = schemas.ResourceSchemas[typeName]
	config := acctest.Object(schemas.Provider.ValueType(), map[string]tftypes.Value{
		"endpoint":   text("https://gaap.example.com"),
		"secret_id":  text(gaapmock.DefaultSecretID),
		"secret_key": text(gaapmock.DefaultSecretKey),
	})
	resp, err := p.server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{Config: w.pack(config)})
	w.must(err)
	w.hear(resp.Diagnostics)
	return p, ctx
}

func (p *process) kill() {
	p.world.count("kill")
	p.dead = true
	p.cancel()
}

func (p *process) interrupt() {
	p.world.count("interrupt")
	p.cancel()
}

// object is what a state holds of one instance.
type object struct {
	value   tftypes.Value
	private []byte
	tainted bool
}

// text returns a string attribute, "" for null.
func (o *object) text(attribute string) string {
	var attributes map[string]tftypes.Value
	if o == nil || o.value.As(&attributes) != nil {
		return ""
	}
	var s *string
	if attributes[attribute].As(&s) != nil || s == nil {
		return ""
	}
	return *s
}

func (p *process) typ() tftypes.Object { return p.schema.ValueType().(tftypes.Object) }

func (p *process) null() tftypes.Value { return tftypes.NewValue(p.typ(), nil) }

// read refreshes an object; it returns nil if the proxy is gone.
func (p *process) read(ctx context.Context, o *object) (*object, bool) {
	resp, err := p.server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: typeName, CurrentState: p.world.pack(o.value), Private: o.private,
	})
	p.world.scheduler.yield(ctx)
	p.world.must(err)
	if p.dead || p.world.hear(resp.Diagnostics) {
		return o, false
	}
	fresh := p.world.unpack(resp.NewState, p.typ())
	if fresh.IsNull() {
		return nil, true
	}
	return &object{value: fresh, private: resp.Private, tainted: o.tainted}, true
}

// planned is the answer to a question for a plan.
type planned struct {
	value   tftypes.Value
	private []byte
	replace bool
	failed  bool
}

// plan asks for a plan from prior, nil for nothing, to config, null for nothing.
func (p *process) plan(ctx context.Context, prior *object, private []byte, config tftypes.Value) planned {
	before := p.null()
	if prior != nil {
		before = prior.value
	}
	resp, err := p.server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: p.world.pack(before), Config: p.world.pack(config),
		ProposedNewState: p.world.pack(p.proposed(before, config)), PriorPrivate: private,
	})
	p.world.scheduler.yield(ctx)
	p.world.must(err)
	return planned{
		failed:  p.world.hear(resp.Diagnostics) || p.dead,
		value:   p.world.unpack(resp.PlannedState, p.typ()),
		private: resp.PlannedPrivate,
		replace: len(resp.RequiresReplace) > 0,
	}
}

// proposed merges configuration and prior state as Terraform does: what is
// computed and not configured stays.
func (p *process) proposed(prior, config tftypes.Value) tftypes.Value {
	if config.IsNull() {
		return config
	}
	var before, after map[string]tftypes.Value
	p.world.must(config.As(&after))
	after = maps.Clone(after) // As hands out the configuration's own map
	if !prior.IsNull() {
		p.world.must(prior.As(&before))
	}
	for _, attribute := range p.schema.Block.Attributes {
		if old, ok := before[attribute.Name]; ok && attribute.Computed && after[attribute.Name].IsNull() {
			after[attribute.Name] = old
		}
	}
	return tftypes.NewValue(p.typ(), after)
}

// apply carries out a plan. It returns the object that the state gets, and
// whether all went well.
func (p *process) apply(ctx context.Context, prior *object, plan planned, config tftypes.Value) (*object, bool) {
	before := p.null()
	if prior != nil {
		before = prior.value
	}
	resp, err := p.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: typeName, PriorState: p.world.pack(before), PlannedState: p.world.pack(plan.value),
		Config: p.world.pack(config), PlannedPrivate: plan.private,
	})
	p.world.scheduler.yield(ctx)
	p.world.must(err)
	failed := p.world.hear(resp.Diagnostics)
	after := p.world.unpack(resp.NewState, p.typ())
	if !failed && !p.dead {
		p.world.agree("apply", plan.value, after)
	}
	if after.IsNull() {
		for _, d := range resp.Diagnostics {
			if strings.Contains(d.Detail, "is in the state") && !p.dead {
				p.world.fail("(b) an error says what the state does not hold: %s", d.Detail)
			}
		}
		return nil, !failed
	}
	return &object{value: after, private: resp.Private}, !failed
}

// agree checks that what a plan knows comes true, as Terraform does.
func (w *world) agree(what string, plan, result tftypes.Value) {
	differences, err := plan.Diff(result)
	w.must(err)
	for _, difference := range differences {
		if difference.Value1 != nil && difference.Value1.IsFullyKnown() && len(difference.Path.Steps()) > 0 {
			w.fail("%s: the plan said %s, the result is %v", what, difference, difference.Value2)
		}
	}
}

func text(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }

func number(n int64) tftypes.Value { return tftypes.NewValue(tftypes.Number, n) }

func (w *world) pack(v tftypes.Value) *tfprotov6.DynamicValue {
	packed, err := tfprotov6.NewDynamicValue(v.Type(), v)
	w.must(err)
	return &packed
}

func (w *world) unpack(packed *tfprotov6.DynamicValue, typ tftypes.Type) tftypes.Value {
	if packed == nil {
		return tftypes.NewValue(typ, nil)
	}
	v, err := packed.Unmarshal(typ)
	w.must(err)
	return v
}

// hear remembers what the provider said, and returns whether it was an error.
func (w *world) hear(diagnostics []*tfprotov6.Diagnostic) bool {
	failed := false
	for _, d := range diagnostics {
		w.trace("    %s: %s: %s", d.Severity, d.Summary, d.Detail)
		w.count(fmt.Sprintf("%s: %s", d.Severity, d.Summary))
		w.said.WriteString(d.Summary + " " + d.Detail + "\n")
		failed = failed || d.Severity == tfprotov6.DiagnosticSeverityError
	}
	return failed
}
