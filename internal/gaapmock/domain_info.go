package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

func describeRules(c *call, in *gaap.DescribeRulesRequestParams) (any, *apiError) {
	l, ok := c.store.Listeners.asOfLag(c.now).get(*in.ListenerId)
	if !ok || !slices.Contains(httpProtocols(), l.Protocol) {
		return nil, c.noListener(*in.ListenerId, c.opts.Listener.Unknown)
	}
	domains, rules := c.domainsAndRules()
	found, below := domains.where(func(d Domain) bool { return d.ListenerID == l.ID }), map[string][]Rule{}
	for _, d := range found {
		below[d.ID] = nil
	}
	for _, r := range rules.where(func(r Rule) bool { _, ok := below[r.DomainID]; return ok }) {
		below[r.DomainID] = append(below[r.DomainID], r)
	}
	set := []map[string]any{}
	for _, d := range found {
		set = append(set, c.domainInfo(d, l, below[d.ID]))
	}
	return map[string]any{"TotalCount": len(set), "DomainRuleSet": set}, nil
}

// domainsAndRules are what DescribeRules shows. A stale read is as of before the
// latest write to either.
func (c *call) domainsAndRules() (view[Domain], view[Rule]) {
	domains, rules := c.store.Domains, c.store.Rules
	switch domains.WriteAt.Compare(rules.WriteAt) {
	case -1:
		return domains.asOfLag(c.now), rules.asShown(c)
	case 1:
		return domains.asShown(c), rules.asOfLag(c.now)
	}
	return domains.asShown(c), rules.asShown(c)
}

// domainInfo is DomainRuleSet.
func (c *call) domainInfo(d Domain, l Listener, below []Rule) map[string]any {
	client, server, basic, proxy := firstOrNull(d.ClientCertificateIDs), firstOrNull(d.RealServerCertificateIDs), firstOrNull(nil), firstOrNull(nil)
	if d.BasicAuthID != "" {
		basic = d.BasicAuthID
	}
	if d.GaapCertificateID != "" {
		proxy = d.GaapCertificateID
	}
	versions, ciphers := d.TLSVersions, d.TLSCiphers
	if len(versions) == 0 && c.opts.Layer7.DomainTLSInherited {
		versions, ciphers = l.TLSVersions, l.TLSCiphers
	}
	clients := c.aliasedList(d.ClientCertificateIDs)
	if c.opts.Layer7.NoClientEmpty && client == defaultCertificate {
		clients = []aliased{}
	}
	rules := []map[string]any{}
	for _, r := range below {
		rules = append(rules, c.ruleInfo(r, d))
	}
	return map[string]any{
		"Domain": d.Name, "RuleSet": rules, "CertificateId": d.CertificateID, "CertificateAlias": c.certificateAlias(d.CertificateID),
		"ClientCertificateId": client, "ClientCertificateAlias": c.certificateAlias(client), "PolyClientCertificateAliasInfo": clients,
		"BasicAuth": d.BasicAuth, "BasicAuthConfId": basic, "BasicAuthConfAlias": c.certificateAlias(basic),
		"RealServerAuth": d.RealServerAuth, "RealServerCertificateId": server, "RealServerCertificateAlias": c.certificateAlias(server),
		"RealServerCertificateDomain": textOrNull(d.RealServerDomain), "PolyRealServerCertificateAliasInfo": c.aliasedList(d.RealServerCertificateIDs),
		"GaapAuth": d.GaapAuth, "GaapCertificateId": proxy, "GaapCertificateAlias": c.certificateAlias(proxy),
		"DomainStatus": domainStatus(d.Status), "BanStatus": d.BanStatus, "Http3Supported": d.HTTP3, "IsDefaultServer": d.Default,
		"TLSSupportVersion": c.opts.tlsShown(versions), "TLSCiphers": ciphers,
	}
}

func domainStatus(status string) int {
	return map[string]int{StatusModifying: 1, StatusDestroying: 2}[status]
}
