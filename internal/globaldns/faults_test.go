package globaldns_test

import (
	"context"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// overFaults runs a test with each way in which an answer gets lost, at once and
// late reads.
func overFaults(t *testing.T, action string, run func(t *testing.T, s *session, meet func(), executed bool)) {
	t.Helper()
	t.Parallel()
	for name, options := range map[string]gaapmock.GlobalDomainOptions{
		"": {}, "lag": {RecordLag: 20 * time.Second}, "shared, not found": {CountriesShared: true, Unknown: gaapmock.UnknownNotFound, RecordLag: 5 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			acctest.OverLostAnswers(t, action, gaapmock.Options{GlobalDomain: options}, func(t *testing.T, a *acctest.Session, meet func(), executed bool) {
				t.Helper()
				stand(a.Environment)
				run(t, &session{objects.In(a), a.Hook()}, meet, executed)
			})
		})
	}
}

// Whatever happens to the answer of the order, there is one record, and it is in the
// state.
func TestAccDNSRecord_lostCreate(t *testing.T) {
	overFaults(t, "CreateGlobalDomainDns", func(t *testing.T, s *session, meet func(), done bool) {
		s.write(nil)
		meet()
		s.Apply(plain)
		sent, executed := s.CreateCalls()
		if executed != 1 || done && sent != 1 {
			t.Errorf("CreateGlobalDomainDns was sent %d times and executed %d times", sent, executed)
		}
		s.RequireOne()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// New lists arrive, whatever happens to the answer.
func TestAccDNSRecord_lostModify(t *testing.T) {
	overFaults(t, "ModifyGlobalDomainDns", func(t *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		s.write(arguments{"proxy_id_list": `["` + second + `"]`})
		meet()
		s.Apply(plain)
		s.Clock.Advance(time.Minute)
		leads(t, s.RequireOne(), []string{"101001", "101002"}, []string{second})
	})
}

// A record that is to go is gone, whatever happens to the answer.
func TestAccDNSRecord_lostDelete(t *testing.T) {
	overFaults(t, "DeleteGlobalDomainDns", func(_ *testing.T, s *session, meet func(), _ bool) {
		s.write(nil)
		s.Apply(plain)
		meet()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// Reads from before a write start nothing anew.
func TestAccDNSRecord_staleReads(t *testing.T) {
	t.Parallel()
	for skip := range 8 {
		inSession(t, gaapmock.Options{}, func(s *session) {
			s.Mock.Inject(gaapmock.Fault{Action: "DescribeGlobalDomainDns", Kind: gaapmock.FaultStaleRead, Skip: skip})
			for _, proxy := range []string{first, second} {
				s.write(arguments{"proxy_id_list": `["` + proxy + `"]`})
				s.Apply(plain)
			}
			s.Mock.ClearFaults()
			s.Apply(plain)
			leads(t, s.RequireOne(), []string{"101001", "101002"}, []string{second})
			if sent, _ := s.CreateCalls(); sent != 1 {
				t.Errorf("%d: sent %d times", skip, sent)
			}
		})
	}
}

// A record at which the service is busy is waited for, before a change as before its
// end.
func TestAccDNSRecord_busy(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		busy := func(status string) {
			id := s.Only().ID
			s.Mock.UpdateDNSRecord(id, func(r *gaapmock.DNSRecord) { r.Status = status })
			looked := 0
			s.OnSend(func(action string) {
				if looked++; action == "DescribeGlobalDomainDns" && looked == 4 {
					s.Mock.UpdateDNSRecord(id, func(r *gaapmock.DNSRecord) { r.Status = gaapmock.StatusRunning })
				}
			})
		}
		busy(gaapmock.StatusModifying)
		s.write(arguments{"proxy_id_list": `["` + second + `"]`})
		s.Apply(plain)
		s.RequireOne()
		busy(gaapmock.StatusCreating)
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Mock.Inject(gaapmock.Fault{Action: "DeleteGlobalDomainDns", Kind: gaapmock.FaultError, Code: "FailedOperation", Times: 99})
		s.Fails(destroys, "Cannot delete GAAP DNS record", "It has been asked to for half a minute", "Code: FailedOperation")
		s.Mock.ClearFaults()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// What does not run in time is in the state; Ctrl-C while the order is under way, or
// while nobody knows the number yet, does not lose it either.
func TestAccDNSRecord_interrupted(t *testing.T) {
	t.Parallel()
	for _, options := range []gaapmock.GlobalDomainOptions{{}, {RecordLag: 5 * time.Second}} {
		inSession(t, gaapmock.Options{GlobalDomain: options}, func(s *session) {
			s.write(nil)
			if options.RecordLag == 0 {
				s.Mock.Inject(gaapmock.Fault{Action: "CreateGlobalDomainDns", Kind: gaapmock.FaultDelay, Delay: 5 * time.Second})
			}
			ordered := false
			s.OnSend(func(action string) {
				if ordered = ordered || action == "CreateGlobalDomainDns"; ordered && (options.RecordLag == 0 || action == "DescribeGlobalDomainDns") {
					s.OnSend(nil)
					s.Interrupt(context.WithoutCancel(s.T.Context()))
				}
			})
			s.Fails(plain, "GAAP DNS record is not ready", "is in the state, marked as tainted", "The run was interrupted")
			if o := s.State().Object(address); o.Text("id") != domainID+"#"+s.Only().ID || !o.Tainted {
				t.Fatalf("the state holds %+v", o)
			}
		})
	}
	inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{RecordDuration: time.Hour}}, func(s *session) {
		s.write(arguments{"timeouts": "{\n    create = \"5m\"\n  }"})
		s.Fails(plain, "GAAP DNS record is not ready", "was last seen CREATING", "timeouts.create")
		if s.ID() != domainID+"#"+s.Only().ID {
			t.Fatalf("the state holds %s", s.ID())
		}
	})
}

// A change that does not end in time is an error, which says what was seen last; the
// next apply goes on.
func TestAccDNSRecord_updateTimeout(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		short := arguments{"timeouts": "{\n    update = \"1m\"\n  }", "proxy_id_list": `["` + second + `"]`}
		s.write(nil)
		s.Apply(plain)
		s.write(short)
		s.Mock.Inject(gaapmock.Fault{Action: "ModifyGlobalDomainDns", Kind: gaapmock.FaultStuck})
		s.Fails(plain, "Cannot update GAAP DNS record", "was last seen MODIFYING", "timeouts.update (1m)")
		s.Mock.UpdateDNSRecord(s.Only().ID, func(r *gaapmock.DNSRecord) { r.Status = gaapmock.StatusRunning })
		s.Apply(plain)
		leads(t, s.RequireOne(), []string{"101001", "101002"}, []string{second})
	})
}

// A record that was made, and does not show, is told of; the next apply finds it.
func TestAccDNSRecord_unseen(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{RecordLag: time.Minute}}, func(s *session) {
		s.write(nil)
		s.Fails(plain, "GAAP DNS record was made, but does not show", "The service took the order of a DNS record for 101001, 101002 of "+domainID, "Apply again")
		s.Clock.Advance(time.Minute)
		id := domainID + "#" + s.Only().ID
		s.Fails(plain, "GAAP DNS record exists already", "GAAP_ADOPT="+id+" terraform apply", `id = "`+id+`"`)
		s.write(nil, `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP DNS record adopted: "+id)
		s.RequireOne()
	})
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeGlobalDomainDns", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Skip: 1, Times: 99})
		s.Fails(plain, "GAAP DNS record was made, but does not show", "UnauthorizedOperation")
	})
}

// A final error of the order is told with its advice.
func TestAccDNSRecord_createErrors(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{International: true}, func(s *session) {
		s.write(nil)
		s.Fails(plain, "Cannot create GAAP DNS record", "InvalidAction", "Only the Chinese site, cloud.tencent.com, has unified domains")
	})
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"domain_id": `"dm-missing0"`})
		s.Fails(plain, "Cannot create GAAP DNS record", "domain not exits", "Check that the domain and the proxies exist")
		s.write(arguments{"proxy_id_list": `["link-missing0"]`})
		s.Fails(plain, "Cannot create GAAP DNS record", "proxy link-missing0 not exits", "Check that the domain and the proxies exist")
		s.Mock.UpdateProxy(first, func(p *gaapmock.Proxy) { p.InBanBlacklist = 1 })
		s.write(nil)
		s.Fails(plain, "Cannot create GAAP DNS record", "InvalidParameterValue.HitBanBlacklist", "has banned one of the proxies")
		s.RequireNothingLeft()
	})
}
