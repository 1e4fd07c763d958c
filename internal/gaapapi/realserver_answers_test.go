package gaapapi_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// One who gives up does not take others along.
func TestRealServersStatus_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{RealServer: atOnce})
		s.Latency = slowly(time.Second)
		ids := slices.Sorted(maps.Keys(s.addRealServers(5)))
		ctx, cancel := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer cancel()
		var group sync.WaitGroup
		group.Go(func() {
			_, err := s.client.RealServersStatus(ctx, ids[0])
			if interrupted, ok := errors.AsType[*wire.InterruptedError](err); !ok || interrupted.Action != "DescribeRealServersStatus" {
				t.Errorf("the error is %v", err)
			}
		})
		synctest.Wait()
		for _, id := range ids[1:] {
			group.Go(func() {
				if _, err := s.client.RealServersStatus(t.Context(), id); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if n := len(s.Journal()); n != 2 {
			t.Errorf("%d calls, want the one that was given up and one for the others", n)
		}
	})
}

// Answers that make no sense are errors.
func TestRealServers_nonsense(t *testing.T) {
	t.Parallel()
	const id = "rs-a1b2c3d4"
	list := func(ctx context.Context, c *gaapapi.Client) error {
		_, err := c.RealServersByAddress(ctx, "1.1.1.1")
		return err
	}
	status := func(ctx context.Context, c *gaapapi.Client) error { _, err := c.RealServersStatus(ctx, id); return err }
	add := func(ctx context.Context, c *gaapapi.Client) error {
		_, err := c.AddRealServer(ctx, gaapapi.RealServerInput{Address: "1.1.1.1", Name: "n"})
		return err
	}
	for name, c := range map[string]struct {
		call func(context.Context, *gaapapi.Client) error
		body string
		ok   bool
	}{
		"a list":               {list, `"TotalCount":1,"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"1.1.1.1","TagSet":null,"ProjectId":null}]`, true},
		"an empty list":        {list, `"TotalCount":0,"RealServerSet":null`, true},
		"no count":             {list, `"RealServerSet":[]`, false},
		"no id":                {list, `"TotalCount":1,"RealServerSet":[{"RealServerIP":"1.1.1.1"}]`, false},
		"a contradiction":      {list, `"TotalCount":2,"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"1.1.1.1"},{"RealServerId":"rs-1","RealServerIP":"1.1.1.2"}]`, false},
		"a status":             {status, `"RealServerStatusSet":[{"RealServerId":"` + id + `","BindStatus":1,"ProxyId":null,"GroupId":null}]`, true},
		"no status":            {status, `"RealServerStatusSet":[{"RealServerId":"` + id + `"}]`, false},
		"another's status":     {status, `"RealServerStatusSet":[{"RealServerId":"rs-other","BindStatus":0}]`, false},
		"an id":                {add, `"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"1.1.1.1"}]`, true},
		"no new id":            {add, `"RealServerSet":[]`, false},
		"two new ids":          {add, `"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"1.1.1.1"},{"RealServerId":"rs-2","RealServerIP":"1.1.1.1"}]`, false},
		"one for another":      {add, `"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"1.1.1.2"}]`, false},
		"an id that is no id":  {add, `"RealServerSet":[{"RealServerId":"../x","RealServerIP":"1.1.1.1"}]`, false},
		"an answer about none": {add, `"A":1`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := c.call(t.Context(), newStubClient(t, "", says(inEnvelope(c.body))))
			if c.ok && err != nil || !c.ok && wire.CodeOf(err) != wire.CodeUnreadable {
				t.Errorf("%v", err)
			}
		})
	}
}

// What is no answer of the API says nothing about an origin.
func TestDescribeRealServer_noAnswer(t *testing.T) {
	t.Parallel()
	refuse := stub(func(req *http.Request) *http.Response {
		resp := says([]byte("<html>"))(req)
		resp.StatusCode, resp.Status = http.StatusForbidden, "403 Forbidden"
		return resp
	})
	if _, err := newStubClient(t, "", refuse).DescribeRealServer(t.Context(), "rs-a1b2c3d4", "1.1.1.1"); err == nil || wire.ClassOf(err) == wire.Gone {
		t.Errorf("%v is %s", err, wire.ClassOf(err))
	}
}
