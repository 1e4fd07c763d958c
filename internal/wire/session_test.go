package wire_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	deployARN  = "qcs::cam::uin/" + gaapmock.DefaultAccountID + ":roleName/deploy"
	partnerARN = "qcs::cam::uin/100000000002:roleName/partner"
)

func deploy() wire.Role {
	return wire.Role{ARN: deployARN, SessionName: "test", Duration: 2 * time.Hour}
}

// as returns a client that calls with the credentials of a source.
func (s *service) as(source wire.CredentialSource, change ...func(*wire.Config)) caller {
	s.T.Helper()
	return s.newClient(append(change, func(c *wire.Config) { c.Credentials = source })...)
}

// keyless returns a client without credentials, as web identities and
// instances need.
func (s *service) keyless(change ...func(*wire.Config)) caller {
	return s.as(nil, change...)
}

func status(ctx context.Context, c caller) error {
	_, err := c.read(ctx, "link-none")
	if wire.ClassOf(err) == wire.Gone {
		return nil
	}
	return err
}

// checkCalls demands how often an action was called, and that none was refused.
func (s *service) checkCalls(action string, want int) {
	s.T.Helper()
	calls := s.Calls(action)
	if len(calls) != want {
		s.T.Errorf("%s was called %d times, want %d", action, len(calls), want)
	}
	for _, call := range calls {
		if call.Code != "" {
			s.T.Errorf("%s was refused with %s", action, call.Code)
		}
	}
}

// Runs that last longer than a session renew it in time, once for all callers.
func TestSession_longRun(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		client := s.as(s.client.AssumeRole(deploy()))
		const hours = 9
		for range hours * 12 {
			var group sync.WaitGroup
			for range 5 {
				group.Go(func() {
					if err := status(t.Context(), client); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			time.Sleep(5 * time.Minute)
		}
		s.checkCalls("AssumeRole", 5) // at 0:00, 1:50, 3:40, 5:30, 7:20
		for _, call := range s.Journal() {
			if call.Code != "" {
				t.Fatalf("%s was refused with %s", call.Action, call.Code)
			}
		}
	})
}

// Sessions of any length work, also when the service's clock is ahead.
func TestSession_lengths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		duration, ahead, pause time.Duration
	}{
		{10 * time.Second, 0, time.Second},
		{5 * time.Minute, 4 * time.Minute, 10 * time.Second},
		{5 * time.Minute, -4 * time.Minute, 10 * time.Second},
		{12 * time.Hour, 4 * time.Minute, 11 * time.Minute},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{Clock: aheadClock(c.ahead)})
			role := deploy()
			role.Duration = c.duration
			client := s.as(s.client.AssumeRole(role))
			for start := time.Now(); time.Since(start) < 3*c.duration; time.Sleep(c.pause) {
				if err := status(t.Context(), client); err != nil {
					t.Fatalf("%+v: %v", c, err)
				}
			}
			s.checkCalls("DescribeProxiesStatus", len(s.Calls("DescribeProxiesStatus")))
			if n := len(s.Calls("AssumeRole")); n < 3 || c.ahead >= 0 && n > 4 {
				t.Errorf("%+v: %d sessions, want 3 or 4", c, n)
			}
		})
	}
}

type aheadClock time.Duration

func (c aheadClock) Now() time.Time { return time.Now().Add(time.Duration(c)) }

// A renewal that fails is nobody's error while the credentials are good; when
// they are no longer, calls fail before they are sent; then all is well again.
func TestSession_failingRenewal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		client := s.as(s.client.AssumeRole(deploy()))
		if err := status(t.Context(), client); err != nil {
			t.Fatal(err)
		}
		s.Inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultError, Code: "ResourceNotFound.RoleNotFound", Times: -1})
		time.Sleep(110 * time.Minute)
		for start := time.Now(); time.Since(start) < 9*time.Minute; time.Sleep(time.Second) {
			if err := status(t.Context(), client); err != nil {
				t.Fatalf("after %s: %v", time.Since(start), err)
			}
		}
		if n := len(s.Calls("AssumeRole")); n < 10 || n > 20 {
			t.Errorf("%d sessions were asked for, want about two in a minute", n)
		}
		time.Sleep(2 * time.Minute)
		sent := len(s.Calls("DescribeProxiesStatus"))
		_, err := client.read(t.Context(), "link-none")
		missing, ok := errors.AsType[*wire.CredentialsError](err)
		if !ok || wire.CodeOf(missing.Cause) != "ResourceNotFound.RoleNotFound" || missing.Resent {
			t.Errorf("the error is %v", err)
		}
		if class := wire.ClassOf(err); class != wire.Final { // above all not Gone
			t.Errorf("the class is %s, want final", class)
		}
		if len(s.Calls("DescribeProxiesStatus")) != sent {
			t.Error("a call was sent without credentials")
		}
		s.ClearFaults()
		if err := status(t.Context(), client); err != nil {
			t.Error(err)
		}
	})
}

