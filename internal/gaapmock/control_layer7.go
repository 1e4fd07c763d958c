package gaapmock

// Domains returns a copy of the domains of a listener, or of all if the id is "",
// in the order of their creation.
func (s *Server) Domains(listenerID string) []Domain {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.Domains.current(s.life.now()).where(func(d Domain) bool { return listenerID == "" || d.ListenerID == listenerID })
}

// Domain returns a copy of one domain, unless it is gone.
func (s *Server) Domain(id string) (Domain, bool) { return s.domains().get(id) }

// AddDomain adds a domain that nobody created through the API to an HTTP or HTTPS
// listener, and returns its id, or "" if there is no such listener, or the name
// is there. The default is a RUNNING domain with what its listener has.
func (s *Server) AddDomain(d Domain) string {
	id, err := s.domains().add(d)
	if err != nil {
		return ""
	}
	return id
}

// UpdateDomain changes a domain as UpdateProxy does a proxy.
func (s *Server) UpdateDomain(id string, change func(*Domain)) bool {
	return s.domains().update(id, always(change)) == nil
}

// RemoveDomain removes a domain at once. It returns false if there is none.
func (s *Server) RemoveDomain(id string) bool { return s.domains().remove(id) }

// Rules returns a copy of the rules of a domain, by its id here, or of all if that
// is "", in the order of their creation.
func (s *Server) Rules(domainID string) []Rule {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.Rules.current(s.life.now()).where(func(r Rule) bool { return domainID == "" || r.DomainID == domainID })
}

// Rule returns a copy of one rule, unless it is gone.
func (s *Server) Rule(id string) (Rule, bool) { return s.rules().get(id) }

// AddRule adds a rule that nobody created through the API to a domain, and returns
// its id, or "" if there is no such domain, or the path is there. The default is a
// RUNNING rule for / without origins; a Binding without an id is as in AddListener.
func (s *Server) AddRule(r Rule) string {
	id, err := s.rules().add(r)
	if err != nil {
		return ""
	}
	return id
}

// UpdateRule changes a rule as UpdateProxy does a proxy.
func (s *Server) UpdateRule(id string, change func(*Rule)) bool {
	return s.rules().update(id, always(change)) == nil
}

// RemoveRule removes a rule at once. It returns false if there is none.
func (s *Server) RemoveRule(id string) bool { return s.rules().remove(id) }

// ErrorPages returns a copy of the error pages of a domain, by its id here, or of
// all if that is "", in the order of their creation.
func (s *Server) ErrorPages(domainID string) []ErrorPage {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.ErrorPages.current(s.life.now()).where(func(p ErrorPage) bool { return domainID == "" || p.DomainID == domainID })
}

// ErrorPage returns a copy of one error page, unless it is gone.
func (s *Server) ErrorPage(id string) (ErrorPage, bool) { return s.errorPages().get(id) }

// AddErrorPage adds an error page that nobody created through the API to a domain,
// and returns its id, or "" if there is no such domain, or a number has one. The
// default is a RUNNING, empty page for 404.
func (s *Server) AddErrorPage(p ErrorPage) string {
	id, err := s.errorPages().add(p)
	if err != nil {
		return ""
	}
	return id
}

// UpdateErrorPage changes an error page as UpdateProxy does a proxy.
func (s *Server) UpdateErrorPage(id string, change func(*ErrorPage)) bool {
	return s.errorPages().update(id, always(change)) == nil
}

// RemoveErrorPage removes an error page at once. It returns false if there is none.
func (s *Server) RemoveErrorPage(id string) bool { return s.errorPages().remove(id) }
