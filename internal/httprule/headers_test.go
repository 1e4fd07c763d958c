package httprule_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Headers come, change and go, all in one call; left out, they stay.
func TestAccRule_headers(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(
		x.Apply(block("test", nil), x.Same(), x.Wrote(createBody), attributes(map[string]string{"headers.#": ""})),
		x.updates(block("test", headers("X-B=2", "X-A=$remote_addr")), setsHeaders("X-A=$remote_addr", "X-B=2")),
		withPlan(x.Apply(block("test", headers("X-A=$remote_addr", "X-B=2")), x.Wrote(), x.Same()), plancheck.ResourceActionNoop),
		x.updates(block("test", headers("X-A=3")), setsHeaders("X-A=3")),
		withPlan(x.Apply(block("test", nil), x.Wrote(), x.Same(), attributes(map[string]string{"headers.#": "1"})), plancheck.ResourceActionNoop),
		x.updates(block("test", arguments{"headers": "[]"}), setsHeaders()),
		withPlan(x.Apply(block("test", nil), x.Wrote(), x.Same(), attributes(map[string]string{"headers.#": "0"})), plancheck.ResourceActionNoop),
	)
}

// A new rule has no headers: none are sent for it.
func TestAccRule_headersNone(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(x.Apply(block("test", arguments{"headers": "[]"}), x.Same(), x.Wrote(createBody), attributes(map[string]string{"headers.#": "0"})))
}

// Headers that nobody speaks of are neither read nor touched: they may be those of
// a gaap_custom_header.
func TestAccRule_headersOfOthers(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	theirs := []gaapmock.Header{{Name: "X-Theirs", Value: "1"}}
	x.Run(
		x.Apply(block("test", nil, to(one)), x.Same()),
		before(x.updates(block("test", arguments{"scheduler": `"lc"`}, to(two)), modifies(`"Scheduler":"lc"`), binds(bound(two, ""))), x.outside(func(r *gaapmock.Rule) { r.Headers = theirs })),
		withPlan(x.Apply(block("test", arguments{"scheduler": `"lc"`}, to(two)), attributes(map[string]string{"headers.#": ""})), plancheck.ResourceActionNoop),
	)
	if calls := x.Mock.Calls("DescribeCustomHeader"); len(calls) > 0 {
		t.Errorf("the headers were read: %s", calls[0].Body)
	}
}

// The service may write the name of a header in another case: that is no drift, and
// the name stays as it is written.
func TestAccRule_headersCase(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	config := block("test", headers("X-Real-IP=$remote_addr", "X-B=1"))
	x.Run(
		x.Apply(config, x.Same()),
		before(withPlan(x.Apply(config, x.Same(), x.Wrote()), plancheck.ResourceActionNoop), x.outside(func(r *gaapmock.Rule) {
			for i := range r.Headers {
				r.Headers[i].Name = strings.ToLower(r.Headers[i].Name)
			}
		})),
	)
}

// Names on the list of the service are errors of the plan; if it cannot be had, the
// plan warns, and the apply finds out.
func TestAccRule_headersForbidden(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	plan := x.Fails(block("test", headers("Host=a.example.com")), "Forbidden header", `"Host"`, "gaap_black_header")
	plan.PlanOnly = true
	x.Run(
		plan,
		before(resource.TestStep{Config: x.Config(block("test", headers("Via=a"))), ExpectError: acctest.Says("GAAP rule is not ready", "headers", "HitBlacklist")}, func() {
			x.requireCreates(0, 0)
			x.Mock.Inject(gaapmock.Fault{Action: "DescribeBlackHeader", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: 2})
		}),
	)
}

// One that the service had taken before it was on the list stays.
func TestAccRule_headersForbiddenLater(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.add(gaapmock.Rule{Headers: []gaapmock.Header{{Name: "Via", Value: "a"}}})
	config := block("test", headers("Via=a"))
	x.Run(
		resource.TestStep{Config: x.Config(config), ResourceName: address, ImportState: true, ImportStateId: id, ImportStatePersist: true},
		withPlan(x.Apply(config, x.Wrote(), x.Warned()), plancheck.ResourceActionNoop),
	)
}
