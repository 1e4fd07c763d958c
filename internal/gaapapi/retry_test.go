package gaapapi_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// spoiled are the ways in which an answer leaves open what happened. executed
// says whether it did.
var spoiled = map[string]struct {
	fault    gaapmock.Fault
	executed bool
}{
	"lost before":        {gaapmock.Fault{Kind: gaapmock.FaultLostBefore}, false},
	"lost after":         {gaapmock.Fault{Kind: gaapmock.FaultLostAfter}, true},
	"cut body":           {gaapmock.Fault{Kind: gaapmock.FaultCutBody}, true},
	"html":               {gaapmock.Fault{Kind: gaapmock.FaultHTML}, true},
	"html before":        {gaapmock.Fault{Kind: gaapmock.FaultHTMLBefore}, false},
	"empty":              {gaapmock.Fault{Kind: gaapmock.FaultEmpty}, true},
	"hang":               {gaapmock.Fault{Kind: gaapmock.FaultHang}, true},
	"hang before":        {gaapmock.Fault{Kind: gaapmock.FaultHangBefore}, false},
	"foreign":            {gaapmock.Fault{Kind: gaapmock.FaultForeign}, true},
	"internal error":     {gaapmock.Fault{Kind: gaapmock.FaultError, Code: "InternalError"}, false},
	"unavailable":        {gaapmock.Fault{Kind: gaapmock.FaultError, Code: "ServiceUnavailable"}, false},
	"error after commit": {gaapmock.Fault{Kind: gaapmock.FaultErrorAfterCommit, Code: "InternalError"}, true},
	"killed before":      {gaapmock.Fault{Kind: gaapmock.FaultKillBefore}, false},
	"killed after":       {gaapmock.Fault{Kind: gaapmock.FaultKillAfter}, true},
}

// A call whose answer is spoiled is sent again as it was, with the same token,
// and the caller learns that an earlier sending may have counted.
func TestCreateProxy_spoiledAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range spoiled {
		for _, times := range []int{1, 2} {
			for _, replay := range []gaapmock.ReplayMode{gaapmock.ReplayDuplicated, gaapmock.ReplayFirstID} {
				t.Run(name+" "+string(replay), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						s := newService(t, gaapmock.Options{Replay: replay})
						fault, times := c.fault, times
						if fault.Kind == gaapmock.FaultForeign {
							times = 1 // the answer to the second sending is an error, which is not spoiled
						}
						fault.Action, fault.Times = "CreateProxy", times
						s.Inject(fault)
						out, err := s.client.CreateProxy(t.Context(), input(), "t-1")
						s.CheckTokens("CreateProxy", "t-1", times+1)
						s.CheckNoFaults()
						if n := len(s.Proxies()); n != 1 {
							t.Fatalf("%d proxies, want 1", n)
						}
						if c.executed && replay == gaapmock.ReplayDuplicated {
							api := errorOf(t, err)
							if wire.ClassOf(err) != wire.Duplicate || !out.Resent || !api.Resent || api.Attempts < times+1 || api.RequestID == "" {
								t.Errorf("%+v, %+v", out, api)
							}
							return
						}
						if err != nil || out.ID != s.Proxies()[0].ID || !out.Resent || out.RequestID == "" {
							t.Errorf("%+v, %v, want %s", out, err, s.Proxies()[0].ID)
						}
					})
				})
			}
		}
	}
}

// An answer that is only slow is waited for.
func TestCreateProxy_delay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Inject(gaapmock.Fault{Kind: gaapmock.FaultDelay, Delay: 20 * time.Second})
		out, err := s.client.CreateProxy(t.Context(), input(), "t-1")
		s.CheckTokens("CreateProxy", "t-1", 1)
		if err != nil || out.Resent || out.ID == "" {
			t.Errorf("%+v, %v", out, err)
		}
		s.CheckNoFaults()
	})
}

