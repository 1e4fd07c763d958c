// Package provider puts the provider together: its schema, its configuration,
// and the lists of what it offers.
package provider

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/catalogue"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certificate"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/errorpage"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/globaldns"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/globaldomain"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/group"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/httpdomain"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/httpheader"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/httprule"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/layer4"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/layer7"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/proxy"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/realserver"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/securitypolicy"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/securityrule"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Address is where registries know the provider.
const Address = "registry.terraform.io/tencentcloud-gaap/gaap"

const typeName = "gaap"

var (
	_ provider.ProviderWithListResources  = (*gaapProvider)(nil)
	_ provider.ProviderWithValidateConfig = (*gaapProvider)(nil)
)

// Options are what a program or a test decides about the provider.
type Options struct {
	Version   string            // of the provider, sent to the service
	Clock     wait.Clock        // default: the clock on the wall
	Random    func() float64    // in [0,1); default: math/rand
	Transport http.RoundTripper // default: the network
}

type gaapProvider struct{ options Options }

// New returns a function that makes providers, as servers want it.
func New(options Options) func() provider.Provider {
	if options.Clock == nil {
		options.Clock = wait.System{}
	}
	return func() provider.Provider { return &gaapProvider{options: options} }
}

// Metadata names the provider.
func (p *gaapProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = typeName
	resp.Version = p.options.Version
}

// Configure refuses CLIs that are too old, and makes the API client that
// everything shares.
func (p *gaapProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	if checkCLI(req.TerraformVersion, &resp.Diagnostics); resp.Diagnostics.HasError() {
		return
	}
	var config configModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	data := &providerdata.Data{
		ClientTokenScope:  config.clientTokenScope(),
		Tags:              config.tagPolicy(&resp.Diagnostics),
		CreateMissingTags: config.createMissingTags(&resp.Diagnostics),
		Ledger:            providerdata.NewLedger(p.options.Clock.Now(), config.adoptIDs(&resp.Diagnostics)),
	}
	data.Unsettled = config.hasUnknowns(ctx, data.Tags)
	resp.ResourceData = data
	resp.DataSourceData = data
	resp.ListResourceData = data
	if config.cannotCall(ctx) {
		tflog.Info(ctx, "The provider's configuration is not known yet; nothing is asked of the service")
		return
	}
	settings := config.resolve(ctx, p.options.Clock.Now(), &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	connected := settings.connect(ctx, wire.Config{
		Region:            settings.region,
		Endpoint:          settings.endpoint,
		Domain:            settings.domain,
		RootCAs:           settings.roots,
		MetadataEndpoint:  settings.metadataEndpoint,
		RequestsPerSecond: settings.requestsPerSecond,
		UserAgent:         "terraform-provider-gaap " + p.options.Version + ", Terraform " + req.TerraformVersion,
		Clock:             p.options.Clock,
		Random:            p.options.Random,
		Transport:         p.options.Transport,
		Log: func(ctx context.Context, message string, fields map[string]any) {
			tflog.Debug(ctx, message, fields)
		},
	}, &resp.Diagnostics)
	if connected != nil {
		data.Client = gaapapi.New(connected, data.Tags.Ignores)
	}
	data.Account = providerdata.NewAccount(data.Client)
}

// Resources lists what can be managed.
func (p *gaapProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		proxy.NewResource, realserver.NewResource, layer4.NewResource, layer7.NewResource, httpdomain.NewResource, httprule.NewResource,
		certificate.NewResource, httpheader.NewResource, errorpage.NewResource,
		group.NewResource, securitypolicy.NewResource, securityrule.NewResource, globaldomain.NewResource, globaldns.NewResource,
	}
}

// DataSources lists what can be looked up.
func (p *gaapProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		proxy.NewDataSource, proxy.NewListDataSource,
		realserver.NewListDataSource, layer4.NewListDataSource, layer4.NewRealServersDataSource, layer7.NewListDataSource, certificate.NewListDataSource,
		httpdomain.NewListDataSource, httprule.NewListDataSource, httprule.NewRealServersDataSource,
		httpheader.NewDataSource, httpheader.NewBlackDataSource, errorpage.NewListDataSource,
		catalogue.NewAccessRegions, catalogue.NewDestRegions, catalogue.NewAccessRegionsByDestRegion, catalogue.NewResourcesByTag,
		catalogue.NewPrice, catalogue.NewCheck, group.NewDataSource, securitypolicy.NewListDataSource, securityrule.NewListDataSource,
		globaldomain.NewListDataSource, catalogue.NewCountryAreas,
	}
}

// ListResources lists what terraform query can find.
func (p *gaapProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		proxy.NewListResource, realserver.NewListResource, layer4.NewListResource, layer7.NewListResource, httpdomain.NewListResource, httprule.NewListResource,
		certificate.NewListResource, httpheader.NewListResource, errorpage.NewListResource,
		group.NewListResource, securitypolicy.NewListResource, securityrule.NewListResource, globaldomain.NewListResource, globaldns.NewListResource,
	}
}
