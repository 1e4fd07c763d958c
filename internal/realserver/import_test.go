package realserver_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// After an import the plan is empty, however the address is written.
func TestAccRealServer_import(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		theirs gaapmock.RealServer
		as     arguments
	}{
		"ordinary": {gaapmock.RealServer{Address: "192.0.2.1"}, nil},
		"IPv6":     {gaapmock.RealServer{Address: "2001:DB8:0::1"}, arguments{"ip": `"2001:db8::1"`}},
		"domain":   {gaapmock.RealServer{Address: "WWW.example.com"}, arguments{"ip": "", "domain": `"www.example.com"`}},
		"all":      {gaapmock.RealServer{Address: "192.0.2.1", ProjectID: 1204, Tags: map[string]string{"a": "1"}}, arguments{"project_id": "1204", "tags": `{ a = "1" }`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				c.theirs.Name = "origin"
				id := s.Mock.AddRealServer(c.theirs)
				s.write(c.as)
				s.MustImport(address, id)
				if r := s.RequireOne(); r.ID != id {
					t.Errorf("the origin is %+v", r)
				}
				s.Apply(plain)
				s.RequireWrites()
			})
		})
	}
}

// By an import block, with the id or with the identity.
func TestAccRealServer_importBlock(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]string{"id": "id = %q", "identity": "identity = {\n    id = %q\n  }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				id := s.Mock.AddRealServer(gaapmock.RealServer{Name: "origin", Address: "192.0.2.1"})
				s.Configure(origin("test", nil) + "import {\n  to = gaap_realserver.test\n  " + fmt.Sprintf(by, id) + "\n}\n")
				s.Apply(plain)
				s.RequireWrites()
				s.RequireOne()
			})
		})
	}
}

// What is no id, and what is the id of nothing, is told.
func TestAccRealServer_importBad(t *testing.T) {
	t.Parallel()
	for id, says := range map[string][]string{
		"nonsense":               {"Invalid import id", `"nonsense" is not the id of an origin. Import by an id such as rs-a1b2c3d4.`},
		"link-a1b2c3d4":          {"No GAAP origin to import"},
		"rs-a1b2c3d4/x":          {"Invalid import id", "rs-a1b2c3d4/x"},
		"192.0.2.1":              {"Invalid import id", "192.0.2.1"},
		"rs-missing0":            {"No GAAP origin to import", "Origin rs-missing0 does not exist in the account of the provider's key.", "rs-..."},
		"rs-a\nb":                {"Invalid import id"},
		"rs-${id}":               {"Invalid import id"},
		"rs-A1 B2":               {"Invalid import id"},
		strings.Repeat("x", 300): {"Invalid import id", "(300 bytes)"},
	} {
		t.Run(id[:min(len(id), 20)], func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.Mock.AddRealServer(gaapmock.RealServer{Name: "origin", Address: "192.0.2.1"})
				s.write(nil)
				said := s.Import(s.T.Context(), s.Text(), address, id)
				text := strings.Join(strings.Fields(said.Render(s.Text())), " ")
				if !said.HasErrors() {
					t.Errorf("it was imported: %s", text)
				}
				for _, want := range says {
					if !strings.Contains(text, want) {
						t.Errorf("%q is not in %s", want, text)
					}
				}
			})
		})
	}
}