// Every write sends the same again, and gives up at last with an error that
// says so.
func TestWrites_spoiledForGood(t *testing.T) {
	t.Parallel()
	for action, call := range map[string]func(*service, context.Context, string) error{
		"CreateProxy": func(s *service, ctx context.Context, _ string) error {
			_, err := s.client.CreateProxy(ctx, input(), "t-1")
			return err
		},
		"ModifyProxiesAttribute": func(s *service, ctx context.Context, id string) error {
			return s.client.ModifyProxiesAttribute(ctx, id, "n")
		},
		"ModifyProxiesProject": func(s *service, ctx context.Context, id string) error {
			return s.client.ModifyProxiesProject(ctx, id, 1204)
		},
		"ModifyProxyConfiguration": func(s *service, ctx context.Context, id string) error {
			return s.client.ModifyProxyConfiguration(ctx, id, gaapapi.Configuration{Bandwidth: new(int64(20)), Concurrent: new(int64(5))})
		},
		"OpenProxies": func(s *service, ctx context.Context, id string) error {
			s.UpdateProxy(id, func(p *gaapmock.Proxy) { p.Status = gaapmock.StatusClosed })
			return s.client.OpenProxies(ctx, id)
		},
		"CloseProxies":   func(s *service, ctx context.Context, id string) error { return s.client.CloseProxies(ctx, id) },
		"DestroyProxies": func(s *service, ctx context.Context, id string) error { return s.client.DestroyProxies(ctx, id, true) },
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				// Without a memory for tokens, every sending has the same outcome.
				s := newService(t, gaapmock.Options{TokenWindow: time.Nanosecond, EarlyDestroy: gaapmock.EarlyDestroyAllowed, MaxProxies: -1},
					func(c *wire.Config) { c.Random = nil })
				id := s.AddProxy(gaapmock.Proxy{})
				s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultErrorAfterCommit, Times: -1})
				start := time.Now()
				err := call(s, t.Context(), id)
				api := errorOf(t, err)
				if wire.ClassOf(err) != wire.Ambiguous || api.Action != action || !api.Resent {
					t.Errorf("the error is %+v", api)
				}
				if took := time.Since(start); took > 2*time.Minute {
					t.Errorf("gave up after %s", took)
				}
				if api.Attempts < 4 || api.Attempts > 20 {
					t.Errorf("gave up after %d sendings", api.Attempts)
				}
				s.CheckTokens(action, "", api.Attempts)
			})
		})
	}
}

// Throttled calls were not executed: they are sent until they get through.
func TestThrottled(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		"RequestLimitExceeded", "RequestLimitExceeded.UinLimitExceeded", "RequestLimitExceeded.IPLimitExceeded", "RequestLimitExceeded.GlobalRegionUinLimitExceeded",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{ThrottleCode: code})
				s.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultThrottle, Times: 25})
				out, err := s.client.CreateProxy(t.Context(), input(), "t-1")
				if err != nil || out.Resent || out.ID != s.Proxies()[0].ID {
					t.Errorf("%+v, %v", out, err)
				}
				s.CheckTokens("CreateProxy", "t-1", 26)
				calls := s.Calls("CreateProxy")
				for i, call := range calls[1:] {
					if pause := call.Time.Sub(calls[i].Time); pause < 300*time.Millisecond || pause > 15*time.Second {
						t.Errorf("pause %d is %s", i, pause)
					}
				}
				if late := calls[25].Time.Sub(calls[24].Time); late < 5*time.Second {
					t.Errorf("the last pause is %s: the pauses do not grow", late)
				}
			})
		})
	}
}

// A call that is throttled for good ends with its context, and is known not to
// have been executed.
func TestThrottled_forGood(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Inject(gaapmock.Fault{Kind: gaapmock.FaultThrottle, Times: -1})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		start := time.Now()
		_, err := s.client.CreateProxy(ctx, input(), "t-1")
		interrupted, ok := errors.AsType[*wire.InterruptedError](err)
		if !ok || interrupted.MaybeDone || !errors.Is(err, context.DeadlineExceeded) || interrupted.Action != "CreateProxy" {
			t.Errorf("the error is %#v", err)
		}
		if took := time.Since(start); took != time.Minute {
			t.Errorf("gave up after %s, want a minute", took)
		}
		if _, err := s.client.DescribeProxyStatus(context.WithoutCancel(ctx), "link-x"); wire.ClassOf(err) != wire.Throttled || errorOf(t, err).RequestID == "" {
			t.Errorf("without a deadline the error is %v", err)
		}
	})
}

