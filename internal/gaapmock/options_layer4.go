package gaapmock

import (
	"errors"
	"time"
)

// SearchMode is how SearchValue compares.
type SearchMode string

// Values of Options.Search; the zero value is SearchSubstring.
const (
	SearchSubstring SearchMode = "substring"
	SearchPrefix    SearchMode = "prefix"
	SearchExact     SearchMode = "exact"
)

// Further values for the modes of ListenerOptions.
const (
	// UnknownNotExist is InvalidParameter with the message "ListenerId(x) Not Exist."
	UnknownNotExist UnknownMode = "not-exist"
	// UnknownInvalidParameter is InvalidParameter, for ListenerOptions.UnknownParent.
	UnknownInvalidParameter UnknownMode = "invalid-parameter"
)

// AddressMode is the answer to AddRealServers for an address that exists.
type AddressMode string

// Values of RealServerOptions.ExistingAddress; the zero value is AddressRefused.
const (
	AddressRefused    AddressMode = "refused"     // InvalidParameterValue.DuplicateRS for the whole batch
	AddressFirstID    AddressMode = "first-id"    // the id that it has
	AddressPerProject AddressMode = "per-project" // refused within a project only
)

// RealServerOptions are the switches of origins. Durations are as in
// Options. Each bool is false for what the documents suggest.
type RealServerOptions struct {
	// ReadLag is how late DescribeRealServers shows origins and changes; default 500ms.
	ReadLag         time.Duration
	ExistingAddress AddressMode
	// FreeRemoved makes RemoveRealServers with a bound id remove the others;
	// otherwise nothing is. Either way it is RealServerAlreadyBound.
	FreeRemoved bool
	// UnknownIgnored passes over unknown ids: DescribeRealServersStatus leaves
	// them out, removing and renaming them succeeds. Otherwise they are
	// ResourceNotFound, and InvalidParameterValue for ModifyRealServerName.
	UnknownIgnored bool
}

// ListenerLock is the answer to a write while a listener is not RUNNING.
type ListenerLock string

// Values of ListenerOptions.Lock; the zero value is LockListener.
const (
	LockListener    ListenerLock = "listener"     // FailedOperation.ListenerHasTask
	LockStatusError ListenerLock = "status-error" // likewise, but Modify* is FailedOperation.ListenerStatusError
	LockQueue       ListenerLock = "queue"        // accepted, and begun when the other ends
	LockParent      ListenerLock = "parent"       // ListenerHasTask for all listeners of the proxy or group
)

// UnforcedDelete is the answer to DeleteListeners with Force 0 for a listener
// that has origins.
type UnforcedDelete string

// Values of ListenerOptions.UnforcedDelete; the zero value is UnforcedDeleted,
// which is what the tests of the official provider show.
const (
	UnforcedDeleted UnforcedDelete = "deleted"
	UnforcedRefused UnforcedDelete = "refused" // FailedOperation.RealServerAlreadyBound for the whole batch
	UnforcedFailed  UnforcedDelete = "failed"  // listed in OperationFailedListenerSet
)

