package globaldomain

import (
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_global_domain in configuration, plan or state.
type model struct {
	object.Core
	object.Tagged

	ProjectID    types.Int64  `tfsdk:"project_id"`
	DefaultValue types.String `tfsdk:"default_value"`
	Alias        types.String `tfsdk:"alias"`
	Enable       types.Bool   `tfsdk:"enable"`
	FullDomain   types.String `tfsdk:"full_domain"`
	Status       types.String `tfsdk:"status"`
	Type         types.String `tfsdk:"type"`
	BanStatus    types.String `tfsdk:"ban_status"`
	ProxyCount   types.Int64  `tfsdk:"proxy_count"`
	CreateTime   types.String `tfsdk:"create_time"`
}

// fromAPI fills the model with what the service shows. What the service does not show
// stays: timeouts.
func (m *model) fromAPI(d gaapapi.GlobalDomain) {
	m.ProjectID = types.Int64Value(d.ProjectID)
	if m.DefaultValue.IsNull() || !gaapapi.SameAddress(d.DefaultValue, m.DefaultValue.ValueString()) { // else as it is written
		m.DefaultValue = types.StringValue(d.DefaultValue)
	}
	m.Alias = types.StringValue(d.Alias)
	if enabled, known := enabledBy(d.Status); known {
		m.Enable = types.BoolValue(enabled)
	}
	m.FullDomain = object.Text(d.FullDomain)
	m.Status = types.StringValue(d.Status)
	m.Type = object.Text(d.Type)
	m.BanStatus = object.Text(d.BanStatus)
	m.ProxyCount = types.Int64Value(d.ProxyCount)
	m.CreateTime = object.Time(d.CreateTime)
}
