package proxy_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// updates is a step that must change the proxy in place, with exactly these writes.
func (x *test) updates(changes arguments, writes ...string) resource.TestStep {
	return withPlan(x.apply(changes, x.wrote(writes...), x.sameProxy()), plancheck.ResourceActionUpdate)
}

// Each argument that can be changed in place is, with one call of its own.
func TestAccProxy_updateEach(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.run(
		x.apply(arguments{}, x.wrote(ordinaryBody), x.sameProxy()),
		x.updates(arguments{"name": `"new"`}, `ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"new"}`),
		x.updates(arguments{"name": `"new"`, "project_id": "1204"}, `ModifyProxiesProject {"ProjectId":1204,"ProxyIds":["ID"]}`),
		x.updates(arguments{"name": `"new"`, "project_id": "null"}, `ModifyProxiesProject {"ProjectId":0,"ProxyIds":["ID"]}`),
		x.updates(arguments{"name": `"new"`, "bandwidth": "20"}, `ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`),
		x.updates(arguments{"name": `"new"`, "bandwidth": "20", "billing_type": "1"}, `ModifyProxyConfiguration {"Bandwidth":20,"BillingType":1,"ProxyId":"ID"}`),
		// The billing that the configuration no longer names stays, and is sent along.
		x.updates(arguments{"name": `"new"`, "bandwidth": "20", "concurrent": "5"}, `ModifyProxyConfiguration {"BillingType":1,"Concurrent":5,"ProxyId":"ID"}`),
	)
}

func TestAccProxy_updateTags(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	tags := func(expression string) arguments { return arguments{"tags": expression} }
	many := func(from, to int, value string) string {
		var b strings.Builder
		for i := from; i < to; i++ {
			fmt.Fprintf(&b, "k%02d = %q, ", i, value)
		}
		return "{ " + b.String() + "}"
	}
	pairs := func(from, to int, value string) string {
		var all []string
		for i := from; i < to; i++ {
			all = append(all, fmt.Sprintf(`{"TagKey":"k%02d","TagValue":%q}`, i, value))
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	call := func(parameters string) string {
		return `ModifyResourceTags {` + parameters + `"Resource":"qcs::gaap::uin/:proxy/ID"}`
	}
	after := func(parameters string) string {
		return `ModifyResourceTags {` + parameters + `}`
	}
	keys := func(from, to int) string {
		var all []string
		for i := from; i < to; i++ {
			all = append(all, fmt.Sprintf(`{"TagKey":"k%02d"}`, i))
		}
		return "[" + strings.Join(all, ",") + "]"
	}
	const name = `"Resource":"qcs::gaap::uin/:proxy/ID"`
	x.run(
		x.apply(tags(`{ a = "1" }`), x.wrote(strings.Replace(ordinaryBody, "}", `,"TagSet":[{"TagKey":"a","TagValue":"1"}]}`, 1)), x.sameProxy()),
		x.updates(tags(`{ a = "1", b = "2" }`), after(`"ReplaceTags":[{"TagKey":"b","TagValue":"2"}],`+name)),
		x.updates(tags(`{ b = "4", c = "5" }`), call(`"DeleteTags":[{"TagKey":"a"}],"ReplaceTags":[{"TagKey":"b","TagValue":"4"},{"TagKey":"c","TagValue":"5"}],`)),
		x.updates(tags(``), call(`"DeleteTags":[{"TagKey":"b"},{"TagKey":"c"}],`)),
		// Ten are the most that one call takes.
		x.updates(tags(many(0, 12, "x")), after(`"ReplaceTags":`+pairs(0, 10, "x")+`,`+name), after(`"ReplaceTags":`+pairs(10, 12, "x")+`,`+name)),
		x.updates(tags(`{ new = "y" }`),
			call(`"DeleteTags":`+keys(0, 10)+`,"ReplaceTags":[{"TagKey":"new","TagValue":"y"}],`), call(`"DeleteTags":`+keys(10, 12)+`,`)),
	)
}

func TestAccProxy_updateEnable(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	off := arguments{"enable": "false"}
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		withPlan(x.apply(off, x.wrote(`CloseProxies {"ProxyIds":["ID"]}`), x.sameProxy(), attributes(map[string]string{"status": "CLOSED", "enable": "false"})), plancheck.ResourceActionUpdate),
		withPlan(x.apply(arguments{}, x.wrote(`OpenProxies {"ProxyIds":["ID"]}`), x.sameProxy(), attributes(map[string]string{"status": "RUNNING", "enable": "true"})), plancheck.ResourceActionUpdate),
	)
}

// A plan that does not touch addresses shows them, for what depends on them.
// One that may end with others does not.
func TestAccProxy_updateKeepsShown(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	shown := []string{"status", "domain", "ip", "ip_list", "forward_ip", "version", "scalable", "support_protocols", "http3_supported", "ban_status"}
	plans := func(as arguments, known bool) resource.TestStep {
		return withPlan(x.apply(as, x.sameProxy()), plancheck.ResourceActionUpdate, acctest.PlanCheck{Address: address, Check: func(after, unknown map[string]any) error {
			for _, name := range shown {
				if is := unknown[name] != true && after[name] != nil; is != (known || name == "domain") {
					return fmt.Errorf("%s is known: %v", name, is)
				}
			}
			return nil
		}})
	}
	x.run(
		x.apply(arguments{}, x.sameProxy()),
		plans(arguments{"tags": `{ a = "1" }`}, true),
		plans(arguments{"name": `"new"`, "project_id": "1204"}, true),
		plans(arguments{"bandwidth": "20"}, false),
		before(plans(arguments{"bandwidth": "20", "tags": `{ a = "1" }`}, false), x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusMoving })),
		before(plans(arguments{"bandwidth": "20", "enable": "false"}, false), x.outside(func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusRunning })),
	)
}

