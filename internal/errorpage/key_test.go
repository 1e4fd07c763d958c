package errorpage_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A code that somebody else's page stands for is not taken: the error has an import
// block, which works. So it is on a service that would replace that page.
func TestAccErrorPage_held(t *testing.T) {
	t.Parallel()
	overlapping := theirs()
	overlapping.ErrorNos, overlapping.Body = []int64{503, 504}, "secret"
	for name, c := range map[string]struct {
		holder gaapmock.ErrorPage
		says   []string
	}{
		"equal":       {theirs(), []string{"GAAP_ADOPT=errorPage-"}},
		"overlapping": {overlapping, []string{"It is not what is ordered", "it is for the codes 503, 504, not 502, 503", "its body is different"}},
	} {
		for _, replaces := range []bool{false, true} {
			t.Run(fmt.Sprint(name, replaces), func(t *testing.T) {
				x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{PageReplaced: replaces}})
				id := x.add(c.holder)
				x.Alone(func(s *acctest.Session) {
					s.Configure(block("test", nil))
					s.Fails(plain, append(c.says, "GAAP error page exists already", id, "the codes 502, 503 of "+domain, "Nothing was made", "import {", "to = gaap_domain_error_page.NAME")...)
					acctest.Sent(t, s.Mock.Journal(), "CreateDomainErrorPageInfo", 0, 0)
					said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
					_, rest, _ := strings.Cut(said, "import {")
					pasted := "import {" + rest
					pasted = strings.ReplaceAll(strings.ReplaceAll(pasted[:strings.Index(pasted, "}")+1], "NAME", "test"), "│", "")
					s.Configure(pasted + "\n" + block("test", nil))
					s.Apply(plain)
					s.Empty()
				})
			})
		}
	}
}

// What an interrupted run left is taken over when adopt names it.
func TestAccErrorPage_adopt(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.add(theirs())
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", arguments{"body": `"other"`}), `adopt = ["`+id+`"]`)
		s.Fails(plain, "GAAP error page to adopt differs", id, "its body is different")
		s.Configure(block("test", nil), `adopt = ["`+id+`"]`)
		s.Apply(plain, "GAAP error page adopted: "+id)
		acctest.Sent(t, s.Mock.Journal(), "CreateDomainErrorPageInfo", 0, 0)
		s.Configure(block("test", nil))
		s.Settled(address, id)
	})
}

// Somebody else gets a code between the look and the order.
func TestAccErrorPage_taken(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := ""
	x.Mock.OnCall(func(action string) {
		if action == "CreateDomainErrorPageInfo" && id == "" {
			page := theirs()
			page.DomainID, page.Body = x.domains[domain], "theirs"
			id = x.Mock.AddErrorPage(page)
		}
	})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Fails(plain, "GAAP error page exists already", "import {")
		s.Mock.RemoveErrorPage(id)
		s.Clock.Advance(time.Minute)
		s.Apply(plain)
		s.Empty()
	})
}

// Two pages change their codes with each other, and one goes from a resource to
// another: each waits for the other to go.
func TestAccErrorPage_handedOn(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	pair := func(a, b string) string {
		return block("test", arguments{"error_codes": "[" + a + "]"}) + block("next", arguments{"error_codes": "[" + b + "]"})
	}
	x.Alone(func(s *acctest.Session) {
		s.Configure(pair("502", "503"))
		s.Apply(plain)
		s.Configure(pair("503", "502"))
		s.Apply(plain)
		s.Empty()
		s.Configure(block("new", arguments{"error_codes": "[502]", "body": `"new"`}))
		s.Apply(plain)
		s.Empty()
	})
}

// A replacement that keeps a code cannot be made before the old page goes; another
// code is possible.
func TestAccErrorPage_createBeforeDestroy(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	before := func(codes, body string) string {
		return block("test", arguments{"error_codes": codes, "body": body, "lifecycle": "{\n    create_before_destroy = true\n  }"})
	}
	x.Alone(func(s *acctest.Session) {
		s.Configure(before("[502]", `"one"`))
		s.Apply(plain)
		old := x.ID()
		s.Configure(before("[502]", `"two"`))
		s.Fails(plain, "GAAP error page exists already", old, "take create_before_destroy off")
		if x.ID() != old {
			t.Error("it was replaced")
		}
		s.Configure(before("[503]", `"two"`))
		s.Apply(plain)
		s.Empty()
	})
}

// Two resources for one code are an error of the plan; codes of other domains are
// none.
func TestAccErrorPage_two(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil) + block("next", arguments{"error_codes": "[503, 504]", "body": `"x"`}))
		s.Fails(plain, "Two GAAP objects have the same key", "the error page for code 503 of "+domain)
		s.Configure(block("test", nil) + block("next", arguments{"domain": `"` + other + `"`}))
		s.Apply(plain)
		s.Empty()
	})
}

