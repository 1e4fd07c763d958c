package gaapmock

// Domains returns a copy of the domains of a listener, or of all if the id is "",
// in the order of their creation.
func (s *Server) Domains(listenerID string) []Domain {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.world.Domains.truth(s.life.now()).where(func(d Domain) bool { return listenerID == "" || d.ListenerID == listenerID })
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
