package gaapapi_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// lister is a service whose DescribeProxies may lie. It counts the calls.
type lister struct {
	t     *testing.T
	count int                         // how many proxies there are
	limit int                         // how many fit on a page; 0: a hundred
	total func(offset int) string     // TotalCount; nil: the truth
	entry func(n int) string          // entry n; nil: a plain one
	skip  func(offset int) (from int) // what Offset means; nil: what it should
	calls int
}

func (l *lister) RoundTrip(req *http.Request) (*http.Response, error) {
	l.calls++
	_, offset := requested(l.t, req)
	total, from, limit := fmt.Sprint(l.count), offset, 100
	if l.total != nil {
		total = l.total(offset)
	}
	if l.skip != nil {
		from = l.skip(offset)
	}
	if l.limit > 0 {
		limit = l.limit
	}
	var entries []string
	for n := from; n < min(from+limit, l.count); n++ {
		text := plainEntry(n)
		if l.entry != nil {
			text = l.entry(n)
		}
		entries = append(entries, text)
	}
	return says(inEnvelope(`"TotalCount":` + total + `,"ProxySet":[` + strings.Join(entries, ",") + `]`))(req), nil
}

func plainEntry(n int) string { return fmt.Sprintf(`{"ProxyId":"link-%08d","Status":"RUNNING"}`, n) }

func always(text string) func(int) string { return func(int) string { return text } }

// listings are the two ways to read a list.
var listings = map[string]func(context.Context, *gaapapi.Client) ([]gaapapi.Proxy, error){
	"at once": func(ctx context.Context, c *gaapapi.Client) ([]gaapapi.Proxy, error) {
		return c.ListProxies(ctx, gaapapi.ProxyFilter{})
	},
	"page by page": func(ctx context.Context, c *gaapapi.Client) (all []gaapapi.Proxy, err error) {
		for proxy, err := range c.Proxies(ctx, gaapapi.ProxyQuery{}) {
			if err != nil {
				return nil, err
			}
			all = append(all, proxy)
		}
		return all, nil
	},
}

// A list is whole, or it is an error; it ends in any case.
func TestListProxies_lies(t *testing.T) {
	t.Parallel()
	for how, list := range listings {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			checkLies(t, list)
		})
	}
}

func checkLies(t *testing.T, list func(context.Context, *gaapapi.Client) ([]gaapapi.Proxy, error)) {
	t.Helper()
	for name, c := range map[string]struct {
		service lister
		want    int    // proxies
		code    string // of the error
		says    string // in the error
		calls   int
	}{
		"true":                     {lister{count: 250}, 250, "", "", 3},
		"none":                     {lister{}, 0, "", "", 1},
		"a full page":              {lister{count: 100}, 100, "", "", 2},
		"count of 0":               {lister{count: 250, total: always("0")}, 250, "", "", 3},
		"count one too small":      {lister{count: 250, total: always("249")}, 250, "", "", 3},
		"count of a page":          {lister{count: 200, total: always("100")}, 200, "", "", 3},
		"count too large":          {lister{count: 250, total: always("1000000")}, 250, "", "", 4},
		"largest count":            {lister{count: 250, total: always("9223372036854775807")}, 250, "", "", 4},
		"count but nothing":        {lister{total: always("250")}, 0, "", "", 1},
		"short pages":              {lister{count: 250, limit: 40}, 250, "", "", 7},
		"large pages":              {lister{count: 250, limit: 1000}, 250, "", "", 2},
		"nulls and nothing":        {lister{count: 150, entry: always("null")}, 0, "", "", 1},
		"offset ignored":           {lister{count: 250, skip: func(int) int { return 0 }}, 0, wire.CodeUnreadable, "nothing new", 6},
		"negative count":           {lister{count: 250, total: always("-1")}, 250, "", "", 3},
		"overflowing count":        {lister{count: 1, total: always("9223372036854775808")}, 0, "ClientError.ParseJsonError", "documented form", 7},
		"no count":                 {lister{count: 1, total: always("null")}, 0, wire.CodeUnreadable, "TotalCount", 7},
		"no id":                    {lister{count: 3, entry: always(`{"Status":"RUNNING"}`)}, 0, wire.CodeUnreadable, "lacks the id", 7},
		"strange id":               {lister{count: 3, entry: always(`{"ProxyId":"../x\u0007"}`)}, 0, wire.CodeUnreadable, `../x\a`, 7},
		"one proxy, again":         {lister{count: 30, entry: always(plainEntry(1))}, 1, "", "", 1},
		"one proxy, all pages":     {lister{count: 300, entry: always(plainEntry(1))}, 0, wire.CodeUnreadable, "nothing new", 6},
		"one proxy, many versions": {lister{count: 30, entry: func(n int) string { return fmt.Sprintf(`{"ProxyId":"link-1","Bandwidth":%d}`, n) }}, 0, wire.CodeUnreadable, "different things", 7},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.service.t = t
			all, err := list(t.Context(), newStubClient(t, "", &c.service))
			if c.code != "" {
				checkFailure(t, err, "DescribeProxies", c.code, requestID, c.says)
			} else if err != nil {
				t.Error(err)
			}
			if len(all) != c.want || c.service.calls != c.calls {
				t.Errorf("%d proxies in %d calls, want %d in %d", len(all), c.service.calls, c.want, c.calls)
			}
		})
	}
}

// A list without an end is an error, whatever it says of its length. Each way to
// read has one of the two: a walk takes a while, and is the same for both.
func TestListProxies_endless(t *testing.T) {
	t.Parallel()
	for how, total := range map[string]func(offset int) string{
		"at once": always("0"), "page by page": func(offset int) string { return fmt.Sprint(offset + 200) },
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			service := lister{t: t, count: 1 << 30, total: total}
			all, err := listings[how](t.Context(), newStubClient(t, "", &service))
			checkFailure(t, err, "DescribeProxies", wire.CodeUnreadable, requestID, "does not end after 50000")
			if len(all) != 0 || service.calls != 501 {
				t.Errorf("%d proxies in %d calls, want an error after 501", len(all), service.calls)
			}
		})
	}
}

// A refresh ends, too, and finds what the list does not hold by its id.
func TestRefreshProxy_lies(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		service lister
		calls   int // at most, for three proxies
	}{
		"no end":         {lister{count: 1 << 30, total: func(offset int) string { return fmt.Sprint(offset + 200) }}, 6},
		"largest count":  {lister{count: 1 << 30, total: always("9223372036854775807")}, 4},
		"offset ignored": {lister{count: 300, skip: func(int) int { return 0 }}, 6},
		"count of 0":     {lister{count: 300, total: always("0")}, 4},
		"no id":          {lister{count: 300, entry: always(`{}`)}, 10},
		"negative count": {lister{count: 300, total: always("-1")}, 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.service.t = t
			calls := 0
			client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
				calls++
				ids, _ := requested(t, req)
				if len(ids) > 0 {
					return says(inEnvelope(`"TotalCount":1,"ProxySet":[{"ProxyId":"` + ids[0] + `"}]`))(req)
				}
				resp, _ := c.service.RoundTrip(req)
				return resp
			}))
			for i := range 3 {
				id := fmt.Sprintf("link-z%07d", i)
				if p, err := client.RefreshProxy(t.Context(), id); err != nil || p.ID != id {
					t.Errorf("%s is %+v, %v", id, p, err)
				}
			}
			if calls > c.calls {
				t.Errorf("%d calls, want %d at most", calls, c.calls)
			}
		})
	}
}
