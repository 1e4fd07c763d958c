package gaapmock

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func headers(rule string, pairs ...string) string {
	var list []string
	for _, p := range pairs {
		name, value, _ := strings.Cut(p, "=")
		list = append(list, fmt.Sprintf(`{"HeaderName":%q,"HeaderValue":%q}`, name, value))
	}
	return `{"RuleId":"` + rule + `","Headers":[` + strings.Join(list, ",") + `]}`
}

func TestHeaders(t *testing.T) {
	for on, want := range map[bool]struct{ order, empty string }{false: {`[X-B X-A]`, ""}, true: {`[X-A X-B]`, "InvalidParameterValue"}} {
		x := newLayer7Tester(t, func(o *Options) { o.Layer7.HeadersSorted, o.Layer7.EmptyListRefused = on, on })
		id := x.AddRule(Rule{DomainID: x.AddDomain(Domain{ListenerID: x.above()})})
		x.ok("CreateCustomHeader", headers(id, "X-B=$remote_addr", "X-A=1"))
		x.fails(codeHasTask, "CreateCustomHeader", headers(id))
		x.Advance(time.Second)
		names := []any{}
		for _, h := range x.ok("DescribeCustomHeader", `{"RuleId":"`+id+`"}`).fields["Headers"].([]any) {
			names = append(names, h.(map[string]any)["HeaderName"])
		}
		if fmt.Sprint(names) != want.order {
			t.Errorf("%v: %v", on, names)
		}
		for _, c := range []struct{ body, code string }{
			{headers(id, "Host=a"), "InvalidParameterValue.HitBlacklist"},
			{headers(id, "a=$host"), "InvalidParameterValue"},
			{headers(id, "a="), "InvalidParameterValue"},
			{headers(id, "é=a"), "InvalidParameterValue"},
			{`{"RuleId":"` + id + `","Headers":[{"HeaderName":"a"}]}`, "MissingParameter"},
			{headers(id, strings.Split(strings.Repeat("a=b ", 11)[:43], " ")...), "LimitExceeded"},
			{headers("rule-none"), "ResourceNotFound"},
			{headers(id), want.empty},
		} {
			x.fails(c.code, "CreateCustomHeader", c.body)
		}
		x.Advance(time.Second)
		x.ok("CreateCustomHeader", `{"RuleId":"`+id+`"}`)
		if r, _ := x.Rule(id); len(r.Headers) != 0 {
			t.Errorf("%+v", r)
		}
		x.fails("InvalidParameter", "DescribeCustomHeader", `{"RuleId":"rule-none"}`)
		if a := x.ok("DescribeBlackHeader", `{}`); !strings.Contains(a.body, `"x-powered-by"`) {
			t.Error(a.body)
		}
	}
}
