package gaapmock

import "time"

// Further values for GroupOptions.Unknown.
const (
	// UnknownFailed is FailedOperation.
	UnknownFailed UnknownMode = "failed"
	// UnknownNull is ProxyGroupDetail null in DescribeProxyGroupDetails, and ResourceNotFound elsewhere.
	UnknownNull UnknownMode = "null"
)

// GroupOptions are the switches of proxy groups. Durations are as in Options;
// members take as long as other proxies. Each bool is false for what the
// documents suggest.
type GroupOptions struct {
	// ReadLag is how late the Describe actions show groups and changes; 0 = at once.
	ReadLag time.Duration
	// CreateDuration is how long a group with members reads CREATING, before it is
	// CHANGING until they run; default 2s.
	CreateDuration time.Duration
	// Unknown (not-found|failed|null) is an id that does not exist.
	Unknown UnknownMode
	// ClosedNumber is what a CLOSED group reads in DescribeProxyGroupDetails, for
	// which no number is documented; 0 is that of RUNNING.
	ClosedNumber int64
	// MaxMembers is how many proxies a group may have: 0 is 20, negative is unlimited.
	MaxMembers int

	MembersNamed    bool // members that CreateProxyGroup makes are called after group and region; otherwise "default"
	MembersFailed   bool // members that cannot be are FailedOperation; otherwise InvalidParameterValue, and LimitNumofProxiesInGroup
	TagsMade        bool // CreateProxyGroup makes tags that do not exist; otherwise InvalidTags
	NameCut         bool // a name above 30 characters is cut; otherwise it is taken at first, and InvalidParameterValue later
	NothingTaken    bool // ModifyProxyGroupAttribute with nothing to change succeeds; otherwise MissingParameter
	MembersStay     bool // members stay in their project when the group moves; otherwise they move along
	RemainingFailed bool // DeleteProxyGroup with Force 0 and members, or bound origins, is FailedOperation; otherwise DeleteProxyGroupProxyRemained, RealServerAlreadyBound
	ChangingDeleted bool // a CHANGING group can be deleted; otherwise GroupStatusNotInRuning, as in any passing status
	DeletedAtOnce   bool // DeleteProxyGroup is over when it answers; otherwise group and members are DESTROYING
}

// fillGroups fills what is empty and refuses what makes no sense.
func (o *Options) fillGroups() error {
	g := &o.Group
	fillDurations([]duration{
		{&g.ReadLag, 0},
		{&g.CreateDuration, 2 * time.Second},
	})
	setDefault(&g.MaxMembers, 20)
	return choose("Group.Unknown", &g.Unknown, UnknownNotFound, UnknownFailed, UnknownNull)
}
