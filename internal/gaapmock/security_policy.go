package gaapmock

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Statuses of a security policy, beside BINDING.
const (
	StatusUnbind    = "UNBIND"
	StatusBound     = "BOUND"
	StatusUnbinding = "UNBINDING"
)

// What a policy and its rules do with a connection.
const (
	ActionAccept = "ACCEPT"
	ActionDrop   = "DROP"
)

func securityActions() []string { return []string{ActionAccept, ActionDrop} }

// SecurityPolicy is the security policy of a proxy or group as the mock keeps it.
// Its JSON form is the one of the admin routes and of the state file.
type SecurityPolicy struct {
	ID            string    `json:"id"`
	ProxyID       string    `json:"proxy_id,omitempty"` // one of the two
	GroupID       string    `json:"group_id,omitempty"`
	Status        string    `json:"status"`         // default UNBIND
	DefaultAction string    `json:"default_action"` // default ACCEPT
	CreateTime    time.Time `json:"create_time"`
	BusyUntil     time.Time `json:"busy_until"` // see SecurityOptions.RuleDuration
}

func (p SecurityPolicy) key() string                             { return p.ID }
func (p SecurityPolicy) status() string                          { return p.Status }
func (p SecurityPolicy) withStatus(status string) SecurityPolicy { p.Status = status; return p }
func (p SecurityPolicy) clone() SecurityPolicy                   { return p }
func (p SecurityPolicy) knownSince() time.Time                   { return p.CreateTime }
func (p SecurityPolicy) parent() string                          { return p.ProxyID + p.GroupID }

// withID gives the policy of a group the prefix that tells it from that of a proxy.
func (p SecurityPolicy) withID(id string) SecurityPolicy {
	if p.ID == "" && p.GroupID != "" && strings.HasPrefix(id, "sp-") {
		id = "g" + id
	}
	p.ID = id
	return p
}

func (p SecurityPolicy) check() error {
	if !slices.Contains(securityActions(), p.DefaultAction) {
		return fmt.Errorf("%w: the action must be ACCEPT or DROP", errNonsense)
	}
	if (p.ProxyID == "") == (p.GroupID == "") {
		return fmt.Errorf("%w: a policy has a proxy or a group", errNonsense)
	}
	return nil
}

func (p SecurityPolicy) fill(_ *store, now time.Time) SecurityPolicy {
	setDefault(&p.Status, StatusUnbind)
	setDefault(&p.DefaultAction, ActionAccept)
	setDefault(&p.CreateTime, now)
	return p
}

// securesParent refuses a policy of a proxy or group that is not there, or has
// another.
func (st *store) securesParent(p SecurityPolicy, now time.Time) error {
	if err := st.hasOwner(p.ProxyID, p.GroupID, now); err != nil {
		return err
	}
	if other, ok := st.policyOf(p.parent(), st.SecurityPolicies.current(now)); ok && other.ID != p.ID {
		return fmt.Errorf("%w: it has a policy", errNonsense)
	}
	return nil
}

// policyOf finds the policy of a proxy or group.
func (st *store) policyOf(parent string, in view[SecurityPolicy]) (SecurityPolicy, bool) {
	found := in.where(func(p SecurityPolicy) bool { return p.parent() == parent })
	if len(found) == 0 {
		return SecurityPolicy{}, false
	}
	return found[0], true
}

// policyShown is the id of a policy that a proxy or group shows; "" is none.
func (c *call) policyShown(parent string) string {
	p, _ := c.store.policyOf(parent, c.store.SecurityPolicies.asOfLag(c.now))
	return p.ID
}

// destroyPolicy makes the policy of a proxy or group go with it.
//
// Assumption: it reads as before until then, see SecurityOptions.OrphanKept.
func (c *call) destroyPolicy(parent string, end time.Time) {
	p, ok := c.store.policyOf(parent, c.store.SecurityPolicies.current(c.now))
	if !ok || c.opts.Security.OrphanKept {
		return
	}
	c.store.SecurityPolicies.begin(c, p, step{end, ""})
	for _, r := range c.store.rulesOfPolicy(p.ID, c.now) {
		c.store.SecurityRules.begin(c, r, step{end, ""})
	}
}

// removeBelow makes what hangs on a proxy or group vanish.
func (s *Server) removeBelow(parent string, now time.Time) {
	s.store.removeListeners(parent, now)
	if p, ok := s.store.policyOf(parent, s.store.SecurityPolicies.current(now)); ok && !s.opts.Security.OrphanKept {
		s.store.SecurityPolicies.remove(p.ID, now)
		s.store.removeSecurityRules(p.ID, now)
	}
}