// A domain that is renamed takes its pages along; nothing is sent.
func TestAccErrorPage_renamed(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Alone(func(s *acctest.Session) {
		s.Configure(block("test", nil))
		s.Apply(plain)
		id := x.ID()
		x.Mock.UpdateDomain(x.domains[domain], func(d *gaapmock.Domain) { d.Name = "new.example.com" })
		s.Clock.Advance(time.Minute)
		s.Configure(block("test", arguments{"domain": `"new.example.com"`}))
		s.Settled(address, id)
	})
}

// The identity is the id; an import of nothing says so.
func TestAccErrorPage_import(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.add(theirs())
	x.Alone(func(s *acctest.Session) {
		imports := func(what string) {
			s.Configure("import {\n  to = " + address + "\n  " + what + "\n}\n" + block("test", nil))
		}
		imports(`id = "nonsense"`)
		s.Fails(plain, "Invalid import id", "errorPage-a1b2c3d4")
		imports(`id = "errorPage-missing0"`)
		s.Fails(plain, "No GAAP error page to import")
		imports("identity = {\n    id = \"" + id + "\"\n  }")
		s.Apply(plain)
		s.Settled(address, id)
	})
}

// A page of the official provider is taken over with an empty plan, with and
// without a refresh.
func TestAccErrorPage_moved(t *testing.T) {
	t.Parallel()
	code := int64(503)
	for name, c := range map[string]struct {
		page  gaapmock.ErrorPage
		state string
		as    arguments
	}{
		"plain": {theirs(), `"new_error_code":0,"clear_headers":[],"set_headers":{}`, nil},
		"nulls": {theirs(), `"new_error_code":null,"clear_headers":null,"set_headers":null`, nil},
		"all": {
			gaapmock.ErrorPage{ErrorNos: []int64{503, 502}, Body: "down", NewErrorNo: &code, ClearHeaders: []string{"Server"}, SetHeaders: []gaapmock.Header{{Name: "X-A", Value: "1"}}},
			`"new_error_code":503,"clear_headers":["Server"],"set_headers":{"X-A":"1"}`,
			arguments{"new_error_code": "503", "clear_headers": `["Server"]`, "set_headers": `{ X-A = "1" }`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			id := x.add(c.page)
			state := fmt.Sprintf(`{"id":%q,"listener_id":%q,"domain":%q,"error_codes":[502,503],"body":"down",%s}`, id, listenerID, domain, c.state)
			x.Alone(func(s *acctest.Session) {
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				got, said := server.Move(s.T.Context(), "gaap_domain_error_page", "tencentcloud_gaap_domain_error_page", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(state))
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				s.State().Put(address, &tfcore.Object{Provider: "gaap", Value: got.Value, Identity: got.Identity})
				s.Configure(block("test", c.as))
				for _, options := range []tfcore.Options{{NoRefresh: true}, {}} {
					if plan := s.Planned(options); !plan.Empty() {
						t.Errorf("with %+v the plan is not empty:\n%s", options, plan)
					}
				}
			})
		})
	}
}

// What the service would refuse is refused at plan, on the argument.
func TestAccErrorPage_invalid(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Session(t, func(s *acctest.Session) {
		for says, as := range map[string]arguments{
			"must be the id of a listener":                          {"listener_id": `"web"`},
			"must be a domain":                                      {"domain": `"WWW.example.com"`},
			"at least 1 elements":                                   {"error_codes": "[]"},
			"must be at least 1, got: 0":                            {"error_codes": "[0]"},
			"must be at least 1, got: -1":                           {"new_error_code": "-1"},
			`clear_headers has "a.b", which is not a valid name`:    {"clear_headers": `["a.b"]`},
			`clear_headers has header "server" twice`:               {"clear_headers": `["Server", "server"]`},
			`set_headers has "", which is not a valid name`:         {"set_headers": `{ "" = "1" }`},
			`set_headers has header "x-a" twice`:                    {"set_headers": `{ "X-A" = "1", "x-a" = "2" }`},
			`set_headers has a value of header "X-A" that is empty`: {"set_headers": `{ "X-A" = "" }`},
			`repeated_headers has header "x-a" twice`:               {"set_headers": `{ "X-A" = "1" }`, "repeated_headers": `{ "x-a" = ["1", "2"] }`},
			`fewer than two values of header "X-A"`:                 {"repeated_headers": `{ "X-A" = ["1"] }`},
			`repeated_headers has a value of header "X-A"`:          {"repeated_headers": `{ "X-A" = ["1", "\n"] }`},
		} {
			s.Configure(block("test", as))
			_, said := s.Plan(s.T.Context(), s.Text(), plain)
			if text := strings.Join(strings.Fields(said.Render(s.Text())), " "); !said.HasErrors() || !strings.Contains(text, says) {
				t.Errorf("%s is not said: %s", says, text)
			}
		}
	})
}

