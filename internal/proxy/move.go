package proxy

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

const (
	summaryMove = "Cannot move to gaap_proxy"

	// Where a moved proxy comes from, on whichever host the provider is found.
	movedProvider = "/tencentcloudstack/tencentcloud"
	movedType     = "tencentcloud_gaap_proxy"

	// What OpenTofu 1.12 names in its place for the other instances of a resource
	// with for_each or count, once one of them has been moved.
	ownProvider = "/tencentcloud-gaap/gaap"
)

// MoveState takes over proxies of tencentcloud_gaap_proxy. Of other types it
// says nothing, so that Terraform refuses them.
func (r *proxyResource) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: moveProxy}}
}

func moveProxy(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	from := req.SourceProviderAddress
	if req.SourceTypeName != movedType || !strings.HasSuffix(from, movedProvider) && !strings.HasSuffix(from, ownProvider) {
		return
	}
	source, problem := readMoved(req.SourceRawState)
	if problem != nil {
		resp.Diagnostics.Append(problem)
		return
	}
	resp.Diagnostics.Append(setAttributes(ctx, &resp.TargetState, source.attributes())...)
	resp.Diagnostics.Append(resp.TargetIdentity.Set(ctx, identityOf(source.ID))...)
}

// movedProxy is what is used of a tencentcloud_gaap_proxy, for a plan without a
// refresh. A state may have fewer or more attributes, as its provider's version
// had; tags are not used, since no tags are written in several ways.
type movedProxy struct {
	ID               string  `json:"id"`
	Name             *string `json:"name"`
	ProjectID        *int64  `json:"project_id"`
	AccessRegion     *string `json:"access_region"`
	RealServerRegion *string `json:"realserver_region"`
	Bandwidth        *int64  `json:"bandwidth"`
	Concurrent       *int64  `json:"concurrent"`
	NetworkType      *string `json:"network_type"`
	Enable           *bool   `json:"enable"`
}

func readMoved(raw *tfprotov6.RawState) (from movedProxy, problem diag.Diagnostic) {
	if raw == nil || len(raw.JSON) == 0 {
		return from, moveProblem("Its state is of a format that Terraform wrote before 0.12: apply once with the provider that it belongs to.")
	}
	if err := json.Unmarshal(raw.JSON, &from); err != nil {
		return from, moveProblem(fmt.Sprintf("Its attributes cannot be read: %v.", err))
	}
	if !objectID.MatchString(from.ID) {
		return from, moveProblem(fmt.Sprintf("Its id is %s, which is not the id of a proxy such as link-a1b2c3d4.", quote.Text(from.ID)))
	}
	return from, nil
}

// attributes are those of the gaap_proxy until it is read. It has no
// ClientToken, as after an import.
func (p movedProxy) attributes() map[string]attr.Value {
	all := takenOver(p.ID)
	all["name"] = types.StringPointerValue(p.Name)
	all["project_id"] = types.Int64PointerValue(p.ProjectID)
	all["access_region"] = types.StringPointerValue(p.AccessRegion)
	all["realserver_region"] = types.StringPointerValue(p.RealServerRegion)
	all["bandwidth"] = types.Int64PointerValue(p.Bandwidth)
	all["concurrent"] = types.Int64PointerValue(p.Concurrent)
	all["network_type"] = types.StringPointerValue(p.NetworkType)
	if p.Enable != nil {
		all["enable"] = types.BoolValue(*p.Enable)
	}
	return all
}

func moveProblem(text string) diag.Diagnostic {
	return diag.NewErrorDiagnostic(summaryMove, "A "+movedType+" cannot be moved. "+text+
		" Or forget it with a removed block, and import the proxy by its id.")
}
