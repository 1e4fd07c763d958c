package proxy_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

const createsTags = "create_missing_tags = true"

func makes(key, value string) string {
	return `CreateTag {"TagKey":"` + key + `","TagValue":"` + value + `"}`
}

// Without create_missing_tags, the error lists the tags of the call and where
// they come from, and says how to make them. With it they are made, and the
// token that the refused order has spent is no obstacle.
func TestAccProxy_missingTags(t *testing.T) {
	x := newTest(t, gaapmock.Options{KnownTags: []gaapmock.Tag{{Key: "team", Value: "net"}}})
	as := arguments{"tags": `{ team = "net", env = "prod" }`}
	defaults := `default_tags = { cost = "4711" }`
	create := creates("cost=4711 env=prod team=net")
	x.run(
		x.under(x.fails(nil,
			"Cannot create GAAP proxy", "with gaap_proxy.test", "tags = ", "InvalidParameterValue.InvalidTags", "A tag does not exist yet",
			"https://console.cloud.tencent.com/tag, or set create_missing_tags = true on the provider",
			`cost, from default_tags of the provider`, `env, from tags`, `team, from tags`,
		), as, defaults),
		before(x.under(x.apply(nil, x.wrote(makes("cost", "4711"), makes("env", "prod"), makes("team", "net"), create, create), x.sameProxy()),
			as, defaults, createsTags), x.Mock.ResetJournal),
	)
}

// Tags are made before they are used, by a new proxy or an old one, each once
// in a run. A plan makes none.
func TestAccProxy_createMissingTags(t *testing.T) {
	x := newTest(t, gaapmock.Options{KnownTags: []gaapmock.Tag{}, TagsMustExist: true})
	tagged := func(own, defaults string, checks ...resource.TestCheckFunc) resource.TestStep {
		return x.under(x.apply(nil, append(checks, x.sameProxy())...), arguments{"tags": own}, createsTags, "default_tags = "+defaults)
	}
	plan := x.under(x.plans(nil, plancheck.ResourceActionCreate), arguments{"tags": `{ a = "1" }`}, createsTags)
	x.run(
		plan,
		before(tagged(`{ a = "1" }`, "{}", x.wrote(makes("a", "1"), creates("a=1"))), func() {
			if n := len(x.Mock.Calls("CreateTag")) + len(x.Mock.Calls("ModifyResourceTags")); n != 0 {
				t.Errorf("the plan made %d calls for tags", n)
			}
		}),
		withPlan(tagged(`{ a = "1" }`, "{}", x.wrote()), plancheck.ResourceActionNoop),
		withPlan(tagged(`{ a = "2" }`, `{ d = "1" }`, x.wrote(makes("a", "2"), makes("d", "1"), modifies("a=2 d=1", ""))), plancheck.ResourceActionUpdate),
		// What is only removed has to be made by nobody.
		withPlan(tagged("", `{ d = "1" }`, x.wrote(modifies("", "a"))), plancheck.ResourceActionUpdate),
		x.under(x.fails(nil, "Cannot update GAAP proxy", "tags = ", "Changing the tags", "InvalidParameter.Tag",
			"set create_missing_tags = true on the provider", "The tags to set", `d, from default_tags of the provider`, `e, from tags`),
			arguments{"tags": `{ e = "1" }`}, `default_tags = { d = "2" }`),
	)
}

// Two proxies of one configuration make the tags that they share once.
func TestAccProxy_createMissingTagsShared(t *testing.T) {
	x := newTest(t, gaapmock.Options{KnownTags: []gaapmock.Tag{}})
	config := x.Config(block("one", arguments{"name": `"one"`})+block("two", arguments{"name": `"two"`, "tags": `{ b = "1" }`}),
		createsTags, `default_tags = { a = "1" }`)
	x.run(resource.TestStep{Config: config})
	if n := len(x.Mock.Calls("CreateTag")); n != 2 {
		t.Errorf("%d CreateTag calls, want 2", n)
	}
}

// Answers of CreateTag that are lost or cut make neither a second tag nor a
// second proxy; one that is an error is told before anything is ordered.
func TestAccProxy_createMissingTagsFaults(t *testing.T) {
	x := newTest(t, gaapmock.Options{KnownTags: []gaapmock.Tag{}})
	as := arguments{"tags": `{ a = "1" }`}
	x.Mock.Inject(
		gaapmock.Fault{Action: "CreateTag", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"},
		gaapmock.Fault{Action: "CreateTag", Kind: gaapmock.FaultError, Code: "LimitExceeded.TagValue"},
		gaapmock.Fault{Action: "CreateTag", Kind: gaapmock.FaultThrottle},
		gaapmock.Fault{Action: "CreateTag", Kind: gaapmock.FaultLostAfter},
	)
	x.run(
		x.under(x.fails(nil, "Cannot create GAAP proxy", `Creating proxy "test"`, "making its tags: making the tag a: ", "CreateTag failed", "UnauthorizedOperation", "CAM policy"), as, createsTags),
		x.under(x.fails(nil, "Cannot create GAAP proxy", "tags = ", "LimitExceeded.TagValue", "too many values"), as, createsTags),
		before(x.under(x.apply(nil, x.sameProxy(), x.Warned(), x.wrote(makes("a", "1"), makes("a", "1"), makes("a", "1"), creates("a=1"))), as, createsTags), func() {
			if n := len(x.Mock.Calls("CreateProxy")); n != 0 {
				t.Errorf("%d CreateProxy calls, want none yet", n)
			}
			x.forget()
		}),
	)
}
