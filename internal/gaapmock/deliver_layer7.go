package gaapmock

import "time"

// foreignLayer7 is foreignBody for what hangs on HTTP and HTTPS listeners; nil for
// other actions.
func (s *Server) foreignLayer7(action string) map[string]any {
	made := time.Unix(1_600_000_000, 0)
	c := call{opts: &s.opts, store: newStore(0), now: made}
	l := Listener{ID: "listener-foreign0", ProxyID: "link-foreign0", Protocol: "HTTP"}.fill(c.store, made)
	d := Domain{ID: "domain-foreign0", ListenerID: l.ID, Name: "foreign.example.com"}.fill(c.store, made)
	r := Rule{ID: "rule-foreign0", DomainID: d.ID}.fill(c.store, made)
	c.store.Domains.put(d, made)
	switch action {
	case "DescribeRules":
		return map[string]any{"TotalCount": 1, "DomainRuleSet": []any{c.domainInfo(d, l, []Rule{r})}}
	case "DescribeRulesByRuleIds":
		return map[string]any{"TotalCount": 1, "RuleSet": []any{c.ruleInfo(r, d)}}
	case "DescribeRuleRealServers":
		bound := []boundServer{{RealServerID: "rs-foreign0", RealServerIP: "192.0.2.254", RealServerPort: 80, RealServerWeight: 1, DownIPList: []string{}}}
		return map[string]any{"TotalCount": 0, "RealServerSet": []any{}, "BindRealServerTotalCount": 1, "BindRealServerSet": bound}
	case "DescribeCustomHeader":
		return map[string]any{"RuleId": r.ID, "Headers": []headerInfo{{"X-Foreign", "1"}}}
	case "DescribeDomainErrorPageInfo", "DescribeDomainErrorPageInfoByIds":
		return c.pagesShown([]ErrorPage{ErrorPage{ID: "errorPage-foreign0", DomainID: d.ID}.fill(c.store, made)})
	}
	return nil
}
