package wire_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// script answers one call after the other; "" is an answer that is lost, and the
// last answer is repeated.
type script struct {
	mu      sync.Mutex
	answers []string
	sent    []time.Time
}

func (s *script) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, time.Now())
	answer := s.answers[min(len(s.sent), len(s.answers))-1]
	if answer == "" {
		return nil, errors.New("connection reset by peer")
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(`{"Response":{` + answer + `"RequestId":"r-1"}}`)), Request: req,
	}, nil
}

func refusal(code, message string) string {
	return `"Error":{"Code":"` + code + `","Message":"` + message + `"},`
}

// said is an answer without anything to say.
type said struct {
	*tchttp.BaseResponse

	Response struct{ Done bool }
}

// send makes a call of an action, in a service that follows a script.
func send(t *testing.T, s *script, effect wire.Effect, options ...wire.CallOption) (wire.Outcome, error) {
	t.Helper()
	return sendWith(t.Context(), t, s, effect, options...)
}

func sendWith(ctx context.Context, t *testing.T, s *script, effect wire.Effect, options ...wire.CallOption) (wire.Outcome, error) {
	t.Helper()
	client, err := wire.New(wire.Config{Transport: s})
	if err != nil {
		t.Fatal(err)
	}
	req := tchttp.NewCommonRequest("gaap", "2018-05-29", "DoSomething")
	return client.Call(ctx, effect, req, &said{BaseResponse: &tchttp.BaseResponse{}}, nil, options...)
}

// What is sent again after an answer that was lost, and what its caller gets to
// know when the next answer comes, or none.
func TestEffects_lost(t *testing.T) {
	t.Parallel()
	done, gone := `"Done":true,`, refusal("ResourceNotFound", "no such thing")
	type want struct {
		sent                 int
		class                wire.Class
		resent, gone, doubts bool
	}
	for name, c := range map[string]struct {
		effect  wire.Effect
		answers []string
		want    want
	}{
		"a read":                                {wire.ReadOnly, []string{"", done}, want{2, wire.OK, false, false, false}},
		"a read that fails for good":            {wire.ReadOnly, []string{""}, want{7, wire.Ambiguous, false, false, false}},
		"a repeated write":                      {wire.Idempotent, []string{"", done}, want{2, wire.OK, true, false, false}},
		"one that is refused then":              {wire.Idempotent, []string{"", gone}, want{2, wire.Gone, true, false, true}},
		"a write that is refused":               {wire.Idempotent, []string{refusal("InvalidParameter", "x")}, want{1, wire.Final, false, false, false}},
		"a removal":                             {wire.Removes, []string{"", gone}, want{2, wire.OK, true, true, false}},
		"a removal of nothing":                  {wire.Removes, []string{gone}, want{1, wire.Gone, false, false, false}},
		"a removal, refused by a rate":          {wire.Removes, []string{refusal("RequestLimitExceeded", "x"), gone}, want{2, wire.Gone, false, false, false}},
		"a removal, lost at first only":         {wire.Removes, []string{"", refusal("RequestLimitExceeded", "x"), gone}, want{3, wire.OK, true, true, false}},
		"one with a token":                      {wire.WithToken, []string{"", done}, want{2, wire.OK, true, false, false}},
		"an order":                              {wire.CreatesWithToken, []string{"", done}, want{2, wire.OK, true, false, false}},
		"creates each time":                     {wire.CreatesEachTime, []string{"", done}, want{1, wire.Ambiguous, false, false, true}},
		"creates each time, InternalError":      {wire.CreatesEachTime, []string{refusal("InternalError", "x"), done}, want{1, wire.Ambiguous, false, false, true}},
		"creates each time, and never executed": {wire.CreatesEachTime, []string{refusal("RequestLimitExceeded", "x"), done}, want{2, wire.OK, false, false, false}},
		"creates each time, refused":            {wire.CreatesEachTime, []string{gone}, want{1, wire.Gone, false, false, false}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: c.answers}
				outcome, err := send(t, s, c.effect)
				got := want{sent: len(s.sent), class: wire.ClassOf(err), resent: outcome.Resent, gone: outcome.Gone}
				if api, ok := errors.AsType[*wire.Error](err); ok {
					got.doubts = api.MaybeDone
					if api.Resent != outcome.Resent || api.Attempts != len(s.sent) {
						t.Errorf("the error is %+v, the outcome %+v", api, outcome)
					}
				}
				if got != c.want {
					t.Errorf("%+v, want %+v (%v)", got, c.want, err)
				}
			})
		})
	}
}

