package globaldomain_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// After an import the plan is empty, by the id as by the one of the official
// provider, closed or not.
func TestAccGlobalDomain_import(t *testing.T) {
	t.Parallel()
	for _, before := range []string{"", "1204#", "0#"} {
		t.Run(before, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				id := s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "www", ProjectID: 1204, Status: gaapmock.StatusClosed, Tags: map[string]string{"team": "net"}})
				s.write(arguments{"enable": "false", "project_id": "1204", "tags": `{ team = "net" }`})
				s.MustImport(address, before+id)
				s.RequireOne()
				s.RequireWrites()
			})
		})
	}
}

// By an import block, with the id or with the identity.
func TestAccGlobalDomain_importBlock(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]string{"id": "id = %q", "identity": "identity = {\n    id = %q\n  }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				id := s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{Alias: "www"})
				s.Configure(block("test", nil) + "import {\n  to = " + address + "\n  " + fmt.Sprintf(by, id) + "\n}\n")
				s.Apply(plain)
				s.RequireWrites()
				s.RequireOne()
			})
		})
	}
}

// What is no id, and what is the id of nothing, is told; a domain that is gone leaves
// the state, in whatever form the service says so.
func TestAccGlobalDomain_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownFailed, gaapmock.UnknownOmitted} {
		t.Run(string(unknown), func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{Unknown: unknown}}, func(s *session) {
				s.write(nil)
				for id, says := range map[string]string{"nonsense": "Invalid import id", "x#dm-missing0": "Invalid import id", "dm-missing0": "No GAAP unified domain to import"} {
					said := s.Import(s.T.Context(), s.Text(), address, id)
					if text := said.Render(s.Text()); !said.HasErrors() || !strings.Contains(text, says) {
						t.Errorf("%q is not in %s", says, text)
					}
				}
				s.Apply(plain)
				old := s.ID()
				s.Mock.RemoveGlobalDomain(old)
				s.MustPlan(plain, "GAAP unified domain is gone: "+old)
				s.Apply(plain)
				if now := s.RequireOne(); now.ID == old {
					t.Error("nothing was made")
				}
				s.Mock.RemoveGlobalDomain(s.ID())
				s.Apply(tfcore.Options{Destroy: true, NoRefresh: true})
				s.RequireNothingLeft()
			})
		})
	}
}

// A domain is found where its project is asked for, if no list shows those of all.
func TestAccGlobalDomain_projects(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{GlobalDomain: gaapmock.GlobalDomainOptions{AllIsNone: true, FilterIgnored: true}}, func(s *session) {
		s.write(arguments{"project_id": "1204"})
		s.Apply(plain)
		s.RequireOne()
		s.write(arguments{"project_id": "1204", "alias": `"app"`})
		s.Apply(plain)
		s.RequireOne()
		s.Apply(destroys)
		s.RequireNothingLeft()
	})
}

// What another account does not have is not gone.
func TestAccGlobalDomain_elsewhere(t *testing.T) {
	t.Parallel()
	acctest.New(t, gaapmock.Options{}).Session(t, func(a *acctest.Session) {
		s := &session{ObjectSession: objects.In(a)}
		s.write(nil)
		s.Apply(plain)
		s.ConfigureFor(s.Elsewhere(t, gaapmock.Options{AccountID: "100000000009"}), block("test", nil))
		s.Fails(plain, "GAAP unified domain is not found, and may belong to another account")
		s.write(nil)
		s.RequireOne()
	})
}

// A refresh takes one call for all domains.
func TestAccGlobalDomain_calls(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.Configure(block("test", nil) + block("two", arguments{"alias": `"two"`}) + block("three", arguments{"alias": `"three"`}))
		s.Apply(plain)
		s.Mock.ResetJournal()
		s.RequireEmptyPlan()
		if n := len(s.Mock.Calls("DescribeGlobalDomains")); n != 1 {
			t.Errorf("%d calls", n)
		}
	})
}

// What a state of the other provider becomes: the plan is empty, with and without a
// refresh, whatever the state lacks.
func TestAccGlobalDomain_moved(t *testing.T) {
	t.Parallel()
	for name, stored := range map[string]string{
		"all":  `{"id":"1204#dm-a1b2c3d4","project_id":1204,"default_value":"203.0.113.5","alias":"www","status":"open","tags":{}}`,
		"less": `{"id":"1204#dm-a1b2c3d4","project_id":1204,"default_value":"203.0.113.5","alias":"www","status":"","tags":null}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				moved, said := server.Move(s.T.Context(), "gaap_global_domain", "tencentcloud_gaap_global_domain", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(stored))
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				if moved.Text("id") != "dm-a1b2c3d4" || moved.Text("alias") != "www" || moved.Text("default_value") != "203.0.113.5" {
					t.Errorf("what is moved is %+v", moved)
				}
				s.Mock.AddGlobalDomain(gaapmock.GlobalDomain{ID: "dm-a1b2c3d4", Alias: "www", ProjectID: 1204})
				s.write(arguments{"project_id": "1204"})
				moved.Provider = "gaap"
				s.State().Put(address, moved)
				if change := s.MustPlan(tfcore.Options{NoRefresh: true}).Change(address); change != nil && change.Action == tfcore.DestroyThenCreate {
					t.Error("without a refresh it is replaced")
				}
				s.RequireOne()
				s.Apply(plain)
				s.RequireWrites()
			})
		})
	}
}