// ListenerOptions are the switches of TCP and UDP listeners. Durations
// are as in Options. Each bool is false for what the documents suggest.
type ListenerOptions struct {
	// ReadLag is how late the Describe actions show listeners and changes; 0 = at once.
	ReadLag time.Duration
	// How long transitions take; defaults 2s, 1s, 2s, 2s.
	CreateDuration, ModifyDuration, BindDuration, DeleteDuration time.Duration

	// Unknown (not-exist|not-found|omitted) is an id that does not exist,
	// OtherProtocol (omitted|not-exist) one of another protocol, and OtherParent
	// (not-exist|omitted) one of another proxy or group, in Describe*Listeners.
	// Other actions take omitted for not-exist.
	Unknown, OtherProtocol, OtherParent UnknownMode
	// UnknownParent (not-found|invalid-parameter) is a ProxyId that does not exist, in Create*Listeners.
	UnknownParent UnknownMode
	// ParentsInvalidValue makes both, and neither, of ProxyId and GroupId
	// InvalidParameterValue; otherwise InvalidParameter and MissingParameter.
	ParentsInvalidValue bool
	// InstanceStatusOnly makes CreateTCPListeners on a proxy that is not RUNNING
	// InstanceStatusNotInRuning, as all others are; otherwise ProxyStatusNotInRuning.
	InstanceStatusOnly bool
	// ParentStatusIgnored allows to change, bind and delete whatever the status of
	// the proxy or group.
	ParentStatusIgnored bool
	Lock                ListenerLock
	UnforcedDelete      UnforcedDelete

	AnyPort             bool // take 21, and 65000 to 65535
	RepeatedPortInvalid bool // a port twice in a call is InvalidParameterValue, not DuplicatedListenerPort
	PartialBatch        bool // of a batch, create the ports before the first that is refused
	// MaxPorts is how many ports a call may have, MaxListeners how many listeners
	// a proxy or group: 0 is 20 and 200 (20 on a partner's node), negative is unlimited.
	MaxPorts, MaxListeners int

	CombinationsUnchecked bool // take DOMAIN with wrr, lrtt or failover, and any ClientIPMethod
	TimeoutUnchecked      bool // take a ConnectTimeout that is not below DelayLoop
	OmittedHealthNull     bool // omitted health values read null; otherwise 5, 2, 1, 1
	CheckTypePing         bool // UDP health check without CheckType is PING; otherwise InvalidParameterValue
	LRTTAllowed           bool // the account is whitelisted for lrtt

	EmptyBindRefused    bool // binding nothing is MissingParameter; otherwise it unbinds all
	BindUnchecked       bool // the id wins over the address, and over the type of the listener
	UnknownBindNotFound bool // an unknown origin is ResourceNotFound; otherwise RealServerNotBelong
	RepeatedBindRefused bool // an origin on two ports is InvalidParameterValue
	WeightsShown        bool // weights without wrr read as they were sent; otherwise 1
	AnyWeight           bool // take weights beyond 1 to 100
	RoleRefused         bool // a role without FailoverSwitch is InvalidParameterValue; otherwise ignored
	BindProjectChecked  bool // origins must be of the project of the proxy or group

	Tasks            bool // DescribeTaskStatus knows the RequestIds of writes on listeners and below them
	OtherParentEmpty bool // the one of ProxyId and GroupId that it has not reads ""; otherwise null
}

// fillLayer4 fills what is empty and refuses what makes no sense.
func (o *Options) fillLayer4() error {
	r, l := &o.RealServer, &o.Listener
	fillDurations([]duration{
		{&r.ReadLag, 500 * time.Millisecond},
		{&l.ReadLag, 0},
		{&l.CreateDuration, 2 * time.Second},
		{&l.ModifyDuration, time.Second},
		{&l.BindDuration, 2 * time.Second},
		{&l.DeleteDuration, 2 * time.Second},
	})
	setDefault(&l.MaxPorts, 20)
	setDefault(&l.MaxListeners, 200)
	return errors.Join(
		choose("Search", &o.Search, SearchSubstring, SearchPrefix, SearchExact),
		choose("RealServer.ExistingAddress", &r.ExistingAddress, AddressRefused, AddressFirstID, AddressPerProject),
		choose("Listener.Unknown", &l.Unknown, UnknownNotExist, UnknownNotFound, UnknownOmitted),
		choose("Listener.OtherProtocol", &l.OtherProtocol, UnknownOmitted, UnknownNotExist),
		choose("Listener.OtherParent", &l.OtherParent, UnknownNotExist, UnknownOmitted),
		choose("Listener.UnknownParent", &l.UnknownParent, UnknownNotFound, UnknownInvalidParameter),
		choose("Listener.Lock", &l.Lock, LockListener, LockStatusError, LockQueue, LockParent),
		choose("Listener.UnforcedDelete", &l.UnforcedDelete, UnforcedDeleted, UnforcedRefused, UnforcedFailed),
	)
}
