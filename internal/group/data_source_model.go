package group

import (
	"cmp"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// search is a gaap_proxy_groups.
type search struct {
	ProjectID        types.Int64       `tfsdk:"project_id"`
	RealServerRegion types.String      `tfsdk:"realserver_region"`
	PackageType      types.String      `tfsdk:"package_type"`
	Tags             map[string]string `tfsdk:"tags"`
	IDs              []string          `tfsdk:"ids"`
	Groups           []foundGroup      `tfsdk:"groups"`
}

// foundGroup is a group in the list.
type foundGroup struct {
	ID               string            `tfsdk:"id"`
	Name             string            `tfsdk:"name"`
	ProjectID        int64             `tfsdk:"project_id"`
	Domain           *string           `tfsdk:"domain"`
	RealServerRegion string            `tfsdk:"realserver_region"`
	Status           string            `tfsdk:"status"`
	Tags             map[string]string `tfsdk:"tags"`
	Version          string            `tfsdk:"version"`
	CreateTime       *string           `tfsdk:"create_time"`
	HTTP3Supported   bool              `tfsdk:"http3_supported"`
	Members          types.List        `tfsdk:"members"`
}

func (m *search) query() gaapapi.GroupQuery {
	return gaapapi.GroupQuery{
		ProjectID:        providerdata.Project(m.ProjectID),
		RealServerRegion: m.RealServerRegion.ValueString(),
		PackageType:      m.PackageType.ValueString(),
		Tags:             m.Tags,
	}
}

// fromAPI fills in the result, the oldest first: what is new comes last, and the
// order of the others stays.
func (m *search) fromAPI(found []gaapapi.ProxyGroup) {
	slices.SortFunc(found, func(a, b gaapapi.ProxyGroup) int {
		return cmp.Or(a.CreateTime.Compare(b.CreateTime), cmp.Compare(a.ID, b.ID))
	})
	m.IDs, m.Groups = make([]string, 0, len(found)), make([]foundGroup, 0, len(found))
	for _, group := range found {
		m.IDs = append(m.IDs, group.ID)
		m.Groups = append(m.Groups, newFound(group))
	}
}

func newFound(g gaapapi.ProxyGroup) foundGroup {
	out := foundGroup{
		ID: g.ID, Name: g.Name, ProjectID: g.ProjectID, RealServerRegion: g.RealServerRegion, Status: g.Status, Tags: g.Tags,
		Version: g.Version, HTTP3Supported: g.HTTP3Supported, Members: memberList(g.Members),
	}
	if !g.CreateTime.IsZero() {
		made := g.CreateTime.Format(time.RFC3339)
		out.CreateTime = &made
	}
	if g.Domain != "" {
		out.Domain = &g.Domain
	}
	return out
}
