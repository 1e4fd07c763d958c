package gaapapi

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// domainReads are the reads of domains and rules that are shared: one call shows
// all of a listener.
type domainReads struct {
	lists     *wire.SharedLists[string, Domain]
	refreshed *wire.Memo[string, []Domain] // until the listener is written to
	snapshots *wire.Snapshots[string, Domain]
	rules     *wire.Batcher[string, Rule]
	leaving   *wire.Batchers[string, string, ListenerStatus] // of rules, by the listener

	mu      *sync.Mutex
	written map[string]bool // listeners, by this process
	asked   map[string]int  // how many rules of a listener a refresh has asked for
	listed  map[string]bool // listeners that a refresh has listed
}

func newDomainReads(c *Client) domainReads {
	lists := wire.NewSharedLists(c.Client, "DescribeRules", c.describeDomains)
	return domainReads{
		lists:     lists,
		refreshed: wire.NewMemo("DescribeRules", lists.Get),
		snapshots: wire.NewSnapshots(c.Client, "DescribeRules", lists.Get),
		rules:     wire.NewBatcher(c.Client, "DescribeRulesByRuleIds", maxRuleIDs, c.describeRules),
		leaving:   wire.NewBatchers(c.Client, "DescribeRulesByRuleIds", maxTogether, c.describeLeavingRules),
		mu:        new(sync.Mutex), written: map[string]bool{}, asked: map[string]int{}, listed: map[string]bool{},
	}
}

// DomainsNow are the domains of a listener with their rules after this moment, in
// one call that is shared with others who ask now. The error's class is
// [wire.Gone] if there is no such listener.
func (c *Client) DomainsNow(ctx context.Context, listenerID string) ([]Domain, error) {
	return c.domains.lists.Get(ctx, listenerID)
}

// Domains is [Client.DomainsNow] for a refresh: until this process has written
// something below the listener, the call is made once for all who ask.
func (c *Client) Domains(ctx context.Context, listenerID string) ([]Domain, error) {
	c.domains.noteListed(listenerID)
	written := func() bool { return c.domains.isWritten(listenerID) }
	all, err := c.domains.refreshed.GetUntil(ctx, written, listenerID)
	return slices.Clone(all), err // callers rearrange their list
}

// RecentDomains is [Client.DomainsNow] for callers to whom an answer is good that
// is younger than so much, whatever was written meanwhile: they share it.
func (c *Client) RecentDomains(ctx context.Context, listenerID string, younger time.Duration) (wire.Snapshot[Domain], error) {
	return c.domains.snapshots.Get(ctx, listenerID, younger)
}

// RefreshDomain reads one domain for a refresh of the state, from what
// [Client.Domains] shares. The error's class is [wire.Gone] if there is none.
func (c *Client) RefreshDomain(ctx context.Context, listenerID, name string) (Domain, error) {
	all, err := c.Domains(ctx, listenerID)
	if err == nil && !c.domains.isWritten(listenerID) && !slices.ContainsFunc(all, func(d Domain) bool { return d.Name == name }) {
		return c.DescribeDomain(ctx, listenerID, name)
	}
	return domainOf(all, name, err)
}

// DescribeDomain reads one domain after this moment, in a call that is shared with
// others who read the same listener now. The error's class is [wire.Gone] if there
// is no such domain.
func (c *Client) DescribeDomain(ctx context.Context, listenerID, name string) (Domain, error) {
	all, err := c.DomainsNow(ctx, listenerID)
	return domainOf(all, name, err)
}

func domainOf(all []Domain, name string, err error) (Domain, error) {
	if err != nil {
		return Domain{}, err
	}
	for _, d := range all {
		if d.Name == name {
			return d, nil
		}
	}
	return Domain{}, wire.NotListedError("DescribeRules", "", name)
}

// noteWrite notes that something below a listener is going to be written.
func (r *domainReads) noteWrite(listenerID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.written[listenerID] = true
}

func (r *domainReads) isWritten(listenerID string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.written[listenerID]
}

func (r *domainReads) noteListed(listenerID string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.listed[listenerID] = true
}

// describeDomains sends one DescribeRules call; the answer has no pages.
func (c *Client) describeDomains(ctx context.Context, listenerID string) ([]Domain, error) {
	req := gaap.NewDescribeRulesRequest()
	req.ListenerId = &listenerID
	resp := gaap.NewDescribeRulesResponse()
	var all []Domain
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		if resp.Response == nil || resp.Response.TotalCount == nil {
			return errors.New("the answer has no TotalCount")
		}
		all = nil
		for _, info := range values(resp.Response.DomainRuleSet) {
			d, err := newDomain(listenerID, info)
			if err != nil {
				return err
			}
			all = append(all, d)
		}
		if len(all) < count(resp.Response.TotalCount) {
			return errors.New("the answer has fewer domains than it says")
		}
		return wire.NoContradiction("domain", all, Domain.name)
	}, wire.Classify(belowListenerClass))
	return all, err
}

// belowListenerClass is about what hangs on a listener: a listener that does not
// exist is an invalid parameter, of which the message tells.
func belowListenerClass(code, message string) wire.Class {
	if code == "InvalidParameter" && strings.Contains(message, "ListenerId") {
		return wire.Gone
	}
	return boundIsBusy(code, message)
}
