package globaldomain_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A domain that is on its way somewhere, or closed already, is destroyed, too.
func TestAccGlobalDomain_destroyed(t *testing.T) {
	t.Parallel()
	for _, status := range []string{gaapmock.StatusClosed, gaapmock.StatusClosing, gaapmock.StatusOpening} {
		t.Run(status, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{RepeatedRefused: true}}, func(s *session) {
				s.write(nil)
				s.Apply(plain)
				s.Writes(ids)
				id := s.ID()
				s.Mock.UpdateGlobalDomain(id, func(d *gaapmock.GlobalDomain) { d.Status = status })
				ends := map[string]string{gaapmock.StatusClosing: gaapmock.StatusClosed, gaapmock.StatusOpening: gaapmock.StatusRunning}[status]
				looked := 0
				s.OnSend(func(action string) {
					if looked++; action == "DescribeGlobalDomains" && looked == 4 && ends != "" {
						s.Mock.UpdateGlobalDomain(id, func(d *gaapmock.GlobalDomain) { d.Status = ends })
					}
				})
				s.Apply(destroys)
				s.RequireNothingLeft()
				if status == gaapmock.StatusOpening {
					s.RequireWrites(disableCall, deleteCall)
				} else {
					s.RequireWrites(deleteCall)
				}
			})
		})
	}
}

// A domain does not go, nor close, while records that stay lead clients from it to
// proxies; nor in time, if it does not close.
func TestAccGlobalDomain_held(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{RecordsBlock: true}}, func(s *session) {
		s.write(arguments{"timeouts": "{\n    delete = \"2m\"\n  }"})
		s.Apply(plain)
		s.Writes(ids)
		id := s.ID()
		record := s.Mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: id, Countries: []string{"101001"}})
		s.Fails(destroys, "Cannot delete GAAP unified domain", "These DNS records still lead clients from it to proxies: "+id+"#"+record+" (101001)", "delete them in the console")
		s.RequireWrites()
		if d := s.Only(); d.Status != gaapmock.StatusRunning {
			t.Errorf("the domain is %+v", d)
		}
		s.Mock.RemoveDNSRecord(record)
		s.Mock.Inject(gaapmock.Fault{Action: "DisableGlobalDomain", Kind: gaapmock.FaultStuck})
		s.Fails(destroys, "Cannot delete GAAP unified domain", "closing it, when it was last seen CLOSING", "timeouts.delete (2m)")
		s.Mock.UpdateGlobalDomain(id, func(d *gaapmock.GlobalDomain) { d.Status = gaapmock.StatusClosed })
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Mock.Inject(gaapmock.Fault{Action: "DisableGlobalDomain", Kind: gaapmock.FaultError, Code: "FailedOperation", Times: 9})
		s.Fails(destroys, "Cannot delete GAAP unified domain", "closing it, when it was last seen RUNNING", "Code: FailedOperation")
		s.Mock.ClearFaults()
		s.Mock.Inject(gaapmock.Fault{Action: "DisableGlobalDomain", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
		s.Fails(destroys, "Cannot delete GAAP unified domain", "CAM policy")
		s.Mock.Inject(gaapmock.Fault{Action: "DeleteGlobalDomain", Kind: gaapmock.FaultError, Code: "FailedOperation"})
		s.Fails(destroys, "Cannot delete GAAP unified domain", "all that it refuses of unified domains")
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
	inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{OpenDeleted: true}}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		s.Writes(ids)
		s.Apply(destroys)
		s.RequireWrites(disableCall, deleteCall) // also where the service would not ask for it
	})
}