// pages stand for what the data source and the list find.
func (x *test) pages() (first, second, third string) {
	code := int64(200)
	first = x.add(gaapmock.ErrorPage{ID: "errorPage-one00001", ErrorNos: []int64{404}, Body: "none", NewErrorNo: &code, ClearHeaders: []string{"Server"}, SetHeaders: []gaapmock.Header{
		{Name: "X-A", Value: "1"}, {Name: "Set-Cookie", Value: "b=2"}, {Name: "Set-Cookie", Value: "a=1"},
	}})
	page := theirs()
	page.ID = "errorPage-two00001"
	second = x.add(page)
	third = x.Mock.AddErrorPage(gaapmock.ErrorPage{ID: "errorPage-app00001", DomainID: x.domains[other], ErrorNos: []int64{500}, Body: "app"})
	x.Clock.Advance(time.Minute)
	return first, second, third
}

func TestAccErrorPage_dataSource(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	first, second, third := x.pages()
	of := func(arguments string, shows map[string]string, fails ...string) acctest.DataSource {
		return acctest.DataSource{Type: "gaap_domain_error_pages", Arguments: arguments, Action: "DescribeDomainErrorPageInfo", Shows: shows, Fails: fails}
	}
	on := `listener_id = "` + listenerID + "\"\n"
	refused := of(on, nil, "Cannot list GAAP error pages", "CAM policy")
	refused.Fault = "UnauthorizedOperation"
	acctest.DataSources{
		"of a domain": of(on+`domain = "`+domain+`"`, map[string]string{
			"ids.#": "2", "ids.0": first, "ids.1": second, "error_pages.0.body": "none", "error_pages.0.error_codes.#": "1", "error_pages.0.new_error_code": "200",
			"error_pages.0.clear_headers.#": "1", "error_pages.0.set_headers.X-A": "1", "error_pages.0.repeated_headers.Set-Cookie.#": "2", "error_pages.0.status": "RUNNING",
			"error_pages.1.new_error_code": "", "error_pages.1.domain": domain, "error_pages.1.listener_id": listenerID,
		}),
		"of all":     of(on, map[string]string{"ids.#": "3", "ids.0": third}),
		"by ids":     of(on+`ids = ["`+third+`", "`+first+`"]`, map[string]string{"ids.#": "2", "ids.0": third, "ids.1": first, "error_pages.#": "2", "error_pages.0.id": third}),
		"by another": of(on+`domain = "`+domain+`"`+"\n"+`ids = ["`+first+`", "`+third+`"]`, nil, "No such GAAP error page", third, "error pages", "other arguments"),
		"of nothing": of(on+`domain = "none.example.com"`, map[string]string{"ids.#": "0"}),
		"gone":       of(`listener_id = "listener-missing0"`, nil, "Cannot list GAAP error pages", "listener-missing0"), "an id": of(`listener_id = "web"`, nil, "listener-a1b2c3d4"),
		"refused": refused,
	}.Run(t, x.Environment)
}

// terraform query finds the same.
func TestAccErrorPage_listResource(t *testing.T) {
	l := acctest.NewLister(t, "gaap_domain_error_page", gaapmock.Options{})
	x := &test{Case: tested.In(t, l.Environment)}
	x.stand()
	x.pages()
	l.Configure()
	for name, c := range map[string]struct{ listener, domain, want string }{
		"of a domain": {listenerID, domain, "www.example.com: 404 (errorPage-one00001) www.example.com: 502, 503 (errorPage-two00001)"},
		"of all":      {listenerID, "", "app.example.com: 500 (errorPage-app00001) www.example.com: 404 (errorPage-one00001) www.example.com: 502, 503 (errorPage-two00001)"},
		"of nothing":  {"listener-missing0", "", "error"},
	} {
		filters := map[string]cty.Value{"listener_id": cty.StringVal(c.listener)}
		if c.domain != "" {
			filters["domain"] = cty.StringVal(c.domain)
		}
		var got []string
		for _, result := range l.List(filters, true, 100, 0) {
			if len(result.Said) > 0 {
				result.Name = "error"
			}
			got = append(got, result.Name)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %q, want %q", name, text, c.want)
		}
	}
}
