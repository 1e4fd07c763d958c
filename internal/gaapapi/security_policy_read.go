package gaapapi

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// policyReads are the reads of policies that are shared: one call shows a policy
// with all of its rules.
type policyReads struct {
	details   *wire.SharedLists[string, SecurityPolicy] // of one
	refreshed *wire.Memo[string, []SecurityPolicy]      // until the policy is written to
	snapshots *wire.Snapshots[string, SecurityPolicy]
	rules     *wire.Batcher[string, SecurityRule]

	mu      *sync.Mutex
	written map[string]bool // policies, by this process
}

func newPolicyReads(c *Client) policyReads {
	const action = "DescribeSecurityPolicyDetail"
	details := wire.NewSharedLists(c.Client, action, c.describePolicy)
	return policyReads{
		details:   details,
		refreshed: wire.NewMemo(action, details.Get),
		snapshots: wire.NewSnapshots(c.Client, action, details.Get),
		rules:     wire.NewBatcher(c.Client, "DescribeSecurityRules", maxSecurityRules, c.describeSecurityRules),
		mu:        new(sync.Mutex), written: map[string]bool{},
	}
}

// noteWrite notes that a policy or its rules are going to be written.
func (r *policyReads) noteWrite(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.written[id] = true
}

func (r *policyReads) isWritten(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.written[id]
}

// DescribeSecurityPolicy reads a policy with its rules after this moment, in a call
// that is shared with others who read it, or its rules, now. The error's class is
// [wire.Gone] if there is no such policy.
func (c *Client) DescribeSecurityPolicy(ctx context.Context, id string) (SecurityPolicy, error) {
	return onePolicy(c.policies.details.Get(ctx, id))
}

// RefreshSecurityPolicy is [Client.DescribeSecurityPolicy] for a refresh: until this
// process has written the policy or a rule of it, the call is made once for all who
// ask.
func (c *Client) RefreshSecurityPolicy(ctx context.Context, id string) (SecurityPolicy, error) {
	return onePolicy(c.policies.refreshed.GetUntil(ctx, func() bool { return c.policies.isWritten(id) }, id))
}

// RecentSecurityPolicy is [Client.DescribeSecurityPolicy] for callers to whom an
// answer is good that is younger than so much, whatever was written meanwhile: they
// share it.
func (c *Client) RecentSecurityPolicy(ctx context.Context, id string, younger time.Duration) (SecurityPolicy, error) {
	seen, err := c.policies.snapshots.Get(ctx, id, younger)
	return onePolicy(seen.All, err)
}

func onePolicy(of []SecurityPolicy, err error) (SecurityPolicy, error) {
	if err != nil {
		return SecurityPolicy{}, err
	}
	p := of[0]
	p.Rules = slices.Clone(p.Rules) // callers rearrange their list
	return p, nil
}

func (c *Client) describePolicy(ctx context.Context, id string) ([]SecurityPolicy, error) {
	req := gaap.NewDescribeSecurityPolicyDetailRequest()
	req.PolicyId = &id
	resp := gaap.NewDescribeSecurityPolicyDetailResponse()
	var p SecurityPolicy
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		p, problem = newSecurityPolicy(id, resp.Response)
		return problem
	}, wire.Classify(securityClass))
	return []SecurityPolicy{p}, err
}

// SecurityPolicyOf is the policy of a proxy or a group after this moment, the zero
// value for none. The error's class is [wire.Gone] if there is no such proxy or group.
func (c *Client) SecurityPolicyOf(ctx context.Context, parent ListenerParent) (SecurityPolicy, error) {
	id, err := c.policyIDOf(ctx, parent)
	if err != nil || id == "" {
		return SecurityPolicy{}, err
	}
	p, err := c.DescribeSecurityPolicy(ctx, id)
	switch {
	case wire.ClassOf(err) == wire.Gone: // it has gone since
		return SecurityPolicy{}, nil
	case err != nil:
		return SecurityPolicy{}, err
	case parent.ProxyID != p.Parent.ProxyID: // a proxy may show the policy of its group
		return SecurityPolicy{}, nil
	}
	p.Parent = parent
	return p, nil
}

func (c *Client) policyIDOf(ctx context.Context, parent ListenerParent) (string, error) {
	if parent.ProxyID == "" {
		group, _, err := c.describeProxyGroup(ctx, parent.GroupID)
		return group.PolicyID, err
	}
	proxy, err := c.DescribeProxy(ctx, parent.ProxyID)
	return proxy.PolicyID, err
}

// GroupOfPolicy looks for the group that shows a policy: the policy does not name
// it. It takes a call for each group, up to the one.
func (c *Client) GroupOfPolicy(ctx context.Context, id string) (string, error) {
	for group, err := range c.ProxyGroups(ctx, GroupQuery{ProjectID: AllProjects}) {
		if err != nil {
			return "", err
		}
		shown, _, err := c.describeProxyGroup(ctx, group.ID)
		switch {
		case wire.ClassOf(err) == wire.Gone:
		case err != nil:
			return "", err
		case shown.PolicyID == id:
			return group.ID, nil
		}
	}
	return "", fmt.Errorf("security policy %s names no proxy, and no group of the account has it", id)
}

// SecurityPolicies are the policies of all proxies and groups of the account, read
// while they are taken. An error is the last of the sequence.
func (c *Client) SecurityPolicies(ctx context.Context) iter.Seq2[SecurityPolicy, error] {
	return func(yield func(SecurityPolicy, error) bool) {
		for parent, err := range c.policyParents(ctx) {
			var p SecurityPolicy
			if err == nil {
				p, err = c.SecurityPolicyOf(ctx, parent)
			}
			if wire.ClassOf(err) == wire.Gone || err == nil && p.ID == "" {
				continue
			}
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
}

// policyParents are the proxies that show a policy, and all groups: lists do not
// show theirs.
func (c *Client) policyParents(ctx context.Context) iter.Seq2[ListenerParent, error] {
	return func(yield func(ListenerParent, error) bool) {
		for proxy, err := range c.Proxies(ctx, ProxyQuery{ProxyFilter: ProxyFilter{ProjectID: AllProjects}}) {
			if (err != nil || proxy.PolicyID != "") && !yield(ListenerParent{ProxyID: proxy.ID}, err) {
				return
			}
		}
		for group, err := range c.ProxyGroups(ctx, GroupQuery{ProjectID: AllProjects}) {
			if !yield(ListenerParent{GroupID: group.ID}, err) {
				return
			}
		}
	}
}
