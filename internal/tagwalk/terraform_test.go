package tagwalk

import (
	"context"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

const proxyType = "gaap_proxy"

// clock is one on which nobody waits: who sleeps moves the time. It is for one
// goroutine.
type clock struct{ *gaapmock.ManualClock }

func (c clock) Sleep(ctx context.Context, d time.Duration) error {
	c.Advance(d)
	return ctx.Err()
}

func (c clock) WithTimeout(ctx context.Context, _ time.Duration) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

// process is a provider as Terraform starts it for a plan or an apply.
type process struct {
	tfprotov6.ProviderServer

	t      *rapid.T
	kind   tftypes.Type // of a proxy
	config tftypes.Value
}

// start configures a provider.
func start(t *rapid.T, mock *gaapmock.Server, clock clock, block, proxy map[string]tftypes.Value) *process {
	p := &process{t: t, ProviderServer: provider.NewServer(provider.Options{Version: "test", Clock: clock, Transport: gaapmock.Transport{Handler: mock}})}
	schema, err := p.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	p.accepted(err, nil)
	p.kind = schema.ResourceSchemas[proxyType].ValueType()
	p.config = acctest.Object(p.kind, proxy)
	config := p.pack(acctest.Object(schema.Provider.ValueType(), block))
	validated, err := p.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: config})
	p.accepted(err, validated.Diagnostics)
	configured, err := p.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: config, TerraformVersion: "1.11.4"})
	p.accepted(err, configured.Diagnostics)
	return p
}

func (p *process) nothing() tftypes.Value { return tftypes.NewValue(p.kind, nil) }

func (p *process) refresh(state tftypes.Value) tftypes.Value {
	resp, err := p.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{TypeName: proxyType, CurrentState: p.pack(state)})
	p.accepted(err, resp.Diagnostics)
	return p.unpack(resp.NewState)
}

func (p *process) imports(id string) tftypes.Value {
	resp, err := p.ImportResourceState(p.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: proxyType, ID: id})
	p.accepted(err, resp.Diagnostics)
	return p.refresh(p.unpack(resp.ImportedResources[0].State))
}

// plan is what Terraform shows; the state may be null.
func (p *process) plan(state tftypes.Value) tftypes.Value {
	resp, err := p.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: proxyType, PriorState: p.pack(state), ProposedNewState: p.pack(p.proposed(state)), Config: p.pack(p.config),
	})
	p.accepted(err, resp.Diagnostics)
	if len(resp.RequiresReplace) > 0 {
		p.t.Fatalf("the plan is to replace the proxy, for %v", resp.RequiresReplace)
	}
	return p.unpack(resp.PlannedState)
}

// proposed is what Terraform proposes: the configuration, where computed
// attributes that it leaves out keep the values that they had.
func (p *process) proposed(state tftypes.Value) tftypes.Value {
	if state.IsNull() {
		return p.config
	}
	before, after := attributes(state), attributes(p.config)
	for name, value := range after {
		if value.IsNull() && name != "tags" && name != "timeouts" {
			after[name] = before[name]
		}
	}
	return tftypes.NewValue(p.kind, after)
}

// apply carries a plan out, and returns the new state and what went wrong.
func (p *process) apply(state, planned tftypes.Value) (tftypes.Value, string) {
	resp, err := p.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: proxyType, PriorState: p.pack(state), PlannedState: p.pack(planned), Config: p.pack(p.config),
	})
	p.accepted(err, nil)
	result := p.unpack(resp.NewState)
	if !result.IsFullyKnown() {
		p.t.Fatalf("the new state is not known: %s", result)
	}
	return result, problems(resp.Diagnostics)
}

func (p *process) pack(value tftypes.Value) *tfprotov6.DynamicValue {
	packed, err := tfprotov6.NewDynamicValue(value.Type(), value)
	p.accepted(err, nil)
	return &packed
}

func (p *process) unpack(packed *tfprotov6.DynamicValue) tftypes.Value {
	value, err := packed.Unmarshal(p.kind)
	p.accepted(err, nil)
	return value
}

func (p *process) accepted(err error, diagnostics []*tfprotov6.Diagnostic) {
	if text := problems(diagnostics); err != nil || text != "" {
		p.t.Fatal(err, text)
	}
}

// problems are errors and warnings: none of what happens here is worth one.
func problems(diagnostics []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diagnostics {
		b.WriteString(d.Severity.String() + ": " + d.Summary + ": " + d.Detail + "\n")
	}
	return b.String()
}

// agrees reports whether a value is what was planned, where that is known.
func agrees(planned, value tftypes.Value) bool {
	if planned.IsNull() || value.IsNull() {
		return planned.Equal(value)
	}
	was, is := attributes(planned), attributes(value)
	for name := range was {
		if was[name].IsFullyKnown() && !was[name].Equal(is[name]) {
			return false
		}
	}
	return true
}

func attributes(object tftypes.Value) map[string]tftypes.Value {
	all := map[string]tftypes.Value{}
	check(object.As(&all))
	return all
}