// What is final, busy, duplicate or gone is the caller's business: it is sent
// once, and the error says what the service said.
func TestOtherErrors_sentOnce(t *testing.T) {
	t.Parallel()
	for code, class := range map[string]wire.Class{
		"FailedOperation": wire.Final,
		"FailedOperation.AccountBalanceInsufficient": wire.Final,
		"FailedOperation.ProxySellOut":               wire.Final,
		"InvalidParameterValue.InvalidTags":          wire.Final,
		"AuthFailure.SignatureFailure":               wire.Final,
		"UnauthorizedOperation":                      wire.Final,
		"LimitExceeded":                              wire.Final,
		"ResourceUnavailable":                        wire.Final,
		"ResourceUnavailable.AccountViolation":       wire.Final,
		"InventedToday":                              wire.Final,
		"FailedOperation.ResourceCanNotAccess":       wire.Final,
		"FailedOperation.ActionIsDoing":              wire.Busy,
		"FailedOperation.DuplicatedRequest":          wire.Duplicate,
		"ResourceNotFound":                           wire.Gone,
	} {
		for _, status := range []int{200, 500} {
			t.Run(code, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					s := newService(t, gaapmock.Options{ErrorHTTPStatus: status})
					s.Inject(gaapmock.Fault{Kind: gaapmock.FaultError, Code: code, Message: "words"})
					out, err := s.client.CreateProxy(t.Context(), input(), "t-1")
					want := wire.Error{Action: "CreateProxy", Code: code, Message: "words", RequestID: s.Journal()[0].RequestID, Attempts: 1}
					if got := errorOf(t, err); *got != want || wire.ClassOf(err) != class || out != (gaapapi.CreateProxyOutput{}) {
						t.Errorf("%+v, %+v of class %s, want %+v of class %s", out, *got, wire.ClassOf(err), want, class)
					}
					if !strings.Contains(err.Error(), code) || !strings.Contains(err.Error(), want.RequestID) {
						t.Errorf("the text is %q", err)
					}
					s.CheckTokens("CreateProxy", "t-1", 1)
				})
			})
		}
	}
}

// A final error after an ambiguous one does not hide that the first sending
// may have counted.
func TestCreateProxy_resentThenFinal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		s.Inject(gaapmock.Fault{Kind: gaapmock.FaultLostAfter}, gaapmock.Fault{Kind: gaapmock.FaultError, Code: "LimitExceeded"})
		out, err := s.client.CreateProxy(t.Context(), input(), "t-1")
		if api := errorOf(t, err); api.Code != "LimitExceeded" || !api.Resent || !out.Resent || api.Attempts != 2 {
			t.Errorf("%+v, %+v", out, api)
		}
	})
}

// An answer about something else is not taken for the one that was asked for.
func TestReads_foreignAnswer(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"DescribeProxies", "DescribeProxyDetail", "DescribeProxiesStatus"} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				id := s.AddProxy(gaapmock.Proxy{Name: "mine"})
				if action == "DescribeProxyDetail" { // which is only asked when the other does not know
					s.Inject(gaapmock.Fault{Action: "DescribeProxies", Kind: gaapmock.FaultStaleRead})
				}
				s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultForeign})
				if status, err := s.client.DescribeProxyStatus(t.Context(), id); err != nil || status != gaapapi.StatusRunning {
					t.Errorf("%s, %v", status, err)
				}
				if p, err := s.client.DescribeProxy(t.Context(), id); err != nil || p.ID != id || p.Name != "mine" {
					t.Errorf("%+v, %v", p, err)
				}
				s.CheckNoFaults()
			})
		})
	}
}

// answers is a service that gives these answers, one after the other.
type answers []string

func (a *answers) RoundTrip(req *http.Request) (*http.Response, error) {
	body := (*a)[0]
	*a = (*a)[1:]
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: req}, nil
}

// An answer is not mixed with an earlier one that made no sense.
func TestReads_noMixture(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		transport := &answers{
			`{"Response":{"TotalCount":1,"ProxySet":[{"ProxyId":"link-other000","PolicyId":"sp-other","Status":"RUNNING","TagSet":[{"TagKey":"a","TagValue":"b"}]}],"RequestId":"r1"}}`,
			`{"Response":{"TotalCount":1,"ProxySet":[{"ProxyId":"link-mine0000","ProxyName":"mine"}],"RequestId":"r2"}}`,
		}
		client := newStubClient(t, "", transport)
		p, err := client.DescribeProxy(t.Context(), "link-mine0000")
		if err != nil || p.Name != "mine" || p.PolicyID != "" || p.Status != "" || len(p.Tags) != 0 || len(*transport) != 0 {
			t.Errorf("%+v, %v", p, err)
		}
	})
}
