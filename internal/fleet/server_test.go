package fleet

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

// service is the mock.
type service struct{ *gaapmock.Server }

func newService(t *testing.T, options gaapmock.Options) *service {
	t.Helper()
	options.Seed, options.MaxProxies = cmp.Or(options.Seed, 1), -1
	mock, err := gaapmock.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return &service{mock}
}

// reads counts the calls that change nothing, and refused those above the quota.
func (s *service) reads() (reads, refused int) {
	for _, call := range s.Journal() {
		if !call.Write {
			reads++
		}
		if strings.HasPrefix(call.Code, "RequestLimitExceeded") {
			refused++
		}
	}
	return reads, refused
}

// run is a provider process that Terraform has started.
type run struct {
	tfprotov6.ProviderServer

	t   *testing.T
	typ tftypes.Object
}

func (s *service) start(t *testing.T, seed uint64) *run {
	t.Helper()
	var mu sync.Mutex
	random := rand.New(rand.NewPCG(seed, 1))
	near := gaapmock.Transport{Handler: s, Latency: 5 * time.Millisecond}
	r := &run{t: t, ProviderServer: provider.NewServer(provider.Options{Version: "test", Transport: near, Random: func() float64 {
		mu.Lock()
		defer mu.Unlock()
		return random.Float64()
	}})}
	schema, err := r.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	r.typ = schema.ResourceSchemas["gaap_proxy"].ValueType().(tftypes.Object)
	config := object(schema.Provider.ValueType().(tftypes.Object), map[string]tftypes.Value{
		"endpoint": text("https://gaap.example.com"), "secret_id": text(gaapmock.DefaultSecretID), "secret_key": text(gaapmock.DefaultSecretKey),
	})
	resp, err := r.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: r.pack(config)})
	r.check(resp.Diagnostics, err)
	return r
}

type belongings struct{}

// request is the context of a request, to which some memory belongs, as to
// those that come from Terraform.
func (r *run) request() context.Context {
	return context.WithValue(r.t.Context(), belongings{}, new([8 << 10]byte))
}

func (r *run) null() tftypes.Value { return tftypes.NewValue(r.typ, nil) }

// config is what a user writes for one proxy.
func (r *run) config(name string) tftypes.Value {
	return object(r.typ, map[string]tftypes.Value{
		"name": text(name), "access_region": text("Hongkong"), "realserver_region": text("Shanghai"),
		"bandwidth": tftypes.NewValue(tftypes.Number, 10), "concurrent": tftypes.NewValue(tftypes.Number, 2),
		"enable": tftypes.NewValue(tftypes.Bool, true), "force_destroy": tftypes.NewValue(tftypes.Bool, false),
	})
}

// create plans and makes a proxy, as Terraform does.
func (r *run) create(name string) (state tftypes.Value) {
	config := r.config(name)
	plan, err := r.PlanResourceChange(r.request(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "gaap_proxy", PriorState: r.pack(r.null()), ProposedNewState: r.pack(config), Config: r.pack(config),
	})
	r.check(plan.Diagnostics, err)
	made, err := r.ApplyResourceChange(r.request(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "gaap_proxy", PriorState: r.pack(r.null()), PlannedState: plan.PlannedState, Config: r.pack(config), PlannedPrivate: plan.PlannedPrivate,
	})
	r.check(made.Diagnostics, err)
	return r.unpack(made.NewState)
}

// refresh reads a proxy and returns it.
func (r *run) refresh(state tftypes.Value) tftypes.Value {
	resp, err := r.ReadResource(r.request(), &tfprotov6.ReadResourceRequest{TypeName: "gaap_proxy", CurrentState: r.pack(state)})
	r.check(resp.Diagnostics, err)
	return r.unpack(resp.NewState)
}

func (r *run) destroy(state tftypes.Value) {
	resp, err := r.ApplyResourceChange(r.request(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: "gaap_proxy", PriorState: r.pack(state), PlannedState: r.pack(r.null()), Config: r.pack(r.null()),
	})
	r.check(resp.Diagnostics, err)
}

func (r *run) check(diagnostics []*tfprotov6.Diagnostic, err error) {
	if err != nil {
		r.t.Error(err)
	}
	for _, d := range diagnostics {
		r.t.Errorf("%s: %s: %s", d.Severity, d.Summary, d.Detail)
	}
}

func (r *run) pack(v tftypes.Value) *tfprotov6.DynamicValue {
	packed, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		r.t.Error(err)
	}
	return &packed
}

func (r *run) unpack(packed *tfprotov6.DynamicValue) tftypes.Value {
	v, err := packed.Unmarshal(r.typ)
	if err != nil {
		r.t.Error(err)
	}
	return v
}

func object(typ tftypes.Object, set map[string]tftypes.Value) tftypes.Value {
	attributes := map[string]tftypes.Value{}
	for name, of := range typ.AttributeTypes {
		attributes[name] = tftypes.NewValue(of, nil)
		if v, ok := set[name]; ok {
			attributes[name] = v
		}
	}
	return tftypes.NewValue(typ, attributes)
}

func text(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }

// parallel does something n times, so many at a time.
func parallel(n, at int, do func(i int)) {
	work := make(chan int)
	var group sync.WaitGroup
	for range at {
		group.Go(func() {
			for i := range work {
				do(i)
			}
		})
	}
	for i := range n {
		work <- i
	}
	close(work)
	group.Wait()
}

func name(i int) string { return fmt.Sprintf("proxy-%d", i) }