// The arguments that only the provider reads are written to the state alone.
func TestAccProxy_updateWithoutWrites(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	timeouts := "{\n    create = \"1h\"\n    delete = \"2h\"\n  }"
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		x.updates(arguments{"force_destroy": "true"}),
		withPlan(x.apply(arguments{"force_destroy": "true", "timeouts": timeouts}, x.wrote(), attributes(map[string]string{"timeouts.create": "1h", "timeouts.delete": "2h", "timeouts.update": ""})),
			plancheck.ResourceActionUpdate),
		x.updates(arguments{}),
	)
}

// Several changes are made in the order that the documentation gives.
func TestAccProxy_updateTogether(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	all := arguments{"name": `"new"`, "project_id": "1204", "bandwidth": "20", "concurrent": "5", "billing_type": "1", "enable": "false", "tags": `{ a = "1" }`}
	const (
		move   = `ModifyProxiesProject {"ProjectId":1204,"ProxyIds":["ID"]}`
		rename = `ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"new"}`
		resize = `ModifyProxyConfiguration {"Bandwidth":20,"BillingType":1,"Concurrent":5,"ProxyId":"ID"}`
		shut   = `CloseProxies {"ProxyIds":["ID"]}`
		tag    = `ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`
	)
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		x.updates(all, move, rename, resize, shut, tag),
		// A closed proxy cannot be resized: it is opened first.
		x.updates(arguments{"name": `"new"`, "project_id": "1204", "billing_type": "1", "tags": `{ a = "1" }`},
			`OpenProxies {"ProxyIds":["ID"]}`, `ModifyProxyConfiguration {"Bandwidth":10,"BillingType":1,"Concurrent":2,"ProxyId":"ID"}`),
	)
}

// A closed proxy cannot be resized, unless the service allows it.
func TestAccProxy_resizeClosed(t *testing.T) {
	t.Parallel()
	for _, allowed := range []bool{false, true} {
		t.Run(fmt.Sprint(allowed), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{ModifyClosedAllowed: allowed})
			off, resized := arguments{"enable": "false"}, arguments{"enable": "false", "bandwidth": "20"}
			const write = `ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`
			first := x.apply(off, x.sameProxy(), x.wrote(ordinaryBody, `CloseProxies {"ProxyIds":["ID"]}`))
			if allowed {
				x.run(first, x.updates(resized, write))
				return
			}
			x.run(
				first,
				x.fails(resized, "Cannot update GAAP proxy", "Changing the configuration", "ModifyProxyConfiguration failed", "FailedOperation.InstanceStatusNotInRuning", "Set enable = true to change it"),
				before(withPlan(x.apply(off, x.wrote(), attributes(map[string]string{"bandwidth": "10"})), plancheck.ResourceActionNoop), x.forget),
			)
		})
	}
}

// Reads that lag behind writes make neither a second write nor a plan.
func TestAccProxy_updateLag(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.Options{
		"no lag":          {ConfigLag: -1},
		"long config lag": {ConfigLag: time.Minute},
		"reads lag":       {ReadLag: 4 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, options)
			x.run(
				x.apply(arguments{}, x.wrote(ordinaryBody), x.sameProxy()),
				x.updates(arguments{"bandwidth": "20", "name": `"new"`, "tags": `{ a = "1" }`},
					`ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"new"}`,
					`ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`,
					`ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`),
				x.updates(arguments{"enable": "false", "name": `"new"`, "tags": `{ a = "1" }`},
					`ModifyProxyConfiguration {"Bandwidth":10,"BillingType":0,"ProxyId":"ID"}`, `CloseProxies {"ProxyIds":["ID"]}`),
			)
		})
	}
}

