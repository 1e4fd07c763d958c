package errorpage_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// full are all arguments.
var full = arguments{
	"new_error_code": "503", "clear_headers": `["Server", "X-Powered-By"]`, "set_headers": `{ "Retry-After" = "60", "X-A" = "1" }`,
	"repeated_headers": `{ "Set-Cookie" = ["a=1", "b=2"] }`,
}

// One life: create, an empty plan, import, a replacement, drift,
// gone.
func TestAccErrorPage_life(t *testing.T) {
	t.Parallel()
	acctest.Lives(t, gaapmock.Options{}, func(e *acctest.Environment) []resource.TestStep {
		x := &test{Case: tested.In(t, e)}
		x.stand()
		will := func(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
			return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)}}
		}
		id := ""
		first, second := x.Config(block("test", full)), x.Config(block("test", arguments{"body": `"later"`}))
		return []resource.TestStep{
			{Config: first, ConfigPlanChecks: will(plancheck.ResourceActionCreate), Check: acctest.Attributes(address, map[string]string{
				"listener_id": listenerID, "domain": domain, "error_codes.#": "2", "body": "down", "new_error_code": "503", "clear_headers.#": "2", "set_headers.X-A": "1",
				"repeated_headers.Set-Cookie.#": "2", "status": "RUNNING",
			})},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: second, ConfigPlanChecks: will(plancheck.ResourceActionReplace), Check: func(s *terraform.State) error {
				id = s.RootModule().Resources[address].Primary.ID
				return nil
			}},
			{PreConfig: func() { x.outside(id, func(p *gaapmock.ErrorPage) { p.Body = "drifted" }) }, Config: second, ConfigPlanChecks: will(plancheck.ResourceActionReplace)},
			{Config: second, Destroy: true},
		}
	})
}

