package proxy_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// under is a step with further arguments in the provider block.
func (x *test) under(step resource.TestStep, changes arguments, provider ...string) resource.TestStep {
	step.Config = x.Config(block("test", changes), provider...)
	return step
}

// tagged applies a proxy with default_tags and tags, "" for none of either.
func (x *test) tagged(defaults, own string, checks ...resource.TestCheckFunc) resource.TestStep {
	return x.under(x.apply(nil, checks...), arguments{"tags": own}, defaultTags(defaults)...)
}

// retags is tagged where it must change the tags in place, with these writes.
func (x *test) retags(defaults, own string, writes ...string) resource.TestStep {
	return withPlan(x.tagged(defaults, own, x.wrote(writes...), x.sameProxy()), plancheck.ResourceActionUpdate)
}

// keeps is tagged where there must be nothing to do.
func (x *test) keeps(defaults, own string, checks ...resource.TestCheckFunc) resource.TestStep {
	step := x.tagged(defaults, own, append(checks, x.wrote(), x.sameProxy())...)
	step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}
	return step
}

func defaultTags(defaults string) []string {
	if defaults == "" {
		return nil
	}
	return []string{"default_tags = " + defaults}
}

// pairs is a list of tags, "a=1 b=2", as it is sent.
func pairs(list string) string {
	var all []string
	for _, pair := range strings.Fields(list) {
		key, value, _ := strings.Cut(pair, "=")
		all = append(all, fmt.Sprintf(`{"TagKey":%q,"TagValue":%q}`, key, value))
	}
	return "[" + strings.Join(all, ",") + "]"
}

// creates is the CreateProxy call of an ordinary proxy with tags.
func creates(list string) string {
	return strings.TrimSuffix(ordinaryBody, "}") + `,"TagSet":` + pairs(list) + `}`
}

// modifies is a ModifyResourceTags call that sets tags and deletes keys.
func modifies(list, deleted string) string {
	text := `ModifyResourceTags {`
	if deleted != "" {
		text += `"DeleteTags":` + strings.ReplaceAll(pairs(deleted), `,"TagValue":""`, "") + `,`
	}
	if list != "" {
		text += `"ReplaceTags":` + pairs(list) + `,`
	}
	return text + `"Resource":"qcs::gaap::uin/:proxy/ID"}`
}

// showsTags checks tags and tags_all in the state, "a=1 b=2"; "-" is no tags at all.
func showsTags(own, all string) resource.TestCheckFunc {
	return func(state *terraform.State) error {
		for name, list := range map[string]string{"tags": own, "tags_all": all} {
			got, want := map[string]string{}, map[string]string{}
			for attribute, value := range state.RootModule().Resources[address].Primary.Attributes {
				if key, ok := strings.CutPrefix(attribute, name+"."); ok {
					got[key] = value
				}
			}
			if list != "-" {
				want["%"] = fmt.Sprint(len(strings.Fields(list)))
				for _, pair := range strings.Fields(list) {
					key, value, _ := strings.Cut(pair, "=")
					want[key] = value
				}
			}
			if !maps.Equal(got, want) {
				return fmt.Errorf("%s is %v, want %v", name, got, want)
			}
		}
		return nil
	}
}

// plansTags checks the planned tags_all, nil for not known.
func plansTags(want map[string]any) plancheck.PlanCheck {
	return acctest.PlanCheck{Address: address, Check: func(after, unknown map[string]any) error {
		if want == nil {
			if unknown["tags_all"] != true {
				return fmt.Errorf("tags_all is known: %v", after["tags_all"])
			}
			return nil
		}
		if got, _ := after["tags_all"].(map[string]any); !maps.Equal(got, want) {
			return fmt.Errorf("tags_all is planned as %v, want %v", got, want)
		}
		return nil
	}}
}

