package realserver_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// The same address in other words is no change, whoever writes it otherwise.
func TestAccRealServer_otherNotation(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ argument, first, second, sent string }{
		"IPv6":   {"ip", "2001:DB8:0:0::1", "2001:db8::1", "2001:db8::1"},
		"domain": {"domain", "Origin.example.com", "origin.Example.com", "origin.example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				written := func(value string) arguments { return arguments{"ip": "", c.argument: fmt.Sprintf("%q", value)} }
				s.write(written(c.first))
				s.Apply(plain)
				s.RequireWrites(`AddRealServers {"ProjectId":0,"RealServerIP":["` + c.sent + `"],"RealServerName":"origin"}`)
				made := s.RequireOne()
				s.write(written(c.second))
				s.Apply(plain)
				s.RequireWrites()
				if now := s.RequireOne(); now.ID != made.ID {
					t.Errorf("the origin is %s, not %s", now.ID, made.ID)
				}
				s.outside(made.ID, func(r *gaapmock.RealServer) { r.Address = strings.ToUpper(c.sent) })
				s.RequireOne()
			})
		})
	}
}

// One address that is a part of another one is another address.
func TestAccRealServer_partOfAnother(t *testing.T) {
	t.Parallel()
	for _, search := range []gaapmock.SearchMode{gaapmock.SearchSubstring, gaapmock.SearchPrefix, gaapmock.SearchExact} {
		t.Run(string(search), func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{Search: search}, func(s *session) {
				for _, other := range []string{"1.1.1.10", "11.1.1.1", "www.example.com.cn"} {
					s.Mock.AddRealServer(gaapmock.RealServer{Address: other, Name: "other"})
				}
				s.Configure(origin("ip", arguments{"ip": `"1.1.1.1"`}) + origin("domain", arguments{"ip": "", "domain": `"www.example.com"`}))
				s.Apply(plain)
				s.RequireEmptyPlan()
				s.requireCalls("AddRealServers", 2, 2)
				s.Apply(destroys)
				if left := s.Mock.RealServers(); len(left) != 3 {
					t.Errorf("left are %+v", left)
				}
			})
		})
	}
}

// Two resources of one address are refused at plan, however it is written, and
// in the apply if it is only known by then.
func TestAccRealServer_twins(t *testing.T) {
	t.Parallel()
	const later = "resource \"terraform_data\" \"later\" {\n  input = \"192.0.2.1\"\n}\n"
	for name, body := range map[string]string{
		"equal":      origin("a", arguments{"name": `"a"`}) + origin("b", arguments{"name": `"b"`}),
		"count":      origin("a", arguments{"count": "2", "name": `"a"`}),
		"IPv6":       origin("a", arguments{"name": `"a"`, "ip": `"2001:db8::1"`}) + origin("b", arguments{"name": `"b"`, "ip": `"2001:DB8:0::1"`}),
		"domain":     origin("a", arguments{"name": `"a"`, "ip": "", "domain": `"a.b.com"`}) + origin("b", arguments{"name": `"b"`, "ip": "", "domain": `"A.B.com"`}),
		"known late": later + origin("a", arguments{"name": `"a"`}) + origin("b", arguments{"name": `"b"`, "ip": "terraform_data.later.output"}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.Configure(body)
				s.Fails(plain, "Two GAAP objects have the same key", "would have the address", "the service gives to one only")
				if made := s.Mock.RealServers(); len(made) > 1 || len(made) > 0 && name != "known late" {
					t.Errorf("%+v was made", made)
				}
			})
		})
	}
}

// An order of an address that a resource has, which stays, is refused at plan.
func TestAccRealServer_twinOfState(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"name": `"first"`})
		s.Apply(plain)
		s.Configure(origin("test", arguments{"name": `"first"`}) + origin("second", arguments{"name": `"second"`}))
		s.Fails(plain, "Two GAAP objects have the same key", `"first"`, `"second"`)
		s.requireCalls("AddRealServers", 1, 1)
	})
}

// Two resources that swap their addresses are both replaced: each waits until
// the other has let go.
func TestAccRealServer_swap(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		pair := func(a, b string) string {
			return origin("a", arguments{"name": `"a"`, "ip": fmt.Sprintf("%q", a)}) + origin("b", arguments{"name": `"b"`, "ip": fmt.Sprintf("%q", b)})
		}
		s.Configure(pair("192.0.2.1", "192.0.2.2"))
		s.Apply(plain)
		first := []string{s.id("gaap_realserver.a"), s.id("gaap_realserver.b")}
		s.Configure(pair("192.0.2.2", "192.0.2.1"))
		s.Apply(plain)
		s.RequireEmptyPlan()
		if a, b := s.id("gaap_realserver.a"), s.id("gaap_realserver.b"); a == first[0] || b == first[1] || len(s.Mock.RealServers()) != 2 {
			t.Errorf("the origins are %s and %s, were %s", a, b, first)
		}
		if r, _ := s.Mock.RealServer(s.id("gaap_realserver.a")); r.Name != "a" || r.Address != "192.0.2.2" {
			t.Errorf("a has %+v", r)
		}
	})
}