// Only one caller waits for a renewal while the credentials are good.
func TestSession_slowRenewal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		client := s.as(s.client.AssumeRole(deploy()))
		if err := status(t.Context(), client); err != nil {
			t.Fatal(err)
		}
		time.Sleep(111 * time.Minute)
		s.Inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultHang})
		start := time.Now()
		go func() {
			_ = client.tag(t.Context(), "a", "b")
		}()
		synctest.Wait()
		if err := status(t.Context(), client); err != nil || time.Since(start) > time.Second {
			t.Errorf("%v after %s, want a call with the old credentials", err, time.Since(start))
		}
		time.Sleep(time.Minute)
		s.CheckNoFaults()
		s.checkCalls("AssumeRole", 3)
	})
}

// The answer of STS may be lost or spoiled in any way: it is asked again.
func TestSession_spoiledAnswer(t *testing.T) {
	t.Parallel()
	for _, fault := range []gaapmock.Fault{
		{Kind: gaapmock.FaultLostBefore},
		{Kind: gaapmock.FaultLostAfter},
		{Kind: gaapmock.FaultCutBody},
		{Kind: gaapmock.FaultHTML},
		{Kind: gaapmock.FaultHTMLBefore},
		{Kind: gaapmock.FaultEmpty},
		{Kind: gaapmock.FaultHang},
		{Kind: gaapmock.FaultHangBefore},
		{Kind: gaapmock.FaultForeign},
		{Kind: gaapmock.FaultError, Code: "InternalError"},
		{Kind: gaapmock.FaultError, Code: "ServiceUnavailable"},
		{Kind: gaapmock.FaultErrorAfterCommit, Code: "InternalError"},
		{Kind: gaapmock.FaultKillBefore},
		{Kind: gaapmock.FaultKillAfter},
	} {
		t.Run(string(fault.Kind)+fault.Code, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				fault.Action = "AssumeRole"
				s.Inject(fault)
				if err := status(t.Context(), s.as(s.client.AssumeRole(deploy()))); err != nil {
					t.Error(err)
				}
				s.CheckNoFaults()
			})
		})
	}
}

// Temporary credentials that the service no longer takes are renewed once; the
// call was not executed, so it is sent again, with the same token.
func TestSession_refusedToken(t *testing.T) {
	t.Parallel()
	refused := gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultError, Code: "AuthFailure.TokenFailure"}
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		client := s.as(s.client.AssumeRole(deploy()))
		if err := status(t.Context(), client); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Minute) // else it might not be known everywhere yet
		s.Inject(refused)
		out, err := client.order(t.Context(), "t-1")
		if err != nil || out.Resent {
			t.Errorf("%+v %v, want a new proxy", out, err)
		}
		s.CheckTokens("CreateProxy", "t-1", 2)
		s.checkCalls("AssumeRole", 2)

		time.Sleep(2 * time.Minute)
		refused.Times = -1
		s.Inject(refused)
		if _, err := client.order(t.Context(), "t-2"); wire.CodeOf(err) != refused.Code {
			t.Errorf("the error is %v", err)
		}
		s.checkCalls("AssumeRole", 3)
		before := len(s.Calls("CreateProxy"))
		if _, err := s.client.order(t.Context(), "t-3"); wire.CodeOf(err) != refused.Code {
			t.Errorf("the error is %v", err)
		}
		if n := len(s.Calls("CreateProxy")) - before; n != 1 {
			t.Errorf("with a key that cannot be renewed, the call was sent %d times", n)
		}
	})
}

