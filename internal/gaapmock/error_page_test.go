package gaapmock

import (
	"strings"
	"testing"
	"time"
)

func TestErrorPages(t *testing.T) {
	for on, second := range map[bool]string{false: "FailedOperation.DomainAlreadyExisted", true: ""} {
		x := newLayer7Tester(t, func(o *Options) { o.Layer7.PageReplaced = on })
		l := x.above()
		x.AddDomain(Domain{ListenerID: l, Name: "a.example.com"})
		body := onDomain(l, `{"ErrorNos":[502,503],"Body":"down","NewErrorNo":503,"ClearHeaders":["Server"],"SetHeaders":[{"HeaderName":"X-A","HeaderValue":"1"}]}`)
		x.Advance(time.Second)
		id := x.ok("CreateDomainErrorPageInfo", body).fields["ErrorPageId"].(string)
		look := func(want string) {
			t.Helper()
			for action, body := range map[string]string{"DescribeDomainErrorPageInfo": onDomain(l, ""), "DescribeDomainErrorPageInfoByIds": `{"ErrorPageIds":["` + id + `"]}`} {
				if a := x.ok(action, body); !strings.Contains(a.body, want) {
					t.Errorf("%s, want %s", a.body, want)
				}
			}
		}
		look(`"ErrorPageSet":[]`)
		x.fails(codeHasTask, "CreateRule", newRule(l, ""))
		x.Advance(2 * time.Second)
		look(`"Status":0`)
		look(`"SetHeaders":[{"HeaderName":"X-A","HeaderValue":"1"}]`)
		x.fails("MissingParameter", "CreateDomainErrorPageInfo", with(body, `{"ErrorNos":[]}`))
		x.fails("InvalidParameterValue", "CreateDomainErrorPageInfo", with(body, `{"ErrorNos":[0]}`))
		x.fails("ResourceNotFound", "DeleteDomainErrorPageInfo", `{"ErrorPageId":"errorPage-none"}`)
		x.fails(second, "CreateDomainErrorPageInfo", body)
		x.Advance(2 * time.Second)
		if !on {
			x.ok("DeleteDomainErrorPageInfo", `{"ErrorPageId":"`+id+`"}`)
			x.Advance(3 * time.Second)
			look(`"ErrorPageSet":[]`)
			x.ok("CreateDomainErrorPageInfo", body)
			x.Advance(time.Second)
		}
		x.RemoveListener(l)
		if left := len(x.store.ErrorPages.current(x.Now()).list()); left != 0 {
			t.Errorf("%d pages of a removed listener", left)
		}
	}
}