// What fails half way leaves what was done in the state, and the next apply
// does the rest.
func TestAccProxy_updateFailsHalfWay(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "ModifyProxyConfiguration", Kind: gaapmock.FaultError, Code: "FailedOperation.NotSupportScalar"})
	all := arguments{"name": `"new"`, "bandwidth": "20", "tags": `{ a = "1" }`}
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		x.fails(all, "Cannot update GAAP proxy", "with gaap_proxy.test", "bandwidth = 20", `Changing the configuration of proxy "test"`, "FailedOperation.NotSupportScalar", "RequestId:", "-replace=ADDRESS"),
		before(withPlan(x.apply(all, x.sameProxy(), x.wrote(
			`ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`,
			`ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`,
		)), plancheck.ResourceActionUpdate), x.forget),
	)
}

// A proxy, or a tag, in transition is waited for.
func TestAccProxy_updateBusy(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var writes []string
	for _, write := range []string{
		`ModifyProxiesProject {"ProjectId":1204,"ProxyIds":["ID"]}`,
		`ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"new"}`,
		`ModifyProxyConfiguration {"Bandwidth":20,"BillingType":0,"ProxyId":"ID"}`,
		`ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`,
	} {
		action, _, _ := strings.Cut(write, " ")
		x.Mock.Inject(busy(action))
		writes = append(writes, write, write, write)
	}
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		x.updates(arguments{"name": `"new"`, "project_id": "1204", "bandwidth": "20", "tags": `{ a = "1" }`}, writes...),
	)
}

// So is a closed proxy, for what a closed proxy allows.
func TestAccProxy_updateBusyClosed(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(busy("CloseProxies"), busy("ModifyResourceTags"), busy("ModifyProxiesAttribute"))
	shut, tag := `CloseProxies {"ProxyIds":["ID"]}`, `ModifyResourceTags {"ReplaceTags":[{"TagKey":"a","TagValue":"1"}],"Resource":"qcs::gaap::uin/:proxy/ID"}`
	rename := `ModifyProxiesAttribute {"ProxyIds":["ID"],"ProxyName":"new"}`
	x.run(
		x.apply(arguments{}, x.sameProxy(), x.wrote(ordinaryBody)),
		x.updates(arguments{"enable": "false", "tags": `{ a = "1" }`}, shut, shut, shut, tag, tag, tag),
		x.updates(arguments{"enable": "false", "tags": `{ a = "1" }`, "name": `"new"`}, rename, rename, rename),
	)
}

func busy(action string) gaapmock.Fault {
	code := "FailedOperation.ActionIsDoing"
	if action == "ModifyResourceTags" {
		code = "FailedOperation.ResourceTagProcessing"
	}
	return gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: code, Times: 2}
}

// A write whose answer is lost is made once.
func TestAccProxy_updateLost(t *testing.T) {
	t.Parallel()
	for _, kind := range []gaapmock.FaultKind{gaapmock.FaultLostAfter, gaapmock.FaultHTMLBefore} { // the others are the client's business
		t.Run(string(kind), func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			for _, action := range []string{"ModifyProxiesProject", "ModifyProxiesAttribute", "ModifyProxyConfiguration", "CloseProxies", "ModifyResourceTags", "DestroyProxies"} {
				x.Mock.Inject(gaapmock.Fault{Action: action, Kind: kind})
			}
			all := arguments{"name": `"new"`, "project_id": "1204", "bandwidth": "20", "enable": "false", "tags": `{ a = "1" }`}
			x.run(
				x.apply(arguments{}, x.sameProxy()),
				withPlan(x.apply(all, x.sameProxy(), x.Warned(), attributes(map[string]string{
					"name": "new", "project_id": "1204", "bandwidth": "20", "status": "CLOSED", "tags_all.a": "1",
				})), plancheck.ResourceActionUpdate),
			)
			committed := map[string]int{}
			for _, call := range x.Mock.Journal() {
				if call.Committed {
					committed[call.Action]++
				}
			}
			for action, n := range committed {
				if n != 1 && action != "ModifyResourceTags" && action != "DestroyProxies" { // the former has no token, the latter refuses the young
					t.Errorf("%s was carried out %d times", action, n)
				}
			}
		})
	}
}

// Opening or closing that the service tries and fails is told.
func TestAccProxy_updateOperationFailed(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Action: "CloseProxies", Kind: gaapmock.FaultOperationFailed, Times: -1})
	off := arguments{"enable": "false", "timeouts": "{\n    update = \"3m\"\n  }"}
	x.run(
		x.apply(arguments{}, x.sameProxy()),
		x.fails(off, "Cannot update GAAP proxy", `Disabling of proxy "test"`, "OperationFailedInstanceSet"),
		before(x.apply(off, x.sameProxy(), attributes(map[string]string{"status": "CLOSED"})), x.Mock.ClearFaults),
	)
}