// What the configuration says of a tag, in tags and in default_tags, ends in
// one CreateProxy call and an empty plan.
func TestAccProxy_defaultTagsCreate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ defaults, own, sent, tags, all string }{
		"defaults alone": {`{ a = "1" }`, "", "a=1", "-", "a=1"},
		"no own":         {`{ a = "1" }`, "{}", "a=1", "", "a=1"},
		"both":           {`{ a = "1" }`, `{ b = "2" }`, "a=1 b=2", "b=2", "a=1 b=2"},
		"the same":       {`{ a = "1" }`, `{ a = "1" }`, "a=1", "a=1", "a=1"},
		"override":       {`{ a = "1", b = "1" }`, `{ a = "2" }`, "a=2 b=1", "a=2", "a=2 b=1"},
		"no defaults":    {`{}`, `{ a = "1" }`, "a=1", "a=1", "a=1"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			want := map[string]any{}
			for _, pair := range strings.Fields(c.all) {
				key, value, _ := strings.Cut(pair, "=")
				want[key] = value
			}
			x.run(
				withPlan(x.tagged(c.defaults, c.own, x.wrote(creates(c.sent)), showsTags(c.tags, c.all), x.sameProxy(), x.Warned()), plancheck.ResourceActionCreate, plansTags(want)),
				x.keeps(c.defaults, c.own, showsTags(c.tags, c.all)),
			)
		})
	}
}

// The token is that of what is sent, wherever the tags come from.
func TestAccProxy_defaultTagsToken(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var tokens [4]string
	plan := func(i int, defaults, own string) resource.TestStep {
		step := x.under(x.plans(nil, plancheck.ResourceActionCreate), arguments{"tags": own}, defaultTags(defaults)...)
		step.ConfigPlanChecks.PostApplyPostRefresh = append(step.ConfigPlanChecks.PostApplyPostRefresh, keepToken(&tokens[i]))
		return step
	}
	x.run(plan(0, "", `{ a = "1" }`), plan(1, `{ a = "1" }`, ""), plan(2, `{ a = "2" }`, `{ a = "1" }`), plan(3, `{ a = "2" }`, ""))
	if tokens[0] != tokens[1] || tokens[0] != tokens[2] || tokens[0] == tokens[3] {
		t.Errorf("the tokens are %q", tokens)
	}
}

// A change of default_tags takes one call, and leaves tags alone.
func TestAccProxy_defaultTagsChange(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	many := "{ for n in range(12) : format(\"k%02d\", n) => \"v\" }"
	var list []string
	for n := range 12 {
		list = append(list, fmt.Sprintf("k%02d=v", n))
	}
	x.run(
		x.tagged("", `{ own = "1" }`, x.wrote(creates("own=1")), x.sameProxy()),
		x.retags(`{ a = "1", b = "1" }`, `{ own = "1" }`, modifies("a=1 b=1", "")),
		x.keeps(`{ a = "1", b = "1" }`, `{ own = "1" }`, showsTags("own=1", "a=1 b=1 own=1")),
		x.retags(`{ a = "2", c = "1" }`, `{ own = "1" }`, modifies("a=2 c=1", "b")),
		x.keeps(`{ a = "2", c = "1" }`, `{ own = "1" }`, showsTags("own=1", "a=2 c=1 own=1")),
		// An override, and its end.
		x.retags(`{ a = "2", c = "1" }`, `{ own = "1", a = "3" }`, modifies("a=3", "")),
		x.retags(`{ a = "2", c = "1" }`, `{ own = "1" }`, modifies("a=2", "")),
		// Default tags that are gone, and more than one call takes.
		x.retags("", `{ own = "1" }`, modifies("", "a c")),
		x.keeps("", `{ own = "1" }`, showsTags("own=1", "own=1")),
		x.retags(many, `{ own = "1" }`, modifies(strings.Join(list[:10], " "), ""), modifies(strings.Join(list[10:], " "), "")),
		x.keeps(many, `{ own = "1" }`),
	)
}

