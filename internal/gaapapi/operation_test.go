package gaapapi_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// An operation whose time runs out says which time, how often it tried, and
// what the service answered last, wherever it stands: in a call of its own, or
// in one that another makes for it.
func TestWithTimeout(t *testing.T) {
	t.Parallel()
	create := func(s *service, ctx context.Context) error {
		_, err := s.client.CreateProxy(ctx, input(), "t-1")
		return err
	}
	read := func(s *service, ctx context.Context) error {
		_, err := s.client.DescribeProxy(ctx, "link-a1b2c3d4")
		return err
	}
	list := func(s *service, ctx context.Context) error {
		_, err := s.client.AccessRegionsByDestRegion(ctx, "Shanghai", "", "")
		return err
	}
	for name, c := range map[string]struct {
		call   func(*service, context.Context) error
		action string
		others bool // another, whose time is not limited, asks first
		before int  // what was sent for the other alone
	}{
		"own call":           {create, "CreateProxy", false, 0},
		"own read":           {read, "DescribeProxies", false, 0},
		"read of another":    {read, "DescribeProxies", true, 0},
		"own look-up":        {list, "DescribeAccessRegionsByDestRegion", false, 0},
		"look-up of another": {list, "DescribeAccessRegionsByDestRegion", true, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.Inject(gaapmock.Fault{Kind: gaapmock.FaultError, Message: "try later", Times: -1})
				if c.others {
					ctx, cancel := context.WithCancel(t.Context())
					defer synctest.Wait()
					defer cancel()
					go func() { _ = c.call(s, ctx) }()
					synctest.Wait()
				}
				ctx, cancel := s.client.WithTimeout(t.Context(), "timeouts.create", 5*time.Second)
				defer cancel()
				err := c.call(s, ctx)
				checkTimeout(t, err, c.action, len(s.Calls(c.action))-c.before)
			})
		})
	}
}

// checkTimeout demands that the time ran out after so many sendings, all of which
// were answered with the same error.
func checkTimeout(t *testing.T, err error, action string, sent int) {
	t.Helper()
	out, ok := errors.AsType[*wire.TimeoutError](err)
	if !ok || !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("the error is %v", err)
	}
	if out.Limit != "timeouts.create" || out.After != 5*time.Second || out.Action != action || out.Sent != sent || out.Sent < 3 {
		t.Errorf("%+v, %d calls", out, sent)
	}
	if out.Last.Action != action || out.Last.Code != "InternalError" || out.Last.Message != "try later" || out.Last.RequestID == "" {
		t.Errorf("the last answer is %+v", out.Last)
	}
	if want := "the time of timeouts.create (5s) ran out"; out.Error() != want {
		t.Errorf("%q, want %q", out.Error(), want)
	}
}

// A wait tells of the last answer, too, though it was no error.
func TestWithTimeout_wait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		id := s.AddProxy(gaapmock.Proxy{Status: gaapmock.StatusMoving})
		ctx, cancel := s.client.WithTimeout(t.Context(), "timeouts.update", 20*time.Minute)
		defer cancel()
		err := s.client.Watch(ctx, func(ctx context.Context) (bool, error) {
			_, err := s.client.DescribeProxyStatus(ctx, id)
			return false, err
		})
		out, ok := errors.AsType[*wire.TimeoutError](err)
		if !ok || out.Last.Code != "" || out.Last.RequestID == "" || out.Sent != len(s.Calls("DescribeProxiesStatus")) || out.Sent < 10 {
			t.Errorf("%v: %+v", err, out)
		}
		if want := "the time of timeouts.update (20m) ran out"; err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
	})
}

// Without an answer there is none to tell of, and what was cancelled did not
// run out of time.
func TestWithTimeout_noAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Inject(gaapmock.Fault{Kind: gaapmock.FaultHangBefore, Times: -1})
		ctx, cancel := s.client.WithTimeout(t.Context(), "timeouts.delete", time.Second)
		defer cancel()
		err := s.client.DestroyProxies(ctx, "link-a1b2c3d4", false)
		out, ok := errors.AsType[*wire.TimeoutError](err)
		if !ok || out.Sent != 1 || out.Action != "DestroyProxies" || out.Last != (wire.Answer{}) {
			t.Errorf("%v: %+v", err, out)
		}
		ctx, cancel = s.client.WithTimeout(t.Context(), "timeouts.delete", time.Hour)
		cancel()
		if err := s.client.DestroyProxies(ctx, "link-a1b2c3d4", false); !errors.Is(err, context.Canceled) {
			t.Error(err)
		} else if _, ok := errors.AsType[*wire.TimeoutError](err); ok {
			t.Error(err)
		}
	})
}
