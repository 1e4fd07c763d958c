package main

import (
	"flag"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// groupFlags are the switches of proxy groups.
func groupFlags(set *flag.FlagSet, o *gaapmock.Options) {
	g := &o.Group
	mode(set, &g.Unknown, "unknown-group", "unknown id of a proxy group: not-found, failed, or null in DescribeProxyGroupDetails")
	set.Int64Var(&g.ClosedNumber, "closed-group-number", 0, "Status of a closed group in DescribeProxyGroupDetails")
	set.IntVar(&g.MaxMembers, "max-members", 20, "proxies of a group; negative: unlimited")
	duration(set, &g.ReadLag, "group-lag", 0, "how late reads show groups (life-cycle time)")
	duration(set, &g.CreateDuration, "group-create-time", 2*time.Second, "how long a group is CREATING before it is CHANGING (life-cycle time)")
	for _, b := range []struct {
		value       *bool
		name, usage string
	}{
		{&g.MembersNamed, "members-named", "CreateProxyGroup calls members after group and region"},
		{&g.MembersFailed, "members-failed", "members that cannot be are FailedOperation in CreateProxyGroup"},
		{&g.TagsMade, "group-tags-made", "CreateProxyGroup makes tags that do not exist"},
		{&g.NameCut, "group-name-cut", "cut names of groups above 30 characters"},
		{&g.NothingTaken, "nothing-taken", "ModifyProxyGroupAttribute with nothing to change succeeds"},
		{&g.MembersStay, "members-stay", "members stay in their project when the group moves"},
		{&g.RemainingFailed, "remaining-failed", "what keeps a group from being deleted is FailedOperation"},
		{&g.ChangingDeleted, "changing-deleted", "delete groups that are CHANGING"},
		{&g.DeletedAtOnce, "group-deleted-at-once", "a group is gone when DeleteProxyGroup answers"},
	} {
		set.BoolVar(b.value, b.name, false, b.usage)
	}
}