// Temporary credentials that were handed out just now may not be known
// everywhere: a call that is refused for them is sent again for a while, with
// the same token. What they may not do is no reason, nor is a key that lasts.
func TestSession_freshKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		code      string
		permanent bool
		age       time.Duration
		times     int
		sent      int // times
		fails     bool
	}{
		"unknown at first":         {"AuthFailure.SecretIdNotFound", false, 0, 1, 2, false},
		"unknown for some time":    {"AuthFailure.SecretIdNotFound", false, 0, 5, 6, false},
		"unknown for good":         {"AuthFailure.SecretIdNotFound", false, 0, -1, 6, true},
		"a token that is unknown":  {"AuthFailure.TokenFailure", false, 0, 3, 4, false},
		"a token that is wrong":    {"AuthFailure.TokenFailure", false, 0, -1, 7, true}, // and with another one
		"a signature":              {"AuthFailure.SignatureFailure", false, 0, 2, 3, false},
		"no code of its own":       {"AuthFailure", false, 0, 2, 3, false},
		"not allowed":              {"AuthFailure.UnauthorizedOperation", false, 0, 1, 1, true},
		"not allowed by a service": {"UnauthorizedOperation", false, 0, 1, 1, true},
		"the wrong time":           {"AuthFailure.SignatureExpire", false, 0, 1, 1, true},
		"no longer fresh":          {"AuthFailure.SecretIdNotFound", false, time.Minute, 1, 1, true},
		"a key that lasts":         {"AuthFailure.SecretIdNotFound", true, 0, 1, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				client := s.client
				if !c.permanent {
					client = s.as(s.client.AssumeRole(deploy()))
				}
				if err := status(t.Context(), client); err != nil { // hands the key out
					t.Fatal(err)
				}
				time.Sleep(c.age)
				s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultError, Code: c.code, Times: c.times})
				start := time.Now()
				out, err := client.order(t.Context(), "t-1")
				if c.fails {
					if api := errorOf(t, err); api.Code != c.code || api.Attempts != c.sent || api.Resent {
						t.Errorf("the error is %+v", api)
					}
				} else if err != nil || out.Resent {
					t.Errorf("%+v, %v", out, err)
				}
				if took := time.Since(start); took > 30*time.Second || c.sent == 1 && took > time.Second {
					t.Errorf("it took %s", took)
				}
				s.CheckTokens("CreateProxy", "t-1", c.sent)
				if want := len(s.Proxies()); (want == 1) == c.fails {
					t.Errorf("there are %d proxies", want)
				}
			})
		})
	}
}

// Who waits for credentials ends with the context; others go on for themselves.
func TestSession_interrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		client := s.as(s.client.AssumeRole(deploy()))
		s.Inject(gaapmock.Fault{Action: "AssumeRole", Kind: gaapmock.FaultHangBefore})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(3*time.Second, cancel)
		other := make(chan error)
		go func() {
			time.Sleep(time.Second)
			other <- status(t.Context(), client)
		}()
		start := time.Now()
		_, err := client.order(ctx, "t-1")
		interrupted, ok := errors.AsType[*wire.InterruptedError](err)
		if !ok || interrupted.MaybeDone || !errors.Is(err, context.Canceled) || time.Since(start) > 4*time.Second {
			t.Errorf("%v after %s, want an interruption of a call that was not sent", err, time.Since(start))
		}
		if err := <-other; err != nil || time.Since(start) > 5*time.Second {
			t.Errorf("%v after %s, want a session of its own", err, time.Since(start))
		}
		if n := len(s.Calls("CreateProxy")); n != 0 {
			t.Errorf("CreateProxy was sent %d times", n)
		}
	})
}

// lastHeader is that of the latest request of an action.
func (s *service) lastHeader(action string) http.Header {
	s.T.Helper()
	for _, header := range slices.Backward(s.Headers()) {
		if header.Get("X-TC-Action") == action {
			return header
		}
	}
	s.T.Fatalf("%s was not called", action)
	return nil
}
