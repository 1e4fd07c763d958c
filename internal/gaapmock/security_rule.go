package gaapmock

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// everything is what Protocol and DestPortRange say for no restriction.
const everything = "ALL"

// SecurityRule is a rule of a security policy as the mock keeps it. Its JSON form
// is the one of the admin routes and of the state file.
type SecurityRule struct {
	ID       string `json:"id"`
	PolicyID string `json:"policy_id"`
	Name     string `json:"name"`     // the alias
	Source   string `json:"source"`   // address or CIDR, as it was sent
	Action   string `json:"action"`   // ACCEPT, DROP
	Protocol string `json:"protocol"` // TCP, UDP, ALL
	Ports    string `json:"ports"`    // 80; 80,443; 3306-20000; ALL
}

func (r SecurityRule) key() string                    { return r.ID }
func (r SecurityRule) withID(id string) SecurityRule  { r.ID = id; return r }
func (r SecurityRule) status() string                 { return "" }
func (r SecurityRule) withStatus(string) SecurityRule { return r }
func (r SecurityRule) clone() SecurityRule            { return r }
func (r SecurityRule) knownSince() time.Time          { return time.Time{} }

func (r SecurityRule) check() error {
	if name := r.wrong(); name != "" {
		return fmt.Errorf("%w: the %s of a security rule", errNonsense, name)
	}
	return nil
}

func (r SecurityRule) fill(*store, time.Time) SecurityRule {
	setDefault(&r.Source, "198.51.100.0/24")
	setDefault(&r.Action, ActionDrop)
	setDefault(&r.Protocol, everything)
	setDefault(&r.Ports, everything)
	return r
}

// wrong names the parameter that makes no sense; "" is none.
//
// Assumption: ports go with protocol ALL as well.
func (r SecurityRule) wrong() string {
	_, ok := sourcePrefix(r.Source)
	switch {
	case !ok:
		return "SourceCidr"
	case !slices.Contains(securityActions(), r.Action):
		return "Action"
	case !slices.Contains([]string{"TCP", "UDP", everything}, r.Protocol):
		return "Protocol"
	case !validPorts(r.Ports):
		return "DestPortRange"
	}
	return ""
}

// sourcePrefix reads an address, or a CIDR.
//
// Assumption: IPv6 is taken, and bits behind the prefix are, and do not matter.
func sourcePrefix(text string) (netip.Prefix, bool) {
	if ip, err := netip.ParseAddr(text); err == nil && ip.Zone() == "" {
		return netip.PrefixFrom(ip, ip.BitLen()), true
	}
	p, err := netip.ParsePrefix(text)
	return p.Masked(), err == nil
}

// validPorts takes ALL, one port, a list of ports, and a range.
//
// Assumption: nothing else, such as a range in a list, and ports from 1 to 65535.
func validPorts(text string) bool {
	if text == everything {
		return true
	}
	if from, to, isRange := strings.Cut(text, "-"); isRange {
		first, last := portNumber(from), portNumber(to)
		return first > 0 && first <= last
	}
	return !slices.ContainsFunc(strings.Split(text, ","), func(port string) bool { return portNumber(port) == 0 })
}

// portNumber is 0 for what is no port.
func portNumber(text string) uint64 {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return 0
	}
	return n
}

// same says whether two rules are about the same connections.
func (r SecurityRule) same(other SecurityRule) bool {
	a, _ := sourcePrefix(r.Source)
	b, _ := sourcePrefix(other.Source)
	return r.PolicyID == other.PolicyID && a == b && r.Protocol == other.Protocol && r.Ports == other.Ports
}

// dropsAll says whether a rule leaves nothing to the default action.
func (r SecurityRule) dropsAll() bool {
	p, ok := sourcePrefix(r.Source)
	return ok && p.Bits() == 0 && r.Action == ActionDrop && r.Protocol == everything && r.Ports == everything
}

// hasPolicy refuses a rule of a policy that is not there.
func (st *store) hasPolicy(r SecurityRule, now time.Time) error {
	if _, ok := st.SecurityPolicies.current(now).get(r.PolicyID); !ok {
		return fmt.Errorf("%w security policy", errMissing)
	}
	return nil
}

// rulesOfPolicy are the rules of a security policy.
func (st *store) rulesOfPolicy(policyID string, now time.Time) []SecurityRule {
	return st.SecurityRules.current(now).where(func(r SecurityRule) bool { return r.PolicyID == policyID })
}

// removeSecurityRules makes the rules of a policy vanish.
func (st *store) removeSecurityRules(policyID string, now time.Time) {
	for _, r := range st.rulesOfPolicy(policyID, now) {
		st.SecurityRules.remove(r.ID, now)
	}
}