// What a state of the other provider becomes: of any version of its schema, with
// its empty strings. The plan after the refresh is empty.
func TestAccRealServer_moved(t *testing.T) {
	t.Parallel()
	const official = "registry.terraform.io/tencentcloudstack/tencentcloud"
	for name, c := range map[string]struct {
		from, provider, state string
		theirs                gaapmock.RealServer
		as                    arguments
		problem               string
	}{
		"an ip": {
			"", official, `{"id":"rs-a1b2c3d4","ip":"192.0.2.1","domain":"","name":"origin","project_id":0,"tags":null}`,
			gaapmock.RealServer{Address: "192.0.2.1"},
			nil, "",
		},
		"a domain": {
			"", official, `{"id":"rs-a1b2c3d4","ip":"","domain":"www.example.com","name":"origin","project_id":1204,"tags":{"a":"1"}}`,
			gaapmock.RealServer{Address: "www.example.com", ProjectID: 1204, Tags: map[string]string{"a": "1"}},
			arguments{"ip": "", "domain": `"www.example.com"`, "project_id": "1204", "tags": `{ a = "1" }`},
			"",
		},
		"nulls": {
			"", official, `{"id":"rs-a1b2c3d4","ip":"192.0.2.1","domain":null,"name":"origin","project_id":0,"tags":{}}`,
			gaapmock.RealServer{Address: "192.0.2.1"},
			nil, "",
		},
		"before tags": {
			"", official, `{"id":"rs-a1b2c3d4","ip":"192.0.2.1","name":"origin","project_id":0}`,
			gaapmock.RealServer{Address: "192.0.2.1"},
			nil, "",
		},
		"of tomorrow": {
			"", "registry.opentofu.org/tencentcloudstack/tencentcloud", `{"id":"rs-a1b2c3d4","ip":"192.0.2.1","name":"origin","more":[1]}`,
			gaapmock.RealServer{Address: "192.0.2.1"},
			nil, "",
		},
		"an id alone": {"", official, `{"id":"rs-a1b2c3d4"}`, gaapmock.RealServer{Address: "192.0.2.1"}, nil, ""},
		"another notation": {
			"", official, `{"id":"rs-a1b2c3d4","ip":"2001:DB8:0::1","domain":"","name":"origin","project_id":0}`,
			gaapmock.RealServer{Address: "2001:DB8:0::1"},
			arguments{"ip": `"2001:db8::1"`},
			"",
		},
		"no id":      {"", official, `{"name":"origin"}`, gaapmock.RealServer{}, nil, "Cannot move to gaap_realserver"},
		"no JSON":    {"", official, `{`, gaapmock.RealServer{}, nil, "Cannot move to gaap_realserver"},
		"other type": {"tencentcloud_gaap_proxy", official, `{"id":"link-a1"}`, gaapmock.RealServer{}, nil, "Unable to Move Resource State"},
		"other provider": {
			"", "registry.terraform.io/hashicorp/tencentcloud", `{"id":"rs-a1b2c3d4"}`, gaapmock.RealServer{}, nil, "Unable to Move Resource State",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				from := c.from
				if from == "" {
					from = "tencentcloud_gaap_realserver"
				}
				moved, said := server.Move(s.T.Context(), "gaap_realserver", from, c.provider, []byte(c.state))
				if c.problem != "" {
					if len(said) != 1 || !strings.Contains(said[0].Summary, c.problem) {
						t.Errorf("the diagnostics are %s", tfcore.Render(said))
					}
					return
				}
				if len(said) > 0 || moved.Identity == cty.NilVal {
					t.Fatalf("%+v: %s", moved, tfcore.Render(said))
				}
				c.theirs.ID, c.theirs.Name = "rs-a1b2c3d4", "origin"
				s.Mock.AddRealServer(c.theirs)
				s.write(c.as)
				moved.Provider = "gaap"
				s.State().Put(address, moved)
				if r := s.RequireOne(); r.ID != "rs-a1b2c3d4" {
					t.Errorf("the origin is %+v", r)
				}
				s.Apply(plain)
				s.RequireWrites()
			})
		})
	}
}

// Without a refresh, a change of a moved origin does not replace it.
func TestAccRealServer_movedUnread(t *testing.T) {
	t.Parallel()
	acctest.New(t, gaapmock.Options{}).Session(t, func(a *acctest.Session) {
		s := &session{ObjectSession: objects.In(a)}
		server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
		if err != nil {
			t.Fatal(err)
		}
		s.Mock.AddRealServer(gaapmock.RealServer{ID: "rs-a1b2c3d4", Name: "before", Address: "192.0.2.1"})
		moved, said := server.Move(s.T.Context(), "gaap_realserver", "tencentcloud_gaap_realserver", "registry.terraform.io/tencentcloudstack/tencentcloud",
			[]byte(`{"id":"rs-a1b2c3d4","ip":"192.0.2.1","domain":"","name":"before","project_id":0,"tags":{}}`))
		if len(said) > 0 {
			t.Fatal(tfcore.Render(said))
		}
		moved.Provider = "gaap"
		s.State().Put(address, moved)
		s.write(nil)
		s.Apply(unread)
		s.RequireWrites(fmt.Sprintf(renamed, "origin"))
		s.RequireOne()
	})
}
