package proxy_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const ignores = `ignore_tags = { keys = ["owner"], key_prefixes = ["org:"] }`

// priorTags checks the tags that a plan starts from, "a=1 b=2".
type priorTags struct{ want string }

// CheckPlan looks at the state after the refresh.
func (c priorTags) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	want := map[string]any{}
	for _, pair := range strings.Fields(c.want) {
		key, value, _ := strings.Cut(pair, "=")
		want[key] = value
	}
	for _, change := range req.Plan.ResourceChanges {
		before, _ := change.Change.Before.(map[string]any)
		if got, _ := before["tags"].(map[string]any); change.Address == address && !maps.Equal(got, want) {
			resp.Error = fmt.Errorf("the plan starts from tags %v, want %v", got, want)
		}
	}
}

// others puts tags on a proxy that belong to somebody else.
func others(p *gaapmock.Proxy) { p.Tags["owner"], p.Tags["org:cost"] = "ops", "4711" }

// checkOthers demands that they are still there.
func (x *test) checkOthers() {
	x.t.Helper()
	if p, _ := x.Mock.Proxy(x.id()); p.Tags["owner"] != "ops" || p.Tags["org:cost"] != "4711" {
		x.t.Errorf("the tags are %v", p.Tags)
	}
}

// Tags of others are not shown, and stay where they are, whatever changes.
func TestAccProxy_ignoreTags(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	step := func(defaults, own string, checks ...func(*test) resource.TestCheckFunc) resource.TestStep {
		all := []resource.TestCheckFunc{x.sameProxy()}
		for _, check := range checks {
			all = append(all, check(x))
		}
		return x.under(x.apply(nil, all...), arguments{"tags": own}, append(defaultTags(defaults), ignores)...)
	}
	wrote := func(writes ...string) func(*test) resource.TestCheckFunc {
		return func(x *test) resource.TestCheckFunc { return x.wrote(writes...) }
	}
	shown := func(own, all string) func(*test) resource.TestCheckFunc {
		return func(*test) resource.TestCheckFunc { return showsTags(own, all) }
	}
	x.run(
		step("", `{ a = "1" }`, wrote(creates("a=1"))),
		before(withPlan(step("", `{ a = "1" }`, wrote(), shown("a=1", "a=1")), plancheck.ResourceActionNoop), x.outside(others)),
		before(withPlan(step("", `{ a = "2" }`, wrote(modifies("a=2", "")), shown("a=2", "a=2")), plancheck.ResourceActionUpdate), x.checkOthers),
		withPlan(step(`{ d = "1" }`, "", wrote(modifies("d=1", "a")), shown("-", "d=1")), plancheck.ResourceActionUpdate),
		before(withPlan(step(`{ d = "1" }`, "", wrote()), plancheck.ResourceActionNoop), x.checkOthers),
		before(step(`{ d = "1" }`, "", wrote()), x.checkOthers),
		// Who ignores them no longer sees them, and removes them.
		withPlan(x.tagged(`{ d = "1" }`, "", x.wrote(modifies("", "org:cost owner"))), plancheck.ResourceActionUpdate, priorTags{"org:cost=4711 owner=ops"}),
	)
}

// A tag that was the resource's and is ignored from now on stays on the proxy,
// even if the state was not refreshed.
func TestAccProxy_ignoreTagsFromNowOn(t *testing.T) {
	t.Parallel()
	for _, noRefresh := range []bool{false, true} {
		t.Run(fmt.Sprint(noRefresh), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Test(t, resource.TestCase{
				AdditionalCLIOptions: &resource.AdditionalCLIOptions{Plan: resource.PlanOptions{NoRefresh: noRefresh}},
				Steps: []resource.TestStep{
					x.tagged(`{ owner = "ops", d = "1" }`, `{ "org:cost" = "4711", a = "1" }`, x.wrote(creates("a=1 d=1 org:cost=4711 owner=ops"))),
					x.under(x.apply(nil, x.wrote(), showsTags("a=1", "a=1 d=1")), arguments{"tags": `{ a = "1" }`}, `default_tags = { d = "1" }`, ignores),
					before(x.under(x.apply(nil, x.wrote(), showsTags("a=1", "a=1 d=1")), arguments{"tags": `{ a = "1" }`}, `default_tags = { d = "1" }`, ignores), x.checkOthers),
				},
			})
		})
	}
}

