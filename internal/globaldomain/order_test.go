package globaldomain_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// An equal domain that was there before stops the order before anything is sent. Only
// adopt says that the order may have it; and one that differs is not taken either.
func TestAccGlobalDomain_older(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		left := s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "www", Tags: map[string]string{"owner": "x"}})
		s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "other"})
		s.write(nil)
		s.Fails(plain, "Equal GAAP unified domain exists", "What is ordered seems to exist already: - "+left+", RUNNING, made", "GAAP_ADOPT="+left+" terraform apply", "set another alias")
		if sent, _ := s.CreateCalls(); sent > 0 {
			t.Error("an order was sent")
		}
		s.write(arguments{"default_value": `"203.0.113.9"`}, `adopt = ["`+left+`"]`)
		s.Fails(plain, "GAAP unified domain to adopt differs", `its default value is "203.0.113.5", not "203.0.113.9"`)
		s.write(arguments{"enable": "false"}, `adopt = ["`+left+`"]`)
		s.Apply(plain, "GAAP unified domain adopted: "+left)
		if s.ID() != left {
			t.Errorf("the state has %s", s.ID())
		}
		s.RequireSettled(address, left)
		if d, _ := s.Mock.GlobalDomain(left); len(d.Tags) > 0 || d.Status != gaapmock.StatusClosed {
			t.Errorf("the domain is %+v", d)
		}
	})
}

// An equal domain that is in use, or beside one that this run destroys, is named and
// stops nothing.
func TestAccGlobalDomain_olderInUse(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		left := s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "www"})
		s.Mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: left})
		s.write(nil)
		s.Apply(plain, "Equal GAAP unified domain exists: "+left, "it is in use")
		s.RequireSettled(address, s.ID())
		if s.ID() == left || len(s.Mock.GlobalDomains()) != 2 {
			t.Errorf("the state has %s", s.ID())
		}
	})
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		old := s.ID()
		left := s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "www"})
		s.State().Object(address).Tainted = true
		s.Apply(plain, "Equal GAAP unified domain exists: "+left, "beside one that this run destroys")
		if s.ID() == old || s.ID() == left {
			t.Errorf("the state has %s", s.ID())
		}
	})
}

// Two domains that nothing tells apart are refused by the plan, but for those that
// exist.
func TestAccGlobalDomain_twins(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Configure(block("test", nil) + block("other", arguments{"tags": `{ a = "1" }`}))
		s.Fails(plain, "GAAP unified domains cannot be told apart", `named "www" would have one alias, project and default value`)
		s.Configure(block("test", nil) + block("other", arguments{"project_id": "1204"}))
		s.Apply(plain)
		s.Configure(block("test", nil) + block("other", nil))
		s.Apply(plain)
		s.RequireEmptyPlan()
	})
}

// Several that are new and equal after an answer that was lost stop the order.
func TestAccGlobalDomain_lostAndOthers(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "CreateGlobalDomain", Kind: gaapmock.FaultLostAfter})
		s.OnSend(func(action string) {
			if action == "CreateGlobalDomain" {
				s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "www"})
			}
		})
		s.Fails(plain, "GAAP unified domain may have been made", "several that are equal are new since", "GAAP_ADOPT")
		if sent, _ := s.CreateCalls(); sent != 1 {
			t.Errorf("it was sent %d times", sent)
		}
	})
}
