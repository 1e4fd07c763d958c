package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

func ids(all ...string) cty.Value {
	values := make([]cty.Value, 0, len(all))
	for _, id := range all {
		values = append(values, cty.StringVal(id))
	}
	return cty.ListVal(values)
}

// An id of the wrong form is refused, whether the block or the environment has
// it. Empty parts of the variable, and spaces around its ids, do not matter.
func TestConfigure_adopt(t *testing.T) {
	for name, c := range map[string]struct {
		block    cty.Value
		variable string
		bad      string // what is named; "" if all is well
	}{
		"nothing":               {cty.NullVal(cty.List(cty.String)), "", ""},
		"empty":                 {cty.ListValEmpty(cty.String), " ,, ", ""},
		"both":                  {ids("link-a1b2c3d4"), "link-b2c3d4e5", ""},
		"the same in both":      {ids("link-a1b2c3d4"), "link-a1b2c3d4", ""},
		"spaces":                {cty.NullVal(cty.List(cty.String)), " link-a1b2c3d4 ,\tlink-b2c3d4e5,\n", ""},
		"an address":            {ids("link-a1b2c3d4", "gaap_proxy.edge"), "", "must be an id such as link-a1b2c3d4"},
		"an empty id":           {ids(""), "", "must be an id such as link-a1b2c3d4"},
		"no id in the variable": {ids("link-a1b2c3d4"), "link-b2c3d4e5,edge", `GAAP_ADOPT has "edge"`},
		"other separators":      {cty.NullVal(cty.List(cty.String)), "link-a1b2c3d4;link-b2c3d4e5", "GAAP_ADOPT"},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, variables{"GAAP_ADOPT": c.variable})
			s := newServer(t)
			given := staticKey(arguments{"adopt": c.block})
			problems := tfcore.Render(append(s.validate(given), s.configure(given)...))
			if c.bad == "" && problems != "" || c.bad != "" && (!strings.Contains(problems, c.bad) || !strings.Contains(problems, `AttributeName("adopt")`)) {
				t.Errorf("%s\nwant %q", problems, c.bad)
			}
		})
	}
}

// What the block and the variable name is added together: each order takes the
// proxy that is meant for it. Afterwards, the plan says to take the ids out.
func TestAccProvider_adopt(t *testing.T) {
	env := acctest.New(t, gaapmock.Options{})
	var left, adopted, inState []string
	for i := range 3 {
		id := env.Mock.AddProxy(gaapmock.Proxy{Name: fmt.Sprint("left-", i), Bandwidth: 20, Concurrent: 5, CreateTime: env.Clock.Now().Add(-time.Hour)})
		left, adopted, inState = append(left, id), append(adopted, "GAAP proxy adopted: "+id), append(inState, "GAAP proxy to adopt is in the state: "+id)
	}
	text := fmt.Sprintf("provider \"gaap\" {\n  endpoint = %q\n  adopt = [%q]\n}\n", env.URL, left[0]) + `
resource "gaap_proxy" "left" {
  count             = 3
  name              = "left-${count.index}"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 20
  concurrent        = 5
}
`
	cleanEnvironment(t, with(env.Variables(), "GAAP_ADOPT", fmt.Sprintf(" %s ,, %s,", left[1], left[2])))
	said := func(want ...string) {
		t.Helper()
		var got []string
		for _, warning := range env.TakeWarnings() {
			got = append(got, warning.Summary)
		}
		slices.Sort(got)
		slices.Sort(want)
		if got = slices.Compact(got); !slices.Equal(got, want) {
			t.Errorf("the warnings are %q, want %q", got, want)
		}
	}
	env.Test(t, resource.TestCase{Steps: []resource.TestStep{
		{Config: text},
		{Config: text, PreConfig: func() { said(append(adopted, inState...)...) }, PlanOnly: true},
	}})
	said(inState...)
	acctest.RequireOrders(t, env.Mock.Journal(), 0, 0)
}
