package wire

import (
	"context"
	"errors"
	"reflect"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	tchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
)

// gracePeriod is how long a call that makes an object may go on after its
// caller gave up.
const gracePeriod = 10 * time.Second

// Request is what every type of the SDK for requests is.
type Request interface {
	tchttp.Request
	SetContext(ctx context.Context)
}

// Response is what every type of the SDK for answers is.
type Response = tchttp.Response

// Outcome is what is known about a call beside its answer.
type Outcome struct {
	// Resent says that an earlier sending of the same call may have been
	// executed, so that the answer may be about its effect.
	Resent bool
	// Gone says that a call that removes was told so after an answer that was
	// lost. It succeeded, and has no answer.
	Gone bool
	// RequestID is that of the answer, as it may be shown.
	RequestID string
}

// call is a call on its way.
type call struct {
	callOptions

	effect Effect
	most   retries
	req    Request
	resp   Response
	check  func() error
}

// Call is the one way to the service: limiter, send, classify, retry. The same
// request is sent each time, so a ClientToken in it stays the same; effect says
// whether it may be. check looks at an answer that the SDK could decode; an error
// from it means that the answer makes no sense, which is treated like one that
// cannot be read.
func (c *Client) Call(ctx context.Context, effect Effect, req Request, resp Response, check func() error, options ...CallOption) (Outcome, error) {
	most := maxRetries
	if effect == CreatesEachTime {
		most.ambiguous = 0
	}
	return c.send(ctx, call{callOptions: optionsOf(options), effect: effect, most: most, req: req, resp: resp, check: check})
}

func (c *Client) send(ctx context.Context, call call) (Outcome, error) {
	action := call.req.GetAction()
	limiter := c.limiter(action, call.perSecond)
	var done Outcome
	var before retries
	answer := reflect.ValueOf(call.resp).Elem()
	blank := reflect.New(answer.Type()).Elem()
	blank.Set(answer)
	sending, end := c.sendContext(ctx, call.effect)
	defer end()
	for {
		slot, err := limiter.acquire(ctx)
		if err != nil {
			return done, interruptedError(ctx, action, done.Resent, err)
		}
		answer.Set(blank) // else the answer would be decoded on top of the one before
		keys, err := c.credentials(ctx, call.req)
		if err != nil {
			limiter.release(slot, false)
			return done, notSentError(ctx, action, done.Resent, err)
		}
		done.RequestID, err = c.sendOnce(sending, keys, call)
		limiter.release(slot, ClassOf(err) == Throttled)
		lost := ClassOf(err) == Ambiguous && call.effect != ReadOnly
		if ctx.Err() != nil && ClassOf(err) == Ambiguous { // what the service has answered counts, in time or not
			return done, interruptedError(ctx, action, lost, ctx.Err())
		}
		if call.effect == Removes && done.Resent && ClassOf(err) == Gone {
			done.Gone = true
			return done, nil
		}
		nth, again := c.shouldRetry(&before, call.most, keys, err)
		if !again {
			return done, withAttempts(err, 1+before.total(), done.Resent, lost)
		}
		done.Resent = done.Resent || lost
		if err := c.poller.Sleep(ctx, resendBackoff, nth); err != nil {
			return done, interruptedError(ctx, action, done.Resent, err)
		}
	}
}

// sendContext returns the context in which a call is sent. One that makes an object
// has a grace period after its caller gave up: what was made is to be known.
func (c *Client) sendContext(ctx context.Context, effect Effect) (context.Context, context.CancelFunc) {
	if !effect.makesObject() {
		return context.WithCancel(ctx)
	}
	return c.WithGrace(ctx)
}

// WithGrace returns the context in which a caller looks what a call has made that does
// not name it: it outlasts the caller's as the call itself does.
func (c *Client) WithGrace(ctx context.Context) (context.Context, context.CancelFunc) {
	sending, end := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		_ = c.poller.Clock.Sleep(sending, gracePeriod) // ends early if the answer is there
		end()
	})
	return sending, func() { stop(); end() }
}

// sendOnce sends the request once, logs what came of it, and returns the RequestId.
func (c *Client) sendOnce(ctx context.Context, keys Credentials, call call) (string, error) {
	req := call.req
	sending, seen := withReceived(ctx, req, secretsOf(keys, req, call.hidden), call.keys)
	req.SetContext(sending)
	sdk := *c.global // a copy for this request, because credentials change
	if req.GetService() == "sts" {
		sdk = *c.sts
	}
	sdk.WithCredential(common.NewTokenCredential(keys.SecretID, keys.SecretKey, keys.Token))
	noteSent(ctx, req.GetAction())
	start := c.poller.Clock.Now()
	err := errorFromSDK(req.GetAction(), sdk.Send(req, call.resp), seen)
	if err == nil {
		if problem := checkResponse(seen, call.check); problem != nil {
			err = &Error{Action: req.GetAction(), Code: CodeUnreadable, Message: seen.message(problem.Error())}
		}
	}
	requestID := seen.secrets.show(seen.requestID)
	if api, ok := errors.AsType[*Error](err); ok && api.RequestID == "" {
		api.RequestID = requestID
	}
	classify(err, call.class)
	noteAnswer(ctx, req.GetAction(), requestID, err)
	fields := map[string]any{"action": req.GetAction(), "effect": call.effect.String(), "duration_ms": c.poller.Clock.Now().Sub(start).Milliseconds()}
	if err != nil {
		fields["code"], fields["request_id"] = CodeOf(err), requestIDOf(err)
	}
	c.log(ctx, "GAAP API call", fields)
	return requestID, err
}

// checkResponse checks an answer that could be decoded. Every answer of the
// service has a RequestId.
func checkResponse(seen *received, check func() error) error {
	if seen.requestID == "" {
		return errors.New("the answer has no RequestId")
	}
	if check == nil {
		return nil
	}
	return check()
}
