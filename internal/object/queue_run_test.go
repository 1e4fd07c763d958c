package object

import (
	"context"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tags"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wiretest"
)

// pathProvider is a provider of paths.
type pathProvider struct {
	service *service
	data    *providerdata.Data
}

func (*pathProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "test"
}
func (*pathProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}
func (p *pathProvider) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.ResourceData = p.data
}
func (*pathProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }
func (p *pathProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return New[pathModel](p.service.kind()) }}
}

// run is a run of the provider.
type run struct {
	*tfcore.Server

	t *testing.T
}

func (s *service) run(t *testing.T) run {
	t.Helper()
	account := wiretest.Says([]byte(`{"Response":{"AccountId":"100000000001","RequestId":"r"}}`))
	client := gaapapi.New(wiretest.NewStubWire(t, "", account, func(c *wire.Config) { c.Clock = wait.System{} }), nil)
	data := &providerdata.Data{
		Client: client, Tags: &tags.Policy{}, Ledger: providerdata.NewLedger(time.Now(), nil), Account: providerdata.NewAccount(client),
	}
	server, err := tfcore.Start(t.Context(), func() (tfprotov6.ProviderServer, error) {
		return providerserver.NewProtocol6WithError(&pathProvider{s, data})()
	})
	if err != nil {
		t.Fatal(err)
	}
	if said := server.Configure(t.Context(), cty.EmptyObjectVal); len(said) > 0 {
		t.Fatal(tfcore.Render(said))
	}
	return run{server, t}
}

// apply makes an object what a configuration says; nil is none. It returns what
// there is then, and what was said.
func (r run) apply(ctx context.Context, prior *tfcore.Object, values map[string]cty.Value) (*tfcore.Object, string) {
	r.t.Helper()
	config := tfcore.ObjectOf(r.TypeOf(r.Schemas.Resources["test_path"]), values)
	change, said := r.Plan(ctx, "test_path", prior, config)
	if len(said) > 0 {
		r.t.Errorf("planning: %s", tfcore.Render(said))
	}
	after, said := r.Apply(ctx, "test_path", change, config)
	return after, tfcore.Render(said)
}

// destroy ends an object, and returns what was said.
func (r run) destroy(ctx context.Context, o *tfcore.Object) string {
	_, said := r.Destroy(ctx, "test_path", o)
	return tfcore.Render(said)
}

// at is the configuration of a path below a listener, which binds another one.
func at(listener, path, binds string) map[string]cty.Value {
	return map[string]cty.Value{"listener": cty.StringVal(listener), "path": cty.StringVal(path), "binds": cty.StringVal(binds)}
}

// have makes paths below a listener in a run before this one.
func (s *service) have(t *testing.T, listener string, paths ...string) (all []*tfcore.Object) {
	t.Helper()
	before := s.run(t)
	for _, path := range paths {
		o, said := before.apply(t.Context(), nil, at(listener, path, ""))
		if said != "" {
			t.Fatal(said)
		}
		all = append(all, o)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tasks, s.reads = nil, 0
	return all
}