// An address that is handed on: its owner gets another one, or goes, in the run
// that orders it anew.
func TestAccRealServer_handedOn(t *testing.T) {
	t.Parallel()
	for name, after := range map[string]string{
		"the owner moves on": origin("a", arguments{"name": `"a"`, "ip": `"192.0.2.2"`}) + origin("b", arguments{"name": `"b"`}),
		"the owner goes":     origin("b", arguments{"name": `"b"`}),
		"a renamed resource": origin("b", arguments{"name": `"a"`}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.Configure(origin("a", arguments{"name": `"a"`}))
				s.Apply(plain)
				before := s.id("gaap_realserver.a")
				s.Configure(after)
				s.Apply(plain)
				s.RequireEmptyPlan()
				if id := s.id("gaap_realserver.b"); id == before || id == "" {
					t.Errorf("b has %q, a had %s", id, before)
				}
			})
		})
	}
}

// An address that exists already stops the order. What the error says, pasted,
// works.
func TestAccRealServer_exists(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		theirs  gaapmock.RealServer
		changes arguments
		lacks   string
	}{
		"equal":               {gaapmock.RealServer{Name: "origin", Address: "192.0.2.1"}, nil, ""},
		"another name":        {gaapmock.RealServer{Name: "theirs", Address: "192.0.2.1"}, nil, `its name is "theirs", not "origin"`},
		"another project":     {gaapmock.RealServer{Name: "origin", Address: "192.0.2.1", ProjectID: 1204}, nil, "its project is 1204, not 0"},
		"another notation":    {gaapmock.RealServer{Name: "origin", Address: "2001:DB8:0::1"}, arguments{"ip": `"2001:db8::1"`}, ""},
		"a domain in capital": {gaapmock.RealServer{Name: "origin", Address: "WWW.example.com"}, arguments{"ip": "", "domain": `"www.example.com"`}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				theirs := s.Mock.AddRealServer(c.theirs)
				s.write(c.changes)
				says := []string{
					"GAAP origin exists already", "(" + theirs + ") has the address", "data source gaap_realservers",
					"import { to = gaap_realserver.NAME id = \"" + theirs + "\" }",
				}
				if c.lacks == "" {
					says = append(says, "GAAP_ADOPT="+theirs+" terraform apply")
				} else {
					says = append(says, "It is not what is ordered: "+c.lacks)
				}
				s.Fails(plain, says...)
				if _, executed := s.Mock.RealServer(theirs); !executed || len(s.Mock.RealServers()) != 1 {
					t.Errorf("the origins are %+v", s.Mock.RealServers())
				}
				block := fmt.Sprintf("import {\n  to = gaap_realserver.test\n  id = %q\n}\n", theirs)
				s.Configure(origin("test", c.changes) + block)
				s.Apply(plain)
				if c.theirs.ProjectID == 0 {
					if r := s.RequireOne(); r.ID != theirs || r.Name != "origin" {
						t.Errorf("the origin is %+v, want %s", r, theirs)
					}
				}
			})
		})
	}
}

// Of an order that is equal to what exists, adopt says that it may have it. Tags
// are brought, and nothing else is changed.
func TestAccRealServer_adopt(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		theirs := s.Mock.AddRealServer(gaapmock.RealServer{Name: "origin", Address: "192.0.2.1", Tags: map[string]string{"old": "1", "keep": "1"}})
		adopting := fmt.Sprintf("adopt = [%q]", theirs)
		s.write(arguments{"name": `"another"`}, adopting)
		s.Fails(plain, "GAAP origin to adopt differs", `its name is "origin", not "another"`, "Nothing was sent")
		s.RequireWrites()
		s.write(arguments{"tags": `{ keep = "1", new = "1" }`}, adopting)
		s.Apply(plain, "GAAP origin adopted: "+theirs, "Take its id out of adopt")
		s.RequireWrites(`ModifyResourceTags {"DeleteTags":[{"TagKey":"old"}],"ReplaceTags":[{"TagKey":"new","TagValue":"1"}],"Resource":"qcs::gaap::uin/:realServer/ID"}`)
		if r := s.Only(); r.ID != theirs {
			t.Errorf("the origin is %+v", r)
		}
		s.MustPlan(plain, "GAAP origin to adopt is in the state: "+theirs)
		s.write(arguments{"tags": `{ keep = "1", new = "1" }`})
		s.RequireOne()
	})
}

// What adopt names and another resource has is not given to a second one.
func TestAccRealServer_adoptOwned(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Apply(plain)
		id := s.id(address)
		s.Configure(origin("test", nil)+origin("other", arguments{"name": `"other"`}), fmt.Sprintf("adopt = [%q]", id))
		s.Fails(tfcore.Options{Targets: []string{"gaap_realserver.other"}}, "GAAP origin to adopt differs")
		s.Configure(origin("test", nil) + origin("other", nil))
		s.Fails(plain, "Two GAAP objects have the same key")
		s.requireCalls("AddRealServers", 1, 1)
	})
}
