package group_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// After an import the plan is empty, whether the configuration says which proxies the
// group has or not, closed or not.
func TestAccProxyGroup_import(t *testing.T) {
	t.Parallel()
	for name, access := range map[string]string{"silent": "", "all": `{ Hongkong = { bandwidth = 10, concurrent = 2 }, Korea = { bandwidth = 10, concurrent = 2 } }`, "one": `{ Korea = { bandwidth = 10, concurrent = 2, network_type = "normal" } }`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				id := s.Mock.AddGroup(gaapmock.Group{Name: "edge", Status: gaapmock.StatusClosed, Tags: map[string]string{"team": "net"}})
				for _, region := range []string{"Hongkong", "Korea"} {
					s.Mock.AddProxy(gaapmock.Proxy{GroupID: id, AccessRegion: region, Status: gaapmock.StatusClosed})
				}
				s.write(arguments{"access_regions": access, "enable": "false", "tags": `{ team = "net" }`})
				s.MustImport(address, id)
				s.RequireOne()
				s.RequireWrites()
			})
		})
	}
}

// By an import block, with the id or with the identity.
func TestAccProxyGroup_importBlock(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]string{"id": "id = %q", "identity": "identity = {\n    id = %q\n  }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				id := s.Mock.AddGroup(gaapmock.Group{Name: "edge"})
				s.Configure(block("test", nil) + "import {\n  to = " + address + "\n  " + fmt.Sprintf(by, id) + "\n}\n")
				s.Apply(plain)
				s.RequireWrites()
				s.RequireOne()
			})
		})
	}
}

// What is no id, and what is the id of nothing, is told; a group that is gone leaves
// the state, in whatever form the service says so.
func TestAccProxyGroup_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownFailed, gaapmock.UnknownNull} {
		t.Run(string(unknown), func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{Group: gaapmock.GroupOptions{Unknown: unknown}}, func(s *session) {
				s.write(nil)
				for id, says := range map[string]string{"nonsense": "Invalid import id", "lg-missing0": "No GAAP proxy group to import"} {
					said := s.Import(s.T.Context(), s.Text(), address, id)
					if text := said.Render(s.Text()); !said.HasErrors() || !strings.Contains(text, says) {
						t.Errorf("%q is not in %s", says, text)
					}
				}
				s.Apply(plain)
				old := s.ID()
				s.Mock.RemoveGroup(old)
				s.MustPlan(plain, "GAAP proxy group is gone: "+old)
				s.Apply(plain)
				if now := s.RequireOne(); now.ID == old {
					t.Error("nothing was made")
				}
				s.Mock.RemoveGroup(s.ID())
				s.Apply(tfcore.Options{Destroy: true, NoRefresh: true})
				s.nothingLeft()
			})
		})
	}
}

// What another account does not have is not gone.
func TestAccProxyGroup_elsewhere(t *testing.T) {
	t.Parallel()
	acctest.New(t, gaapmock.Options{Groups: []gaapmock.Group{}}).Session(t, func(a *acctest.Session) {
		s := &session{ObjectSession: objects.In(a)}
		s.write(nil)
		s.Apply(plain)
		s.ConfigureFor(s.Elsewhere(t, gaapmock.Options{AccountID: "100000000009"}), block("test", nil))
		s.Fails(plain, "GAAP proxy group is not found, and may belong to another account")
		s.write(nil)
		s.RequireOne()
	})
}

// What a state of the other provider becomes: the plan is empty, with and without a
// refresh, whatever the state lacks.
func TestAccProxyGroup_moved(t *testing.T) {
	t.Parallel()
	for name, stored := range map[string]string{
		"all":  `{"id":"lg-a1b2c3d4","project_id":1204,"group_name":"edge","real_server_region":"Shanghai","ip_address_version":"IPv4","package_type":"Thunder"}`,
		"less": `{"id":"lg-a1b2c3d4","project_id":1204,"group_name":"edge","real_server_region":"Shanghai","ip_address_version":"","package_type":null}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				moved, said := server.Move(s.T.Context(), "gaap_proxy_group", "tencentcloud_gaap_proxy_group", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(stored))
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				if moved.Text("name") != "edge" || moved.Text("realserver_region") != "Shanghai" {
					t.Errorf("what is moved is %+v", moved)
				}
				s.Mock.AddGroup(gaapmock.Group{ID: "lg-a1b2c3d4", Name: "edge", ProjectID: 1204})
				s.Mock.AddProxy(gaapmock.Proxy{GroupID: "lg-a1b2c3d4", ProjectID: 1204})
				s.write(arguments{"project_id": "1204", "ip_address_version": `"IPv4"`, "package_type": `"Thunder"`})
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
