package gaapapi

import (
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Client calls the service. It is safe for concurrent use, and all that share
// an account in one process should share one Client.
type Client struct {
	*wire.Client

	Layer4 *Listeners[Listener]     // TCP and UDP listeners
	Layer7 *Listeners[HTTPListener] // HTTP and HTTPS listeners

	ignoreTag      func(key string) bool
	listenerWrites listenerWrites

	proxies        proxyReads
	groups         groupReads
	regions        regionReads
	realServers    realServerReads
	domains        domainReads
	blackHeaders   *wire.Memo[struct{}, []string]
	errorPages     *wire.Batcher[string, ErrorPage]
	errorPagesSeen *wire.Snapshots[domainKey, ErrorPage]
	certificates   certificateReads
	globalDomains  globalReads
	dnsRecords     dnsReads
	countryAreas   *wire.Memo[struct{}, []CountryArea]
	policies       policyReads
	ruleWrites     ruleWrites
	deletions      *listenerDeletions
	removals       *realServerRemovals
	tags           tagWrites
}

// New returns a client of the objects that a wire leads to. Tags with keys that
// are ignored are not shown: others put them on. nil ignores none.
func New(to *wire.Client, ignoreTag func(key string) bool) *Client {
	if ignoreTag == nil {
		ignoreTag = func(string) bool { return false }
	}
	c := &Client{Client: to, ignoreTag: ignoreTag}
	c.proxies = newProxyReads(c)
	c.groups = newGroupReads(c)
	c.regions = newRegionReads(c)
	c.Layer4, c.Layer7 = newLayer4(c), newLayer7(c)
	c.realServers = newRealServerReads(c)
	c.domains = newDomainReads(c)
	c.blackHeaders = wire.NewMemo("DescribeBlackHeader", c.describeBlackHeaders)
	c.errorPages, c.errorPagesSeen = newErrorPageReads(c), newErrorPageSnapshots(c)
	c.certificates = newCertificateReads(c)
	c.globalDomains, c.dnsRecords = newGlobalReads(c), newDNSReads(c)
	c.countryAreas = wire.NewMemo("DescribeCountryAreaMapping", c.describeCountryAreas)
	c.policies, c.ruleWrites = newPolicyReads(c), newRuleWrites(c)
	c.deletions, c.removals = newListenerDeletions(c), newRealServerRemovals(c)
	c.tags = newTagWrites(c)
	return c
}
