package main

import (
	"flag"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// layer4Flags are the switches of origins, and of TCP and UDP listeners.
func layer4Flags(set *flag.FlagSet, o *gaapmock.Options) {
	r, l := &o.RealServer, &o.Listener
	mode(set, &o.Search, "search", "how SearchValue compares: substring, prefix or exact")
	mode(set, &r.ExistingAddress, "existing-address", "adding an address that exists: refused, first-id or per-project")
	mode(set, &l.Unknown, "unknown-listener", "unknown id in Describe*Listeners: not-exist, not-found or omitted")
	mode(set, &l.OtherProtocol, "other-protocol", "id of another protocol there: omitted or not-exist")
	mode(set, &l.OtherParent, "other-parent", "id of another proxy or group there: not-exist or omitted")
	mode(set, &l.UnknownParent, "unknown-parent", "unknown ProxyId in Create*Listeners: not-found or invalid-parameter")
	mode(set, &l.Lock, "listener-lock", "a write on a busy listener: listener, status-error, queue, or parent for all of its proxy")
	mode(set, &l.UnforcedDelete, "unforced-delete", "DeleteListeners with Force 0 and origins bound: deleted, refused or failed")
	set.IntVar(&l.MaxPorts, "max-ports", 20, "ports of a Create*Listeners; negative: unlimited")
	set.IntVar(&l.MaxListeners, "max-listeners", 200, "listeners of a proxy or group; negative: unlimited")
	duration(set, &r.ReadLag, "realserver-lag", 500*time.Millisecond, "how late reads show origins (life-cycle time)")
	duration(set, &l.ReadLag, "listener-lag", 0, "how late reads show listeners (life-cycle time)")
	duration(set, &l.CreateDuration, "listener-create-time", 2*time.Second, "how long creating a listener takes (life-cycle time)")
	duration(set, &l.ModifyDuration, "listener-modify-time", time.Second, "how long changing one takes (life-cycle time)")
	duration(set, &l.BindDuration, "bind-time", 2*time.Second, "how long binding origins takes (life-cycle time)")
	duration(set, &l.DeleteDuration, "listener-delete-time", 2*time.Second, "how long deleting a listener takes (life-cycle time)")
	layer4Switches(set, o)
}

func layer4Switches(set *flag.FlagSet, o *gaapmock.Options) {
	r, l := &o.RealServer, &o.Listener
	for _, b := range []struct {
		value       *bool
		name, usage string
	}{
		{&o.LimitClamped, "limit-clamped", "a Limit above 50 or 100 counts as that"},
		{&o.LongNames, "long-names", "names of origins, listeners and certificates of any length"},
		{&o.TextsConverted, "texts-converted", "take texts for numbers that they spell"},
		{&r.FreeRemoved, "free-removed", "RemoveRealServers with a bound id removes the others"},
		{&r.UnknownIgnored, "unknown-realserver-ignored", "pass over unknown ids of origins"},
		{&l.ParentsInvalidValue, "parents-invalid-value", "both or neither of ProxyId and GroupId is InvalidParameterValue"},
		{&l.InstanceStatusOnly, "instance-status-only", "CreateTCPListeners answers InstanceStatusNotInRuning as others do"},
		{&l.ParentStatusIgnored, "parent-status-ignored", "change listeners below proxies that do not run"},
		{&l.AnyPort, "any-port", "take port 21, and 65000 to 65535"},
		{&l.RepeatedPortInvalid, "repeated-port-invalid", "a port twice in a call is InvalidParameterValue"},
		{&l.PartialBatch, "partial-batch", "create the ports before the first that is refused"},
		{&l.CombinationsUnchecked, "combinations-unchecked", "take DOMAIN with wrr, lrtt or failover, and any ClientIPMethod"},
		{&l.TimeoutUnchecked, "timeout-unchecked", "take a ConnectTimeout that is not below DelayLoop"},
		{&l.OmittedHealthNull, "omitted-health-null", "omitted health values read null"},
		{&l.CheckTypePing, "check-type-ping", "a UDP health check without CheckType is PING"},
		{&l.LRTTAllowed, "lrtt", "the account may use lrtt"},
		{&l.EmptyBindRefused, "empty-bind-refused", "binding nothing is MissingParameter"},
		{&l.BindUnchecked, "bind-unchecked", "bind whatever address and type the origin has"},
		{&l.UnknownBindNotFound, "unknown-bind-not-found", "binding an unknown origin is ResourceNotFound"},
		{&l.RepeatedBindRefused, "repeated-bind-refused", "refuse an origin on two ports of a listener"},
		{&l.WeightsShown, "weights-shown", "show weights without wrr as they were sent"},
		{&l.AnyWeight, "any-weight", "take weights beyond 1 to 100"},
		{&l.RoleRefused, "role-refused", "refuse a role without FailoverSwitch"},
		{&l.BindProjectChecked, "bind-project-checked", "bind origins of the project of the proxy only"},
		{&l.Tasks, "listener-tasks", "DescribeTaskStatus knows listener writes"},
		{&l.OtherParentEmpty, "other-parent-empty", "of ProxyId and GroupId, the other reads an empty text"},
	} {
		set.BoolVar(b.value, b.name, false, b.usage)
	}
}
