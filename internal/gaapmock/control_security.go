package gaapmock

func (s *Server) securityPolicies() backdoor[SecurityPolicy] {
	return backdoor[SecurityPolicy]{s, s.store.SecurityPolicies, "security policy", s.store.securesParent, s.store.removeSecurityRules}
}

func (s *Server) securityRules() backdoor[SecurityRule] {
	return backdoor[SecurityRule]{s, s.store.SecurityRules, "security rule", s.store.hasPolicy, nil}
}

// SecurityPolicies returns a copy of all security policies, in the order of their creation.
func (s *Server) SecurityPolicies() []SecurityPolicy { return s.securityPolicies().list() }

// SecurityPolicy returns a copy of one security policy, unless it is gone.
func (s *Server) SecurityPolicy(id string) (SecurityPolicy, bool) {
	return s.securityPolicies().get(id)
}

// AddSecurityPolicy adds a security policy that nobody created through the API to
// a proxy or group, and returns its id, or "" if there is no such parent, or it
// has one. The default is a policy that is UNBIND and accepts.
func (s *Server) AddSecurityPolicy(p SecurityPolicy) string {
	id, err := s.securityPolicies().add(p)
	if err != nil {
		return ""
	}
	return id
}

// UpdateSecurityPolicy changes a security policy as UpdateProxy does a proxy.
func (s *Server) UpdateSecurityPolicy(id string, change func(*SecurityPolicy)) bool {
	return s.securityPolicies().update(id, always(change)) == nil
}

// RemoveSecurityPolicy removes a security policy at once, and its rules. It
// returns false if there is none.
func (s *Server) RemoveSecurityPolicy(id string) bool { return s.securityPolicies().remove(id) }

// SecurityRules returns a copy of the rules of a security policy, or of all if
// the id is "", in the order of their creation.
func (s *Server) SecurityRules(policyID string) []SecurityRule {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.SecurityRules.current(s.life.now()).where(func(r SecurityRule) bool { return policyID == "" || r.PolicyID == policyID })
}

// SecurityRule returns a copy of one rule, unless it is gone.
func (s *Server) SecurityRule(id string) (SecurityRule, bool) { return s.securityRules().get(id) }

// AddSecurityRule adds a rule that nobody created through the API to a security
// policy, and returns its id, or "" if there is no such policy, or the rule makes
// no sense. The default drops what comes from 198.51.100.0/24.
func (s *Server) AddSecurityRule(r SecurityRule) string {
	id, err := s.securityRules().add(r)
	if err != nil {
		return ""
	}
	return id
}

// UpdateSecurityRule changes a rule as UpdateProxy does a proxy.
func (s *Server) UpdateSecurityRule(id string, change func(*SecurityRule)) bool {
	return s.securityRules().update(id, always(change)) == nil
}

// RemoveSecurityRule removes a rule at once. It returns false if there is none.
func (s *Server) RemoveSecurityRule(id string) bool { return s.securityRules().remove(id) }