// Tags that others put on a proxy at once neither fail its creation, nor hide
// it when the answer was lost: exactly one is made.
func TestAccProxy_ignoreTagsAtOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		options gaapmock.Options
		faults  []gaapmock.Fault
	}{
		"answered":             {gaapmock.Options{}, nil},
		"lost, duplicated":     {gaapmock.Options{}, []gaapmock.Fault{{Action: "CreateProxy", Kind: gaapmock.FaultLostAfter}}},
		"lost, answered again": {gaapmock.Options{Replay: gaapmock.ReplayFirstID}, []gaapmock.Fault{{Action: "CreateProxy", Kind: gaapmock.FaultLostAfter}}},
		"lost, then refused": {gaapmock.Options{}, []gaapmock.Fault{
			{Action: "CreateProxy", Kind: gaapmock.FaultLostAfter}, {Action: "CreateProxy", Kind: gaapmock.FaultError, Code: "FailedOperation"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, c.options)
			x.Mock.Inject(c.faults...)
			x.Mock.OnCall(func(string) { // whoever sees a proxy, sees it with the tags
				for _, p := range x.Mock.Proxies() {
					if p.Tags["owner"] == "" {
						x.Mock.UpdateProxy(p.ID, others)
					}
				}
			})
			step := x.apply(nil, x.sameProxy(), showsTags("a=1", "a=1 d=1"), x.Warned())
			x.run(
				x.under(step, arguments{"tags": `{ a = "1" }`}, `default_tags = { d = "1" }`, ignores),
				resource.TestStep{RefreshState: true, PreConfig: x.checkOthers},
			)
		})
	}
}

// Without ignore_tags, they are somebody's who should not have put them there.
func TestAccProxy_ignoreTagsNot(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.run(
		x.tagged("", `{ a = "1" }`, x.wrote(creates("a=1")), x.sameProxy()),
		before(x.retags("", `{ a = "1" }`, modifies("", "org:cost owner")), x.outside(others)),
	)
}

// On a new proxy they are not what was asked for, whether its answer came or was
// lost; the error says what to do, and the next apply replaces the proxy.
func TestAccProxy_ignoreTagsNotAtOnce(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string][]gaapmock.Fault{
		"answered": nil, "lost": {{Action: "CreateProxy", Kind: gaapmock.FaultLostAfter}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			x.Mock.Inject(faults...)
			x.Mock.OnCall(func(string) {
				for _, p := range x.Mock.Proxies() {
					if p.Tags["owner"] == "" {
						x.Mock.UpdateProxy(p.ID, others)
					}
				}
			})
			x.run(
				x.fails(arguments{"tags": `{ a = "1" }`}, "GAAP proxy is not ready", "TagSet has also org:cost, owner", "belong in ignore_tags of the provider"),
				withPlan(x.under(x.apply(nil, showsTags("a=1", "a=1")), arguments{"tags": `{ a = "1" }`}, ignores), plancheck.ResourceActionReplace),
			)
		})
	}
}

// Somebody who tags a proxy while it is changed does not keep the change from
// being seen; the next refresh shows the tag.
func TestAccProxy_tagsAddedMeanwhile(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	change := withPlan(x.tagged("", `{ a = "2" }`, x.wrote(modifies("a=2", "")), x.sameProxy()), plancheck.ResourceActionUpdate)
	change.ExpectNonEmptyPlan = true
	x.run(
		x.tagged("", `{ a = "1" }`, x.wrote(creates("a=1")), x.sameProxy()),
		before(change, func() {
			x.Mock.OnCall(func(action string) {
				if action == "ModifyResourceTags" {
					x.outside(func(p *gaapmock.Proxy) { p.Tags["x"] = "1" })()
				}
			})
		}),
		before(x.retags("", `{ a = "2" }`, modifies("", "x")), func() { x.Mock.OnCall(nil) }),
	)
}

// What the provider block and the resource say of tags must fit together.
func TestAccProxy_tagsRefused(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	many := func(prefix string, n int) string {
		return fmt.Sprintf("{ for n in range(%d) : \"%s${n}\" => \"v\" }", n, prefix)
	}
	refuses := func(own string, provider []string, phrases ...string) resource.TestStep {
		return x.under(x.fails(nil, phrases...), arguments{"tags": own}, provider...)
	}
	x.run(
		refuses(`{ owner = "me" }`, []string{ignores}, "Tag is ignored", "with gaap_proxy.test", "tags = ", `The tag "owner" is to be set`, "ignore_tags"),
		refuses(`{ "org:x" = "me" }`, []string{ignores}, "Tag is ignored", "tags = ", `The tag "org:x" is to be set`),
		refuses("", []string{ignores, `default_tags = { owner = "me" }`}, "Tag is ignored", "default_tags = ", `The tag "owner" is to be on every proxy`),
		refuses("", []string{`default_tags = { project = "me" }`}, "Reserved tag key", "default_tags = "),
		refuses("", []string{`default_tags = { a = "" }`}, "Invalid tag value", "default_tags = ", "is empty"),
		refuses("", []string{"default_tags = " + many("d", 51)}, "Too many tags", "default_tags = ", "There are 51 tags"),
		refuses(many("k", 30), []string{"default_tags = " + many("d", 21)}, "Too many tags", "with gaap_proxy.test", "tags = ", "There are 51 tags with default_tags"),
		refuses("", []string{`ignore_tags = { key_prefixes = [""] }`}, "ignore_tags", "key_prefixes"),
		x.under(x.apply(nil, attributes(map[string]string{"tags_all.%": "50"})), arguments{"tags": many("k", 30)}, "default_tags = "+many("k", 50)),
	)
	if n := len(x.Mock.Calls("CreateProxy")); n != 1 {
		t.Errorf("%d CreateProxy calls, want 1", n)
	}
}
