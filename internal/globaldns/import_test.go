package globaldns_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// theirs is a record that is what [block] orders.
func theirs() gaapmock.DNSRecord {
	return gaapmock.DNSRecord{ID: "12756", DomainID: domainID, Countries: []string{"101001", "101002"}, ProxyIDs: []string{first}}
}

const theirID = domainID + "#12756"

// By the command or an import block, with the id or with the identity: the plan is
// empty.
func TestAccDNSRecord_import(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Mock.AddDNSRecord(theirs())
		s.write(nil)
		s.MustImport(address, theirID)
		s.RequireOne()
		s.RequireWrites()
	})
	for name, by := range map[string]string{"id": "id = %q", "identity": "identity = {\n    id = %q\n  }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.Mock.AddDNSRecord(theirs())
				s.Configure(block("test", nil) + "import {\n  to = " + address + "\n  " + fmt.Sprintf(by, theirID) + "\n}\n")
				s.Apply(plain)
				s.RequireWrites()
				s.RequireOne()
			})
		})
	}
}

// What is no id, and what is the id of nothing, is told; a record that is gone leaves
// the state, in whatever form the service says so, as with its domain.
func TestAccDNSRecord_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownFailed, gaapmock.UnknownOmitted} {
		t.Run(string(unknown), func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{Unknown: unknown}}, func(s *session) {
				s.write(nil)
				for id, says := range map[string]string{
					"12756": "Invalid import id", domainID + "#": "Invalid import id", domainID + "#01": "Invalid import id", domainID + "#" + strings.Repeat("9", 20): "Invalid import id",
					domainID + "#7": "No GAAP DNS record to import", "dm-missing0#7": "No GAAP DNS record to import",
				} {
					said := s.Import(s.T.Context(), s.Text(), address, id)
					if text := said.Render(s.Text()); !said.HasErrors() || !strings.Contains(text, says) {
						t.Errorf("%q is not in %s", says, text)
					}
				}
				s.Apply(plain)
				old := s.ID()
				s.Mock.RemoveDNSRecord(s.Only().ID)
				s.MustPlan(plain, "GAAP DNS record is gone: "+old)
				s.Apply(plain)
				if s.RequireOne(); s.ID() == old {
					t.Error("nothing was made")
				}
				s.Mock.RemoveGlobalDomain(domainID)
				s.MustPlan(plain, "GAAP DNS record is gone: "+s.ID())
				s.Apply(tfcore.Options{Destroy: true, NoRefresh: true})
				s.RequireNothingLeft()
			})
		})
	}
}

// What another account does not have is not gone.
func TestAccDNSRecord_elsewhere(t *testing.T) {
	t.Parallel()
	newEnvironment(t, gaapmock.Options{}).Session(t, func(a *acctest.Session) {
		s := &session{ObjectSession: objects.In(a)}
		s.write(nil)
		s.Apply(plain)
		s.ConfigureFor(s.Elsewhere(t, gaapmock.Options{AccountID: "100000000009"}), block("test", nil))
		s.Fails(plain, "GAAP DNS record is not found, and may belong to another account")
		s.write(nil)
		s.RequireOne()
	})
}

// A refresh takes one call for all records of a domain; new codes are looked up once.
func TestAccDNSRecord_calls(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Configure(block("test", nil) + block("two", arguments{"nation_country_inner_codes": `["601001"]`}) + block("three", arguments{"domain_id": `"` + otherID + `"`}))
		s.Apply(plain)
		s.Mock.ResetJournal()
		s.RequireEmptyPlan()
		if n, looked := len(s.Mock.Calls("DescribeGlobalDomainDns")), len(s.Mock.Calls("DescribeCountryAreaMapping")); n != 2 || looked != 0 {
			t.Errorf("%d and %d calls", n, looked)
		}
	})
}

// What a state of the other provider becomes: the plan is empty.
func TestAccDNSRecord_moved(t *testing.T) {
	t.Parallel()
	const stored = `{"id":"` + theirID + `","domain_id":"` + domainID + `","proxy_id_list":["` + first + `"],"nation_country_inner_codes":["101001","101002"]}`
	inSession(t, gaapmock.Options{}, func(s *session) {
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		moved, said := server.Move(s.T.Context(), "gaap_global_domain_dns", "tencentcloud_gaap_global_domain_dns", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(stored))
		if len(said) > 0 {
			t.Fatal(tfcore.Render(said))
		}
		s.Mock.AddDNSRecord(theirs())
		s.write(nil)
		moved.Provider = "gaap"
		s.State().Put(address, moved)
		if change := s.MustPlan(tfcore.Options{NoRefresh: true}).Change(address); change != nil && change.Action != tfcore.NoOp {
			t.Errorf("without a refresh it is %v", change.Action)
		}
		s.RequireOne()
		s.Apply(plain)
		s.RequireWrites()
	})
}

// The records of a domain are listed; a list that fails says why.
func TestList(t *testing.T) {
	l := acctest.NewLister(t, "gaap_global_domain_dns", gaapmock.Options{})
	stand(l.Environment)
	l.Mock.AddDNSRecord(theirs())
	l.Mock.AddDNSRecord(gaapmock.DNSRecord{DomainID: otherID})
	l.Configure()
	of := func(id string) map[string]cty.Value { return map[string]cty.Value{"domain_id": cty.StringVal(id)} }
	got := l.List(of(domainID), true, 100, 0)
	if len(got) != 1 || len(got[0].Said) > 0 || got[0].Name != "101001, 101002 ("+theirID+")" || got[0].Text("domain_id") != domainID || got[0].Text("status") != "RUNNING" {
		t.Errorf("listed is %+v", got)
	}
	got = l.List(of("dm-missing0"), false, 100, 0)
	if len(got) != 1 || !strings.Contains(tfcore.Render(got[0].Said), "Cannot list GAAP DNS records") {
		t.Errorf("listed is %+v", got)
	}
}
