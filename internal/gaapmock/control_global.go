package gaapmock

func (s *Server) globalDomains() backdoor[GlobalDomain] {
	return backdoor[GlobalDomain]{s, s.store.GlobalDomains, "unified domain", nil, s.store.removeRecords}
}

func (s *Server) dnsRecords() backdoor[DNSRecord] {
	return backdoor[DNSRecord]{s, s.store.DNSRecords, "DNS record", s.store.hasGlobalDomain, nil}
}

// GlobalDomains returns a copy of all unified domains, in the order of their creation.
func (s *Server) GlobalDomains() []GlobalDomain { return s.globalDomains().list() }

// GlobalDomain returns a copy of one unified domain, unless it is gone.
func (s *Server) GlobalDomain(id string) (GlobalDomain, bool) { return s.globalDomains().get(id) }

// AddGlobalDomain adds a unified domain as AddProxy does a proxy; the default is
// an open one that leads to an address for documentation.
func (s *Server) AddGlobalDomain(d GlobalDomain) string {
	id, _ := s.globalDomains().add(d) // see Advance
	return id
}

// UpdateGlobalDomain changes a unified domain as UpdateProxy does a proxy.
func (s *Server) UpdateGlobalDomain(id string, change func(*GlobalDomain)) bool {
	return s.globalDomains().update(id, always(change)) == nil
}

// RemoveGlobalDomain removes a unified domain at once, and its records. It returns
// false if there is none.
func (s *Server) RemoveGlobalDomain(id string) bool { return s.globalDomains().remove(id) }

// DNSRecords returns a copy of the records of a unified domain, or of all if the
// id is "", in the order of their creation.
func (s *Server) DNSRecords(domainID string) []DNSRecord {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.store.DNSRecords.current(s.life.now()).where(func(r DNSRecord) bool { return domainID == "" || r.DomainID == domainID })
}

// DNSRecord returns a copy of one record, unless it is gone.
func (s *Server) DNSRecord(id string) (DNSRecord, bool) { return s.dnsRecords().get(id) }

// AddDNSRecord adds a record that nobody created through the API to a unified
// domain, and returns its id, or "" if there is no such domain, or the id is no
// number. The default is one that runs, without countries and proxies.
func (s *Server) AddDNSRecord(r DNSRecord) string {
	id, err := s.dnsRecords().add(r)
	if err != nil {
		return ""
	}
	return id
}

// UpdateDNSRecord changes a record as UpdateProxy does a proxy.
func (s *Server) UpdateDNSRecord(id string, change func(*DNSRecord)) bool {
	return s.dnsRecords().update(id, always(change)) == nil
}

// RemoveDNSRecord removes a record at once. It returns false if there is none.
func (s *Server) RemoveDNSRecord(id string) bool { return s.dnsRecords().remove(id) }