// Who gives up knows whether a write may have been executed.
func TestEffects_interrupted(t *testing.T) {
	t.Parallel()
	for effect, want := range map[wire.Effect]bool{wire.ReadOnly: false, wire.Idempotent: true, wire.Removes: true, wire.CreatesEachTime: true} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := &script{answers: []string{""}}
			cancel()
			_, err := sendWith(ctx, t, s, effect)
			if interrupted, ok := errors.AsType[*wire.InterruptedError](err); !ok || interrupted.MaybeDone || len(s.sent) > 0 {
				t.Errorf("%s, not sent: %v", effect, err)
			}
			ctx, cancel = context.WithTimeout(t.Context(), time.Millisecond)
			defer cancel()
			_, err = sendWith(ctx, t, s, effect)
			interrupted, ok := errors.AsType[*wire.InterruptedError](err)
			if effect == wire.CreatesEachTime { // which does not wait to send again
				if api, isAPI := errors.AsType[*wire.Error](err); !isAPI || !api.MaybeDone {
					t.Errorf("%s: %v", effect, err)
				}
			} else if !ok || interrupted.MaybeDone != want {
				t.Errorf("%s: %v", effect, err)
			}
		})
	}
}

// An action may read more from an answer than its code says.
func TestClassify(t *testing.T) {
	t.Parallel()
	notExist := func(code, message string) wire.Class {
		if code == "InvalidParameter" && strings.HasSuffix(message, "Not Exist.") {
			return wire.Gone
		}
		return wire.OK
	}
	for answer, want := range map[string]wire.Class{
		refusal("InvalidParameter", "ThingId(a) Not Exist."):   wire.Gone,
		refusal("InvalidParameter", "ThingId"):                 wire.Final,
		refusal("InvalidParameterValue", "Thing a Not Exist."): wire.Final,
		refusal("ResourceNotFound", "a"):                       wire.Gone,
		`"Done":true,`:                                         wire.OK,
	} {
		synctest.Test(t, func(t *testing.T) {
			s := &script{answers: []string{answer}}
			if _, err := send(t, s, wire.ReadOnly, wire.Classify(notExist)); wire.ClassOf(err) != want || len(s.sent) != 1 {
				t.Errorf("%s: %s after %d sendings, want %s", answer, wire.ClassOf(err), len(s.sent), want)
			}
			if _, err := send(t, s, wire.ReadOnly); want == wire.Gone && strings.Contains(answer, "InvalidParameter") && wire.ClassOf(err) != wire.Final {
				t.Errorf("another action: %s", wire.ClassOf(err))
			}
			s.answers = []string{"", answer}
			s.sent = nil
			if outcome, err := send(t, s, wire.Removes, wire.Classify(notExist)); outcome.Gone != (want == wire.Gone) {
				t.Errorf("a removal is told %s: %+v, %v", answer, outcome, err)
			}
		})
	}
}

// An action with a quota of its own begins with a quarter of it, and keeps any
// second within it; a lower rate of the provider lowers it in proportion.
func TestPerSecond(t *testing.T) {
	t.Parallel()
	for rate, want := range map[int]int{20: 200, 2: 20} {
		synctest.Test(t, func(t *testing.T) {
			s := &script{answers: []string{`"Done":true,`}}
			client, err := wire.New(wire.Config{Transport: s, RequestsPerSecond: rate})
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			var group sync.WaitGroup
			for range 3 * want {
				group.Go(func() {
					req := tchttp.NewCommonRequest("gaap", "2018-05-29", "DoMuch")
					if _, err := client.Call(t.Context(), wire.ReadOnly, req, &said{BaseResponse: &tchttp.BaseResponse{}}, nil, wire.PerSecond(200)); err != nil {
						t.Error(err)
					}
				})
			}
			group.Wait()
			if took := time.Since(start); took < 2*time.Second || took > 5*time.Second {
				t.Errorf("%d calls at %d a second took %s", 3*want, want, took)
			}
			for i := range s.sent[:len(s.sent)-want] {
				if s.sent[i+want].Sub(s.sent[i]) < time.Second {
					t.Fatalf("more than %d calls within a second, from %s on", want, s.sent[i].Sub(start))
				}
			}
		})
	}
}
