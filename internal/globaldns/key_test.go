package globaldns_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A record that has one of the countries stops the order before anything is sent.
// Only adopt says that the order may have it, if it is what is ordered.
func TestAccDNSRecord_held(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		id := domainID + "#" + s.Mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: domainID, Countries: []string{"101001"}, ProxyIDs: []string{second}})
		s.write(nil)
		s.Fails(plain, "GAAP DNS record exists already", "has one of the countries 101001, 101002 of "+domainID, "its countries are 101001, not 101001, 101002", "its proxies are "+second+", not "+first,
			"import {", `id = "`+id+`"`)
		if sent, _ := s.CreateCalls(); sent > 0 {
			t.Error("an order was sent")
		}
		s.write(nil, `adopt = ["`+id+`"]`)
		s.Fails(plain, "GAAP DNS record to adopt differs", "its countries are 101001")
		s.write(arguments{"nation_country_inner_codes": `["101001"]`, "proxy_id_list": `["` + second + `"]`}, `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP DNS record adopted: "+id)
		s.RequireOne()
		if sent, _ := s.CreateCalls(); sent > 0 {
			t.Error("an order was sent")
		}
		s.write(arguments{"domain_id": `"` + otherID + `"`})
		s.Apply(plain)
		s.RequireOne()
	})
}

// Two records of a domain for one country are refused by the plan, of two domains
// they are not.
func TestAccDNSRecord_twins(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Configure(block("test", nil) + block("other", arguments{"nation_country_inner_codes": `["101003", "101001"]`}))
		s.Fails(plain, "Two GAAP objects have the same key", "would have the country 101001 of "+domainID)
		s.Configure(block("test", nil) + block("other", arguments{"domain_id": `"` + otherID + `"`}))
		s.Apply(plain)
		s.RequireEmptyPlan()
	})
}

// A country moves from one record to another in one run, whichever comes first: one
// that is made, or one that exists.
func TestAccDNSRecord_countryMoves(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		one, two := arguments{"nation_country_inner_codes": `["101001"]`}, arguments{"nation_country_inner_codes": `["101002", "101003"]`}
		s.Configure(block("test", one) + block("other", two))
		s.Apply(plain)
		s.RequireEmptyPlan()
		s.Configure(block("test", two) + block("other", arguments{"nation_country_inner_codes": `["601001"]`}))
		s.Apply(plain)
		s.RequireEmptyPlan()
		s.Configure(block("other", two))
		s.Apply(plain)
		s.RequireEmptyPlan()
		leads(t, s.Only(), []string{"101002", "101003"}, []string{first})
	})
}

// A country that another record keeps is refused when it is added, and that record is
// named; so are two that are to swap, which the service lets nobody do at once.
func TestAccDNSRecord_taken(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		other := s.Mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: domainID, Countries: []string{"601001", "601002"}})
		s.write(arguments{"nation_country_inner_codes": `["101001", "601001"]`})
		s.Fails(plain, "Cannot update GAAP DNS record", "DNS record "+domainID+"#"+other+" has one of the countries; its own are 601001, 601002", "no other record of the domain has one of the countries")
		s.Mock.RemoveDNSRecord(other)
		s.Apply(plain)
		s.RequireOne()
	})
	inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{CountriesShared: true}}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		other := s.Mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: domainID, Countries: []string{"601001"}, ProxyIDs: []string{second}})
		s.write(arguments{"nation_country_inner_codes": `["101001", "601001"]`})
		s.Apply(plain) // a service that takes it has the last word
		s.Mock.RemoveDNSRecord(other)
		s.RequireOne()
	})
}

// Somebody who takes a country between the look and the order is named, too.
func TestAccDNSRecord_overtaken(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		other := ""
		s.OnSend(func(action string) {
			if action == "CreateGlobalDomainDns" {
				other = s.Mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: domainID, Countries: []string{"101002"}})
			}
		})
		s.Fails(plain, "Cannot create GAAP DNS record", "has one of the countries; its own are 101002")
		if s.Only().ID != other {
			t.Errorf("there is %+v", s.Only())
		}
	})
}