// What is sent, and that any change replaces the page.
func TestAccErrorPage_replaced(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		to   arguments
		sent string
	}{
		"error_codes":      {arguments{"error_codes": "[502]"}, `{"Body":"down","Domain":"www.example.com","ErrorNos":[502],"ListenerId":"listener-web00001"}`},
		"body":             {arguments{"body": `""`}, `{"Body":"","Domain":"www.example.com","ErrorNos":[502,503],"ListenerId":"listener-web00001"}`},
		"domain":           {arguments{"domain": `"` + other + `"`}, `{"Body":"down","Domain":"app.example.com","ErrorNos":[502,503],"ListenerId":"listener-web00001"}`},
		"new_error_code":   {arguments{"new_error_code": "200"}, `{"Body":"down","Domain":"www.example.com","ErrorNos":[502,503],"ListenerId":"listener-web00001","NewErrorNo":200}`},
		"clear_headers":    {arguments{"clear_headers": `["X-B", "X-A"]`}, `{"Body":"down","ClearHeaders":["X-A","X-B"],"Domain":"www.example.com","ErrorNos":[502,503],"ListenerId":"listener-web00001"}`},
		"set_headers":      {arguments{"set_headers": `{ X-A = "1" }`}, `{"Body":"down","Domain":"www.example.com","ErrorNos":[502,503],"ListenerId":"listener-web00001","SetHeaders":[{"HeaderName":"X-A","HeaderValue":"1"}]}`},
		"repeated_headers": {arguments{"repeated_headers": `{ X-A = ["2", "1"] }`}, `{"Body":"down","Domain":"www.example.com","ErrorNos":[502,503],"ListenerId":"listener-web00001","SetHeaders":[{"HeaderName":"X-A","HeaderValue":"1"},{"HeaderName":"X-A","HeaderValue":"2"}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(
				withPlan(x.Apply(block("test", nil), x.Wrote(createBody)), plancheck.ResourceActionCreate),
				withPlan(x.Apply(block("test", c.to), x.Wrote(deleteBody, "CreateDomainErrorPageInfo "+c.sent), x.Warned()), plancheck.ResourceActionReplace),
			)
			if err := x.Wrote(deleteBody)(nil); err != nil {
				t.Error(err)
			}
		})
	}
}

// No headers are no headers, however that is written; order and the case in which
// the service writes names do not matter.
func TestAccErrorPage_sameHeaders(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	none := arguments{"clear_headers": "[]", "set_headers": "{}", "repeated_headers": "{}"}
	x.Run(
		x.Apply(block("test", none), x.Wrote(createBody)),
		x.Apply(block("test", nil), x.Wrote()),
		x.Apply(block("test", none), x.Wrote()),
	)
	y := &test{Case: tested.In(t, acctest.New(t, gaapmock.Options{}))}
	y.stand()
	set := arguments{"set_headers": `{ "X-A" = "1", "X-B" = "2" }`}
	y.Run(
		y.Apply(block("test", set)),
		acctest.Before(withPlan(y.Apply(block("test", set)), plancheck.ResourceActionNoop), func() {
			y.outside(y.ID(), func(p *gaapmock.ErrorPage) {
				p.SetHeaders = []gaapmock.Header{{Name: "x-b", Value: "2"}, {Name: "X-A", Value: "1"}}
			})
		}),
	)
}

// Each argument that somebody changes is found, and mended by a new page.
func TestAccErrorPage_drift(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*gaapmock.ErrorPage){
		"error_codes":    func(p *gaapmock.ErrorPage) { p.ErrorNos = []int64{502, 504} },
		"body":           func(p *gaapmock.ErrorPage) { p.Body = "up" },
		"new_error_code": func(p *gaapmock.ErrorPage) { p.NewErrorNo = nil },
		"clear_headers":  func(p *gaapmock.ErrorPage) { p.ClearHeaders = []string{"Server"} },
		"set_headers":    func(p *gaapmock.ErrorPage) { p.SetHeaders = p.SetHeaders[:1] },
		"repeated_headers": func(p *gaapmock.ErrorPage) {
			p.SetHeaders = append(p.SetHeaders, gaapmock.Header{Name: "Set-Cookie", Value: "c=3"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Run(
				x.Apply(block("test", full)),
				acctest.Before(withPlan(x.Apply(block("test", full)), plancheck.ResourceActionReplace), func() { x.outside(x.ID(), change) }),
			)
		})
	}
}

// A refresh takes one call for ten pages, and creates look once for all.
func TestAccErrorPage_calls(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var pages []string
	for i := range 10 {
		pages = append(pages, block(fmt.Sprintf("p%d", i), arguments{"error_codes": fmt.Sprintf("[%d]", 500+i)}))
	}
	x.Alone(func(s *acctest.Session) {
		s.Parallelism = 10
		s.Configure(strings.Join(pages, ""))
		s.Apply(plain)
		acctest.Sent(t, s.Mock.Journal(), "CreateDomainErrorPageInfo", 10, 10)
		s.Mock.ResetJournal()
		s.Empty()
		if calls := s.Mock.Calls(""); len(calls) != 1 {
			t.Errorf("a refresh takes %d calls", len(calls))
		}
	})
}

// A page that is gone leaves the state with a warning, and is made again; so does
// one whose domain is gone.
func TestAccErrorPage_gone(t *testing.T) {
	t.Parallel()
	for _, invalid := range []bool{false, true} {
		t.Run(fmt.Sprint(invalid), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{Layer7: gaapmock.Layer7Options{UnknownInvalidValue: invalid}})
			x.Alone(func(s *acctest.Session) {
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Mock.RemoveErrorPage(x.ID())
				s.Clock.Advance(time.Minute)
				s.Apply(plain, "GAAP error page is gone: errorPage-")
				s.Empty()
				s.Configure("")
				plan := s.Planned(plain)
				s.Mock.RemoveErrorPage(x.ID()) // between plan and apply
				s.Clock.Advance(time.Minute)
				s.Saved(plan)
				s.Configure(block("test", nil))
				s.Apply(plain)
				s.Mock.RemoveDomain(x.domains[domain])
				s.Clock.Advance(time.Minute)
				s.Planned(plain, "GAAP error page is gone")
			})
		})
	}
}
