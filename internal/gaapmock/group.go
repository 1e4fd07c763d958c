package gaapmock

import (
	"maps"
	"time"
)

// StatusChanging is a group of which a part is deployed. Others are CREATING,
// RUNNING, CLOSED, DESTROYING and MOVING.
const StatusChanging = "CHANGING"

// Group is a proxy group: its members are proxies that name it.
type Group struct {
	ID               string            `json:"id"`
	Name             string            `json:"name"` // default: the id
	RealServerRegion string            `json:"realserver_region"`
	ProjectID        int64             `json:"project_id"`
	Status           string            `json:"status"`             // default RUNNING
	IPAddressVersion string            `json:"ip_address_version"` // default IPv4
	PackageType      string            `json:"package_type"`       // default Thunder
	Domain           string            `json:"domain"`             // "" reads null; default: made of the id
	Tags             map[string]string `json:"tags"`
	CreateTime       time.Time         `json:"create_time"` // default: the start of 2025
}

func (g Group) key() string                    { return g.ID }
func (g Group) withID(id string) Group         { g.ID = id; return g }
func (g Group) status() string                 { return g.Status }
func (g Group) withStatus(status string) Group { g.Status = status; return g }
func (g Group) check() error                   { return checkGroups([]Group{g}) }
func (g Group) knownSince() time.Time          { return g.CreateTime }

func (g Group) clone() Group {
	g.Tags = maps.Clone(g.Tags)
	if g.Tags == nil {
		g.Tags = map[string]string{}
	}
	return g
}

func (g Group) fill(*store, time.Time) Group {
	setDefault(&g.Name, g.ID)
	setDefault(&g.RealServerRegion, "Shanghai")
	setDefault(&g.Status, StatusRunning)
	setDefault(&g.Domain, g.ID+".gaapqcloud.com")
	setDefault(&g.IPAddressVersion, "IPv4")
	setDefault(&g.PackageType, "Thunder")
	setDefault(&g.CreateTime, time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	return g
}
