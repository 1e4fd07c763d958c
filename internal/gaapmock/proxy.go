package gaapmock

import (
	"maps"
	"slices"
	"time"
)

// Statuses of a proxy. CREATE_FAILED is not in Tencent's list
// but is in its examples.
const (
	StatusCreating     = "CREATING"
	StatusCloning      = "CLONING"
	StatusRunning      = "RUNNING"
	StatusAdjusting    = "ADJUSTING"
	StatusOpening      = "OPENING"
	StatusClosing      = "CLOSING"
	StatusClosed       = "CLOSED"
	StatusDestroying   = "DESTROYING"
	StatusIsolating    = "ISOLATING"
	StatusIsolated     = "ISOLATED"
	StatusMoving       = "MOVING"
	StatusRecovering   = "RECOVERING"
	StatusCreateFailed = "CREATE_FAILED"
)

// Statuses that only a listener has, beside CREATING, RUNNING and DESTROYING.
// The API shows numbers.
const (
	StatusBinding   = "BINDING"   // 3: its origins are being changed
	StatusModifying = "MODIFYING" // 4: its configuration is being changed
)

// Proxy is a proxy as the mock keeps it. Its JSON form is the one of the admin
// routes and of the state file; clients of the API see ProxyInfo.
type Proxy struct {
	ID               string            `json:"id"`
	Name             string            `json:"name"`
	ProjectID        int64             `json:"project_id"`
	AccessRegion     string            `json:"access_region"`
	RealServerRegion string            `json:"realserver_region"`
	Bandwidth        int64             `json:"bandwidth"`  // Mbps
	Concurrent       int64             `json:"concurrent"` // units of 10,000 connections
	Status           string            `json:"status"`
	GroupID          string            `json:"group_id,omitempty"`
	BillingType      int64             `json:"billing_type"`       // 0 bandwidth, 1 traffic
	IPAddressVersion string            `json:"ip_address_version"` // IPv4, IPv6
	NetworkType      string            `json:"network_type"`       // normal, cn2, triple, secure_eip
	PackageType      string            `json:"package_type"`       // Thunder, Accelerator, CrossBorder
	Tags             map[string]string `json:"tags"`
	CreateTime       time.Time         `json:"create_time"`
	ModifyConfigTime time.Time         `json:"modify_config_time"` // zero: never
	ClonedProxyID    string            `json:"cloned_proxy_id,omitempty"`
	ClientToken      string            `json:"client_token,omitempty"` // the token of the call that made it

	// Domain, IP and ForwardIP read "" through the API while the proxy is not provisioned.
	Domain    string `json:"domain"`
	IP        string `json:"ip"`
	ForwardIP string `json:"forward_ip"` // separated by semicolons, with a trailing one

	IPList []string `json:"ip_list,omitempty"` // addresses in the order of the answer; empty: IP alone

	PolicyID             string   `json:"policy_id,omitempty"` // shown by one that has no SecurityPolicy
	BanStatus            string   `json:"ban_status"`
	InBanBlacklist       int64    `json:"in_ban_blacklist"`
	Scalarable           int64    `json:"scalarable"` // 1: ModifyProxyConfiguration is allowed
	Version              string   `json:"version"`
	SupportProtocols     []string `json:"support_protocols"`
	ClientIPMethods      []int64  `json:"client_ip_methods"` // 0 TOA, 1 Proxy Protocol
	RelatedGlobalDomains []string `json:"related_global_domains"`
	Http3Supported       int64    `json:"http3_supported"`
	NoTLSChoice          bool     `json:"no_tls_choice,omitempty"` // IsSupportTLSChoice reads 0
	NoSecurity           bool     `json:"no_security,omitempty"`   // SupportSecurity reads 0
	ProxyType            int64    `json:"proxy_type"`              // 100 Thunder, 103 partner
	IsAutoScaleProxy     int64    `json:"is_auto_scale_proxy"`

	Next *Sizes `json:"next,omitempty"` // takes effect with ADJUSTING
}

// Sizes are what ModifyProxyConfiguration changes, and when it was called.
type Sizes struct {
	Bandwidth   int64     `json:"bandwidth"`
	Concurrent  int64     `json:"concurrent"`
	BillingType int64     `json:"billing_type"`
	At          time.Time `json:"at"`
}

func (p Proxy) key() string            { return p.ID }
func (p Proxy) withID(id string) Proxy { p.ID = id; return p }
func (p Proxy) status() string         { return p.Status }
func (p Proxy) check() error           { return nil }
func (p Proxy) knownSince() time.Time  { return p.CreateTime }

// withStatus is what a step makes of the proxy.
func (p Proxy) withStatus(status string) Proxy {
	p.Status = status
	if next := p.Next; status == StatusAdjusting && next != nil {
		p.Bandwidth, p.Concurrent, p.BillingType, p.ModifyConfigTime = next.Bandwidth, next.Concurrent, next.BillingType, next.At
		p.Next = nil
	}
	return p
}

// clone copies the proxy so that neither side can change the other. Empty
// collections are not nil, because the API never says null there.
func (p Proxy) clone() Proxy {
	p.Tags = maps.Clone(p.Tags)
	p.IPList = slices.Clone(p.IPList)
	p.SupportProtocols = slices.Clone(p.SupportProtocols)
	p.ClientIPMethods = slices.Clone(p.ClientIPMethods)
	p.RelatedGlobalDomains = slices.Clone(p.RelatedGlobalDomains)
	if p.Next != nil {
		next := *p.Next
		p.Next = &next
	}
	if p.Tags == nil {
		p.Tags = map[string]string{}
	}
	if p.SupportProtocols == nil {
		p.SupportProtocols = protocols()
	}
	if p.ClientIPMethods == nil {
		p.ClientIPMethods = []int64{0, 1}
	}
	if p.RelatedGlobalDomains == nil {
		p.RelatedGlobalDomains = []string{}
	}
	return p
}

// hasAddresses says whether the proxy has addresses. CLONING is treated as
// CREATING (Assumption).
func (p Proxy) hasAddresses() bool {
	switch p.Status {
	case StatusCreating, StatusCloning, StatusCreateFailed:
		return false
	}
	return true
}

func isTransient(status string) bool {
	switch status {
	case StatusCreating, StatusCloning, StatusAdjusting, StatusOpening, StatusClosing,
		StatusDestroying, StatusIsolating, StatusMoving, StatusRecovering, StatusBinding, StatusModifying, StatusUnbinding:
		return true
	}
	return false
}
