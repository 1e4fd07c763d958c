package main

import (
	"flag"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// securityFlags are the switches of security policies and their rules.
func securityFlags(set *flag.FlagSet, o *gaapmock.Options) {
	s := &o.Security
	mode(set, &s.Unknown, "unknown-policy", "unknown id of a security policy: not-exist or not-found")
	mode(set, &s.UnknownRule, "unknown-security-rule", "unknown id in DescribeSecurityRules: not-exist, not-found or omitted")
	mode(set, &s.BoundDelete, "bound-delete", "deleting a security policy that is not UNBIND: unsupported, failed or deleted")
	set.IntVar(&s.MaxRules, "max-security-rules", 100, "rules of a security policy; negative: unlimited")
	duration(set, &s.ReadLag, "security-lag", 0, "how late reads show security policies and rules (life-cycle time)")
	duration(set, &s.OpenDuration, "policy-open-time", 3*time.Second, "how long opening a security policy takes (life-cycle time)")
	duration(set, &s.CloseDuration, "policy-close-time", 3*time.Second, "how long closing one takes (life-cycle time)")
	duration(set, &s.RuleDuration, "security-rule-time", 0, "how long a write of rules keeps others out (life-cycle time)")
	for _, b := range []struct {
		value       *bool
		name, usage string
	}{
		{&s.ProxyWins, "proxy-wins", "of ProxyId and GroupId in CreateSecurityPolicy the former counts"},
		{&s.RepeatedTaken, "repeated-policy-taken", "opening or closing a security policy again succeeds"},
		{&s.RulesBlock, "rules-block", "a security policy with rules is not deleted"},
		{&s.RulesWhileChanging, "rules-while-changing", "write rules while a security policy is BINDING or UNBINDING"},
		{&s.HostPrefixShown, "host-prefix-shown", "show /32 of rules as it was sent"},
		{&s.DropAllTaken, "drop-all-taken", "take a rule that drops everything"},
		{&s.ActionTellsApart, "action-tells-apart", "take rules that differ in the action alone"},
		{&s.QuotaFailed, "security-quota-failed", "a rule beyond -max-security-rules is FailedOperation"},
		{&s.ActionCaseChecked, "action-case-checked", "refuse actions that are not in capitals"},
		{&s.Tasks, "security-tasks", "DescribeTaskStatus knows opening and closing security policies"},
		{&s.MembersShow, "members-show-policy", "members of a group show its security policy"},
		{&s.OrphanKept, "orphan-policy-kept", "a security policy outlives its proxy or group"},
	} {
		set.BoolVar(b.value, b.name, false, b.usage)
	}
}
