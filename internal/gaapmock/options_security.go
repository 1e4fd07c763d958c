package gaapmock

import (
	"errors"
	"time"
)

// BoundDelete is the answer to DeleteSecurityPolicy for one that is not UNBIND.
type BoundDelete string

// Values of SecurityOptions.BoundDelete; the zero value is BoundUnsupported.
const (
	BoundUnsupported BoundDelete = "unsupported" // UnsupportedOperation
	BoundFailed      BoundDelete = "failed"      // FailedOperation
	BoundDeleted     BoundDelete = "deleted"
)

// SecurityOptions are the switches of security policies and their rules.
// Durations are as in Options. Each bool is false for what the documents suggest.
type SecurityOptions struct {
	// ReadLag is how late the Describe actions show policies, rules and changes; 0 = at once.
	ReadLag time.Duration
	// How long opening and closing take; defaults 3s, 3s.
	OpenDuration, CloseDuration time.Duration
	// RuleDuration is how long a write of rules keeps other writes of rules of the
	// policy out (ProxySecurityPolicyOperating); 0 = not at all.
	RuleDuration time.Duration
	// MaxRules is how many rules a policy may have: 0 is 100, negative is unlimited.
	MaxRules int

	// Unknown (not-exist|not-found) is a policy that does not exist, UnknownRule
	// (not-exist|not-found|omitted) a rule. Only DescribeSecurityRules omits; other
	// actions take that for not-exist.
	Unknown, UnknownRule UnknownMode
	BoundDelete          BoundDelete

	ProxyWins          bool // of ProxyId and GroupId in CreateSecurityPolicy the former counts; otherwise InvalidParameter
	RepeatedTaken      bool // opening or closing again, and turning back on the way, succeed; otherwise AlreadyOpen, AlreadyClose, ActionIsDoing
	RulesBlock         bool // a policy with rules is not deleted (FailedOperation); otherwise they go with it
	RulesWhileChanging bool // rules are written while BINDING and UNBINDING; otherwise ProxySecurityPolicyOperating
	HostPrefixShown    bool // /32 reads as it was sent; otherwise without
	DropAllTaken       bool // a rule may drop everything; otherwise ProxySecurityPolicyDefaultRule
	ActionTellsApart   bool // rules that differ in the action alone are two; otherwise ProxySecurityPolicyDuplicatedRule
	QuotaFailed        bool // a rule beyond MaxRules is FailedOperation; otherwise LimitExceeded
	ActionCaseChecked  bool // "Accept" is InvalidParameterValue; otherwise ACCEPT
	Tasks              bool // DescribeTaskStatus knows the TaskIds of opening and closing
	MembersShow        bool // members of a group show its policy, unless they have one; otherwise null
	OrphanKept         bool // a policy outlives its proxy or group, and can be read and deleted; otherwise it goes with it
}

// fillSecurity fills what is empty and refuses what makes no sense.
func (o *Options) fillSecurity() error {
	s := &o.Security
	fillDurations([]duration{
		{&s.ReadLag, 0},
		{&s.OpenDuration, 3 * time.Second},
		{&s.CloseDuration, 3 * time.Second},
		{&s.RuleDuration, 0},
	})
	setDefault(&s.MaxRules, 100)
	return errors.Join(
		choose("Security.Unknown", &s.Unknown, UnknownNotExist, UnknownNotFound),
		choose("Security.UnknownRule", &s.UnknownRule, UnknownNotExist, UnknownNotFound, UnknownOmitted),
		choose("Security.BoundDelete", &s.BoundDelete, BoundUnsupported, BoundFailed, BoundDeleted),
	)
}
