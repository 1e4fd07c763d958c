package gaapapi

import (
	"cmp"
	"errors"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Rule is a rule of a domain: where requests for a path go. It is as DescribeRules
// and DescribeRulesByRuleIds show it; fields that the service leaves out or sets to
// null are zero.
type Rule struct {
	ID             string
	ListenerID     string
	Domain         string
	Path           string
	RealServerType string         // IP, DOMAIN
	Scheduler      string         // rr, wrr, lc, lrtt
	Status         ListenerStatus // the numbers mean the same
	HealthCheck    bool
	Check          RuleCheck
	BindStatus     Health // of all origins; empty if the service does not say

	ForwardHost     string // default: what the client asked for
	ForwardProtocol string // HTTP, HTTPS; empty: that of the listener
	SNISwitch       string // ON, OFF
	SNI             string
	ForcedRedirect  string

	RealServers []BoundRealServer // sorted
}

// RuleCheck is how a rule checks its origins. What is nil or empty is not sent, or
// not shown.
type RuleCheck struct {
	DelayLoop        *int64  // seconds between two checks
	ConnectTimeout   *int64  // seconds
	Path             string  // that is asked for
	Method           string  // GET, HEAD
	StatusCodes      []int64 // sorted; of 100, 200, 300, 400, 500: classes that are well
	Domain           string  // that is asked for; cannot be changed
	FailedCountInter *int64  // passive checks: seconds in which failures are counted
	FailedThreshold  *int64  // failures
	BlockInter       *int64  // seconds that an origin is left out
}

func (r Rule) id() string { return r.ID }

func newRule(info gaap.RuleInfo) (Rule, error) {
	r := Rule{
		ID: value(info.RuleId), ListenerID: value(info.ListenerId), Domain: word(info.Domain), Path: word(info.Path),
		RealServerType: word(info.RealServerType), Scheduler: word(info.Scheduler), HealthCheck: value(info.HealthCheck) == 1,
		ForwardHost: word(info.ForwardHost), ForwardProtocol: word(info.ForwardProtocol),
		SNISwitch: word(info.ServerNameIndicationSwitch), SNI: word(info.ServerNameIndication), ForcedRedirect: value(info.ForcedRedirect),
	}
	err := cmp.Or(wire.CheckID("rule", r.ID), wire.CheckID("listener", r.ListenerID))
	if err != nil {
		return Rule{}, err
	}
	if nonNegative(info.RuleStatus) == nil || r.Domain == "" {
		return Rule{}, errors.New("the answer lacks the status or the domain of rule " + r.ID)
	}
	r.Status = ListenerStatus(*nonNegative(info.RuleStatus))
	if info.BindStatus != nil {
		r.BindStatus = bindStatus(TCP, nonNegative(info.BindStatus)) // its numbers mean what those of a TCP listener do
	}
	if p := info.CheckParams; p != nil {
		r.Check = RuleCheck{
			DelayLoop: nonNegative(p.DelayLoop), ConnectTimeout: nonNegative(p.ConnectTimeout), Path: word(p.Path), Method: word(p.Method), Domain: word(p.Domain),
			FailedCountInter: nonNegative(p.FailedCountInter), FailedThreshold: nonNegative(p.FailedThreshold), BlockInter: nonNegative(p.BlockInter),
		}
		for _, code := range values(p.StatusCode) {
			r.Check.StatusCodes = append(r.Check.StatusCodes, value(nonNegative(&code)))
		}
		slices.Sort(r.Check.StatusCodes)
	}
	r.RealServers, err = boundRealServers(info.RealServerSet)
	return r, err
}