// A tag may move between tags and default_tags, or be in both, without a call.
func TestAccProxy_defaultTagsMove(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.run(
		x.tagged("", `{ a = "1", b = "1" }`, x.wrote(creates("a=1 b=1")), x.sameProxy()),
		x.keeps(`{ a = "1" }`, `{ a = "1", b = "1" }`, showsTags("a=1 b=1", "a=1 b=1")),
		x.retags(`{ a = "1" }`, `{ b = "1" }`),
		x.keeps(`{ a = "1" }`, `{ b = "1" }`, showsTags("b=1", "a=1 b=1")),
		x.retags(`{ a = "1", b = "1" }`, ""),
		x.keeps(`{ a = "1", b = "1" }`, "", showsTags("-", "a=1 b=1")),
		x.retags(`{ a = "1", b = "1" }`, "{}"),
		x.keeps(`{ a = "1", b = "1" }`, "{}", showsTags("", "a=1 b=1")),
		x.retags("", `{ a = "1", b = "1" }`),
		x.keeps("", `{ a = "1", b = "1" }`, showsTags("a=1 b=1", "a=1 b=1")),
	)
}

// What somebody else does to the tags is put right with one call. Default tags
// that are gone or changed do not show in tags.
func TestAccProxy_defaultTagsDrift(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	const defaults, own = `{ a = "1", both = "1" }`, `{ both = "1", own = "1" }`
	drift := func(change func(tags map[string]string), seen, call string) resource.TestStep {
		step := before(x.retags(defaults, own, call), x.outside(func(p *gaapmock.Proxy) { change(p.Tags) }))
		step.ConfigPlanChecks.PreApply = append(step.ConfigPlanChecks.PreApply, priorTags{seen})
		return step
	}
	x.run(
		x.tagged(defaults, own, x.wrote(creates("a=1 both=1 own=1")), x.sameProxy()),
		drift(func(tags map[string]string) { delete(tags, "a") }, "both=1 own=1", modifies("a=1", "")),
		drift(func(tags map[string]string) { tags["a"] = "9" }, "both=1 own=1", modifies("a=1", "")),
		drift(func(tags map[string]string) { delete(tags, "both") }, "own=1", modifies("both=1", "")),
		drift(func(tags map[string]string) { delete(tags, "own") }, "both=1", modifies("own=1", "")),
		drift(func(tags map[string]string) { tags["own"], tags["both"] = "9", "9" }, "both=9 own=9", modifies("both=1 own=1", "")),
		drift(func(tags map[string]string) { tags["x"] = "9" }, "both=1 own=1 x=9", modifies("", "x")),
		drift(func(tags map[string]string) { clear(tags) }, "", modifies("a=1 both=1 own=1", "")),
		x.keeps(defaults, own, showsTags("both=1 own=1", "a=1 both=1 own=1")),
	)
}

// What else the service changes while default_tags are carried out is for the
// next refresh, not an error of the apply.
func TestAccProxy_defaultTagsMeanwhile(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	change := func(p *gaapmock.Proxy) {
		p.PolicyID, p.BanStatus, p.Version, p.Scalarable, p.Http3Supported, p.IP, p.ForwardIP = "sp-new", "BANNED", "4.0", 0, 0, "203.0.113.99", "198.51.100.99;"
		p.RelatedGlobalDomains, p.SupportProtocols = []string{"dm-1"}, []string{"TCP"}
	}
	step := x.retags(`{ a = "1" }`, "", modifies("a=1", ""))
	x.run(
		x.tagged("", "", x.wrote(ordinaryBody), x.sameProxy()),
		before(step, func() {
			x.Mock.OnCall(func(action string) {
				if action == "ModifyResourceTags" {
					x.outside(change)()
				}
			})
		}),
		withPlan(x.tagged(`{ a = "1" }`, "", x.wrote(), attributes(map[string]string{"policy_id": "sp-new", "ip": "203.0.113.99", "version": "4.0"})), plancheck.ResourceActionNoop),
	)
}

