package httprule_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// What a plan can refuse is refused there, at the argument, before anything is
// sent.
func TestAccRule_refused(t *testing.T) {
	t.Parallel()
	var many []string
	for n := range 101 {
		many = append(many, fmt.Sprintf("id = %q\n    port = %d", one, n+1))
	}
	long := strings.Repeat
	for name, c := range map[string]struct {
		as   arguments
		bind []string
		at   string // the argument that is pointed at
		says string
	}{
		"a listener's id that is none": {as: arguments{"listener_id": `"web"`}, at: "listener_id"},
		"a domain in capitals":         {as: arguments{"domain": `"WWW.example.com"`}, at: "domain"},
		"a wildcard":                   {as: arguments{"domain": `"*.example.com"`}, at: "domain"},
		"a long domain":                {as: arguments{"domain": `"` + long("x", 81) + `"`}, at: "domain"},
		"a path without a slash":       {as: arguments{"path": `"api"`}, at: "path"},
		"a path with a query":          {as: arguments{"path": `"/api?a=b"`}, at: "path"},
		"a long path":                  {as: arguments{"path": `"/` + long("x", 80) + `"`}, at: "path"},
		"realserver_type":              {as: arguments{"realserver_type": `"ip"`}, at: "realserver_type"},
		"scheduler":                    {as: arguments{"scheduler": `"fast"`}, at: "scheduler"},
		"wrr with DOMAIN":              {as: arguments{"realserver_type": `"DOMAIN"`, "scheduler": `"wrr"`}, at: "scheduler", says: "wrr is not possible with"},
		"no health_check":              {as: arguments{"health_check": ""}, at: "health_check"},
		"interval 4":                   {as: arguments{"interval": "4"}, at: "interval"},
		"interval 301":                 {as: arguments{"interval": "301"}, at: "interval"},
		"timeout 1":                    {as: arguments{"connect_timeout": "1"}, at: "connect_timeout"},
		"timeout 61":                   {as: arguments{"connect_timeout": "61", "interval": "100"}, at: "connect_timeout"},
		"timeout as long":              {as: arguments{"connect_timeout": "20", "interval": "20"}, at: "connect_timeout", says: "is 20 seconds, and must be less than interval, which is 20"},
		"timeout against a default":    {as: arguments{"connect_timeout": "5"}, at: "connect_timeout", says: "must be less than interval, which is 5"},
		"a check's path":               {as: arguments{"health_check_path": `"x"`}, at: "health_check_path"},
		"a check's method":             {as: arguments{"health_check_method": `"POST"`}, at: "health_check_method"},
		"a status code":                {as: arguments{"health_check_status_codes": "[204]"}, at: "health_check_status_codes"},
		"no status code":               {as: arguments{"health_check_status_codes": "[]"}, at: "health_check_status_codes"},
		"a check's domain":             {as: arguments{"health_check_domain": `"x"`}, at: "health_check_domain"},
		"failed_count_inter 0":         {as: arguments{"failed_count_inter": "0"}, at: "failed_count_inter"},
		"failed_threshold 0":           {as: arguments{"failed_threshold": "0"}, at: "failed_threshold"},
		"block_inter 0":                {as: arguments{"block_inter": "0"}, at: "block_inter"},
		"no host":                      {as: arguments{"forward_host": `""`}, at: "forward_host"},
		"forward_protocol":             {as: arguments{"forward_protocol": `"default"`}, at: "forward_protocol"},
		"sni_switch":                   {as: arguments{"sni_switch": `"on"`}, at: "sni_switch"},
		"a switch without a name":      {as: arguments{"sni_switch": `"ON"`}, at: "sni", says: "is required with sni_switch"},
		"no redirect":                  {as: arguments{"forced_redirect": `""`}, at: "forced_redirect"},
		"eleven headers":               {as: headers(strings.Fields("a=1 b=1 c=1 d=1 e=1 f=1 g=1 h=1 i=1 j=1 k=1")...), at: "headers", says: "There are 11 headers"},
		"a header's name":              {as: headers("X.A=1"), at: "headers"},
		"a header's value":             {as: headers("X-A=$host"), at: "headers"},
		"a header twice":               {as: headers("X-A=1", "x-a=2"), at: "headers", says: "is set twice"},
		"101 origins":                  {bind: many, at: "realservers"},
		"one origin twice":             {bind: []string{to(one, "weight = 1"), to(one, "weight = 2")}, at: "realservers", says: "has origin rs-one00001:80 twice"},
		"a domain among addresses":     {bind: []string{to("rs-name0001")}, at: "realservers", says: "realserver_type is IP"},
		"an address among domains":     {as: arguments{"realserver_type": `"DOMAIN"`}, bind: []string{to(one)}, at: "realservers", says: "realserver_type is DOMAIN"},
		"another address":              {bind: []string{to(one, `ip = "192.0.2.9"`)}, at: "realservers", says: "Leave ip out"},
		"no such origin":               {bind: []string{to("rs-missing0")}, at: "realservers", says: "There is no origin rs-missing0"},
		"a role":                       {bind: []string{to(one, `failover_role = "master"`)}, at: "failover_role"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			step := x.Fails(block("test", c.as, c.bind...), c.at, c.says)
			step.PlanOnly = true
			x.Run(step)
			if got := x.Writes(ruleID); len(got) > 0 {
				t.Errorf("it wrote %q", got)
			}
		})
	}
}

// Two rules for one path are refused, unless they are of different domains or
// listeners.
func TestAccRule_twins(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Run(
		x.Fails(block("test", nil)+block("next", arguments{"scheduler": `"lc"`}), "Two GAAP objects have the same key", "the path / of www.example.com on listener-http0001"),
		x.Apply(block("test", nil)+block("next", arguments{"path": `"/a"`})+block("other", arguments{"listener_id": `"` + tlsID + `"`})),
	)
}

// What is not known yet is checked when it is planned again.
func TestAccRule_unknown(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	origin := acctest.Resource("gaap_realserver", "new", arguments{"ip": `"192.0.2.77"`, "name": `"new"`})
	x.Test(t, resource.TestCase{Steps: []resource.TestStep{
		x.Apply(origin+block("test", arguments{"headers": `[{ header_name = "X-Origin", header_value = gaap_realserver.new.id }]`}, "id = gaap_realserver.new.id\n    port = 80"),
			x.Same(), attributes(map[string]string{"realservers.0.ip": "192.0.2.77", "headers.#": "1"})),
	}})
}
