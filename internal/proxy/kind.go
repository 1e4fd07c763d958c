package proxy

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// NewResource returns the resource gaap_proxy.
func NewResource() resource.Resource { return object.New(kind()) }

// kind is what makes a proxy different from other objects.
func kind() object.Kind[model, gaapapi.Proxy] {
	return object.Kind[model, gaapapi.Proxy]{
		Type:     "_proxy",
		Noun:     "proxy",
		ID:       object.ID{Form: objectID, Example: "link-a1b2c3d4", Prefix: "link-"},
		Schema:   resourceSchema,
		Statuses: statuses,
		Tagged:   gaapapi.TaggedProxy,
		Local:    []string{"force_destroy"},
		Moves: []object.Move{{Type: "tencentcloud_gaap_proxy", Arguments: []string{
			"name", "project_id", "access_region", "realserver_region", "bandwidth", "concurrent", "network_type", "enable",
		}}},
		Shown:   shown,
		Details: details(),

		Label:   func(m *model) string { return m.Name.ValueString() },
		Facts:   facts,
		FromAPI: (*model).fromAPI,
		Advice:  advice,

		Refresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.Proxy, error) {
			return c.RefreshProxy(ctx, m.ID.ValueString())
		},
		Fresh: func(ctx context.Context, c *gaapapi.Client, m *model) (gaapapi.Proxy, error) {
			return c.DescribeProxy(ctx, m.ID.ValueString())
		},
		Status: func(ctx context.Context, c *gaapapi.Client, m *model) (string, error) {
			status, err := c.DescribeProxyStatus(ctx, m.ID.ValueString())
			return string(status), err
		},

		Validate:      validate,
		Plan:          plan,
		KeepsComputed: keepsComputed,
		Create:        create,
		Complete:      complete,
		Lacks:         lacks,
		Steps:         steps,
		BeforeDelete: func(data *providerdata.Data, m *model) {
			providerdata.RunOf[plans](data).noteDestroyed(m.asProxy())
		},
		Scopes: scopes,
		Delete: func(ctx context.Context, c *gaapapi.Client, m *model) error {
			return c.DestroyProxies(ctx, m.ID.ValueString(), m.ForceDestroy.ValueBool())
		},
	}
}

// scopes: its group may go once it is gone.
func scopes(m *model) []string {
	if m.GroupID.ValueString() == "" {
		return nil
	}
	return []string{m.GroupID.ValueString()}
}

// shown are the arguments that data sources show.
var shown = map[string]string{
	"name":               "Name of the proxy.",
	"project_id":         "Id of the project; `0` is the default project.",
	"access_region":      "Region where traffic enters.",
	"realserver_region":  "Region of the origin servers.",
	"bandwidth":          "Upper limit of the bandwidth in Mbps.",
	"concurrent":         "Upper limit of connections at one time, in units of 10,000.",
	"group_id":           "Id of the proxy group, if the proxy is in one.",
	"billing_type":       "How traffic is billed: `0` by bandwidth, `1` by traffic.",
	"ip_address_version": "Version of the access address: `IPv4` or `IPv6`.",
	"network_type":       "Kind of network at the access region, such as `normal` or `cn2`.",
	"package_type":       "Kind of proxy, such as `Thunder`.",
	"enable":             "Whether the proxy carries traffic; null while its status does not say.",
	"tags":               "All tags of the proxy, without those that the provider's `ignore_tags` names.",
}

// statuses are what the service's words mean.
var statuses = object.Statuses{
	string(gaapapi.StatusRunning):    {Phase: object.Ready},
	string(gaapapi.StatusClosed):     {Phase: object.Off},
	string(gaapapi.StatusCreating):   {Phase: object.Working},
	string(gaapapi.StatusCloning):    {Phase: object.Working},
	string(gaapapi.StatusAdjusting):  {Phase: object.Working},
	string(gaapapi.StatusMoving):     {Phase: object.Working},
	string(gaapapi.StatusRecovering): {Phase: object.Working},
	string(gaapapi.StatusOpening):    {Phase: object.Working},
	string(gaapapi.StatusClosing):    {Phase: object.Working},
	string(gaapapi.StatusDestroying): {Phase: object.Leaving, Means: "it is being destroyed outside of Terraform"},
	string(gaapapi.StatusCreateFailed): {
		Phase: object.Failed, Means: "the service could not make it",
		Advice: "The service could not make it. Replace it: terraform apply -replace=ADDRESS.",
	},
	string(gaapapi.StatusIsolated):  {Phase: object.Blocked, Means: overdue, Advice: payNow},
	string(gaapapi.StatusIsolating): {Phase: object.Blocked, Passing: true, Means: overdue, Advice: payNow},
}

const (
	overdue = "the account is overdue; the proxy resumes by itself once it is paid"
	payNow  = "The account is overdue. Pay within 24 hours, or the service destroys the proxy."
)

func facts(p gaapapi.Proxy) object.Facts {
	return object.Facts{ID: p.ID, Name: p.Name, Status: string(p.Status), Tags: p.Tags}
}

// advice tells of a proxy without an address: what uses it gets null.
func advice(p gaapapi.Proxy) string {
	if p.Domain == "" && (p.Status == gaapapi.StatusCreating || p.Status == gaapapi.StatusCloning) {
		return "It has no domain and no addresses yet, and what uses them gets null. Plan again once it is RUNNING."
	}
	return ""
}

func validate(config *model, diags *diag.Diagnostics) {
	if config.RealServerRegion.IsNull() && config.GroupID.IsNull() {
		diags.AddAttributeError(path.Root("realserver_region"), "Missing origin region",
			"A proxy needs realserver_region, the region of its origin servers, unless group_id names a group to make it in.")
	}
}

// create orders a proxy.
func create(ctx context.Context, c *change) (string, error) {
	in, _ := createInput(c.Config, c.Plan)
	o := newOrder(c.Data, c.Config, c.Plan, in, c.Time, c.Diags)
	id, err := o.place(ctx)
	c.Adopted = o.adopted
	return id, err
}

// complete opens or closes a new proxy as enable says. One that was adopted may
// be closed already, and loses tags that nobody asked for.
func complete(ctx context.Context, c *change) error {
	if enable := c.Plan.Enable.ValueBool(); enable != (c.ReadyStatus == string(gaapapi.StatusRunning)) {
		if err := setEnabled(ctx, c, enable); err != nil {
			return err
		}
	}
	if c.Adopted {
		return c.ReplaceTags(ctx)
	}
	return nil
}

// lacks says in what a new proxy is not what was asked for.
func lacks(c *change, p gaapapi.Proxy) []string {
	in, _ := createInput(c.Config, c.Plan)
	if enabled, known := enabledBy(p.Status); known && enabled != c.Plan.Enable.ValueBool() {
		return []string{"the proxy is " + string(p.Status)}
	}
	if in.RealServerRegion != "" && !gaapapi.SameRegion(p.RealServerRegion, in.RealServerRegion) {
		return []string{strings.Join([]string{"the origin region is ", p.RealServerRegion, ", as that of the group, not ", in.RealServerRegion}, "")}
	}
	return append(in.Differences(p), object.ForeignTags("proxy", p.Tags, in.Tags)...)
}