// After an import, the tags that are not those of default_tags are the
// resource's own, and the plan is empty.
func TestAccProxy_defaultTagsImport(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ actual, defaults, own, tags string }{
		"defaults alone": {"a=1", `{ a = "1" }`, "", "-"},
		"both":           {"a=1 b=2", `{ a = "1" }`, `{ b = "2" }`, "b=2"},
		"override":       {"a=2 b=2", `{ a = "1", b = "2" }`, `{ a = "2" }`, "a=2"},
		"ignored, too":   {"a=1 org:b=2", `{ a = "1" }`, "", "-"},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			tags := map[string]string{}
			for _, pair := range strings.Fields(c.actual) {
				key, value, _ := strings.Cut(pair, "=")
				tags[key] = value
			}
			id := x.Mock.AddProxy(gaapmock.Proxy{Name: "test", Tags: tags})
			provider := append(defaultTags(c.defaults), `ignore_tags = { key_prefixes = ["org:"] }`)
			as := arguments{"tags": c.own}
			then := x.under(x.apply(nil, x.wrote(), x.sameProxy(), showsTags(c.tags, strings.ReplaceAll(c.actual, " org:b=2", ""))), as, provider...)
			then.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}
			x.run(x.under(x.imports(nil, id), as, provider...), then)
		})
	}
}

// A tag that the resource repeats looks like a default after an import; the
// next apply changes the state alone.
func TestAccProxy_defaultTagsImportRepeated(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	id := x.Mock.AddProxy(gaapmock.Proxy{Name: "test", Tags: map[string]string{"a": "1"}})
	const both = `{ a = "1" }`
	x.run(
		x.under(x.imports(nil, id), arguments{"tags": both}, defaultTags(both)...),
		x.retags(both, both),
		x.keeps(both, both, showsTags("a=1", "a=1")),
	)
}

// While a default tag is only known after apply, so are tags_all and the token.
func TestAccProxy_defaultTagsUnknown(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.needsTerraformData()
	config := x.Config("resource \"terraform_data\" \"team\" {\n  input = \"net\"\n}\n"+block("test", arguments{"tags": `{ own = "1" }`}),
		"default_tags = { team = terraform_data.team.output }")
	first := resource.TestStep{Config: config, Check: resource.ComposeAggregateTestCheckFunc(
		x.wrote(creates("own=1 team=net")), showsTags("own=1", "own=1 team=net"), x.sameProxy())}
	x.run(
		withPlan(first, plancheck.ResourceActionCreate, plansTags(nil)),
		withPlan(resource.TestStep{Config: config, Check: x.wrote()}, plancheck.ResourceActionNoop),
	)
}

// A default tag that is not known keeps nobody from looking: data sources are
// read, and what somebody else has changed is seen and set right.
func TestAccProxy_defaultTagsUnknownDrift(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.needsTerraformData()
	config := func(team string) string {
		return x.Config(fmt.Sprintf("resource \"terraform_data\" \"team\" {\n  input = %q\n}\ndata \"gaap_dest_regions\" \"all\" {}\n", team)+
			block("test", arguments{"tags": `{ own = "1" }`}), "default_tags = { team = terraform_data.team.output }")
	}
	drift := x.outside(func(p *gaapmock.Proxy) { p.Name, p.Tags["x"], p.Tags["own"] = "renamed", "1", "9" })
	const rename = `ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"test"}`
	x.run(
		resource.TestStep{Config: config("net"), Check: resource.ComposeAggregateTestCheckFunc(
			x.wrote(creates("own=1 team=net")), showsTags("own=1", "own=1 team=net"), x.sameProxy())},
		before(withPlan(resource.TestStep{Config: config("web"), Check: resource.ComposeAggregateTestCheckFunc(
			x.wrote(rename, modifies("own=1 team=web", "x")), showsTags("own=1", "own=1 team=web"), x.sameProxy())},
			plancheck.ResourceActionUpdate, priorTags{"own=9 x=1"}, plansTags(nil)), drift),
		withPlan(resource.TestStep{Config: config("web"), Check: x.wrote()}, plancheck.ResourceActionNoop),
	)
}
