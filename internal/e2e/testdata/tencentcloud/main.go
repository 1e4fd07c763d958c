// Program tencentcloud stands in for the provider tencentcloudstack/tencentcloud
// in tests: it has the resource tencentcloud_gaap_proxy with the attributes
// that it has there, and can read and import it, but not make or change it. It
// reads from the mock's administration, so that it needs no client.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64default"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func main() {
	err := providerserver.Serve(context.Background(), func() provider.Provider { return standIn{} },
		providerserver.ServeOpts{Address: "registry.terraform.io/tencentcloudstack/tencentcloud"})
	if err != nil {
		log.Fatal(err)
	}
}

type standIn struct{}

func (standIn) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "tencentcloud"
}

func (standIn) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

// Configure fails for a test that shows that nobody does it.
func (standIn) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	if os.Getenv("STAND_IN_HAS_NO_KEY") != "" {
		resp.Diagnostics.AddError("No key", "The stand-in has no key.")
	}
}

func (standIn) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (standIn) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return proxy{} }}
}

type proxy struct{}

type model struct {
	ID               types.String `tfsdk:"id"`
	Name             types.String `tfsdk:"name"`
	ProjectID        types.Int64  `tfsdk:"project_id"`
	Bandwidth        types.Int64  `tfsdk:"bandwidth"`
	Concurrent       types.Int64  `tfsdk:"concurrent"`
	AccessRegion     types.String `tfsdk:"access_region"`
	RealServerRegion types.String `tfsdk:"realserver_region"`
	Enable           types.Bool   `tfsdk:"enable"`
	Tags             types.Map    `tfsdk:"tags"`
	NetworkType      types.String `tfsdk:"network_type"`
	CreateTime       types.String `tfsdk:"create_time"`
	Status           types.String `tfsdk:"status"`
	Domain           types.String `tfsdk:"domain"`
	IP               types.String `tfsdk:"ip"`
	Scalable         types.Bool   `tfsdk:"scalable"`
	SupportProtocols types.List   `tfsdk:"support_protocols"`
	ForwardIP        types.String `tfsdk:"forward_ip"`
}

func (proxy) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_gaap_proxy"
}

func (proxy) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	text, number := schema.StringAttribute{Required: true}, schema.Int64Attribute{Required: true}
	shown := schema.StringAttribute{Computed: true}
	resp.Schema.Attributes = map[string]schema.Attribute{
		"id": shown, "name": text, "bandwidth": number, "concurrent": number, "access_region": text, "realserver_region": text,
		"project_id":   schema.Int64Attribute{Optional: true, Computed: true, Default: int64default.StaticInt64(0)},
		"enable":       schema.BoolAttribute{Optional: true, Computed: true, Default: booldefault.StaticBool(true)},
		"tags":         schema.MapAttribute{Optional: true, ElementType: types.StringType},
		"network_type": schema.StringAttribute{Optional: true, Computed: true},
		"create_time":  shown, "status": shown, "domain": shown, "ip": shown, "forward_ip": shown,
		"scalable":          schema.BoolAttribute{Computed: true},
		"support_protocols": schema.ListAttribute{Computed: true, ElementType: types.StringType},
	}
}

func (proxy) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state model
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	all, err := proxies(ctx)
	if err != nil {
		resp.Diagnostics.AddError("Cannot read", err.Error())
		return
	}
	for _, p := range all {
		if p.ID != state.ID.ValueString() {
			continue
		}
		protocols, diags := types.ListValueFrom(ctx, types.StringType, p.SupportProtocols)
		resp.Diagnostics.Append(diags...)
		tags, diags := types.MapValueFrom(ctx, types.StringType, p.Tags)
		resp.Diagnostics.Append(diags...)
		if len(p.Tags) == 0 {
			tags = types.MapNull(types.StringType)
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, &model{
			types.StringValue(p.ID), types.StringValue(p.Name), types.Int64Value(p.ProjectID), types.Int64Value(p.Bandwidth), types.Int64Value(p.Concurrent),
			types.StringValue(p.AccessRegion), types.StringValue(p.RealServerRegion), types.BoolValue(p.Status == gaapmock.StatusRunning), tags,
			types.StringValue(p.NetworkType), types.StringValue(p.CreateTime.Format(time.DateTime)), types.StringValue(p.Status), types.StringValue(p.Domain),
			types.StringValue(p.IP), types.BoolValue(p.Scalarable == 1), protocols, types.StringValue(p.ForwardIP),
		})...)
		return
	}
	resp.State.RemoveResource(ctx)
}

func proxies(ctx context.Context) (all []gaapmock.Proxy, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, os.Getenv("TENCENTCLOUD_ENDPOINT")+"/_mock/proxies", nil)
	if err != nil {
		return nil, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return all, json.NewDecoder(resp.Body).Decode(&all)
}

func (proxy) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), req, resp)
}

func (proxy) Create(_ context.Context, _ resource.CreateRequest, resp *resource.CreateResponse) {
	resp.Diagnostics.AddError("Not here", "The stand-in makes nothing.")
}

func (proxy) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("Not here", "The stand-in changes nothing.")
}

func (proxy) Delete(_ context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	resp.Diagnostics.AddError("Not here", fmt.Sprintf("The stand-in destroys nothing: %s", req.State.Raw))
}
