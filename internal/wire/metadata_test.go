package wire_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// An instance's role needs no key, and is renewed like any other.
func TestInstanceRole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		client := s.as(s.keyless().InstanceRole("deploy"))
		for range 24 {
			if err := status(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			time.Sleep(10 * time.Minute)
		}
		s.checkCalls("metadata", 3) // at 0:00, 1:50, 3:40
	})
}

func TestInstanceRole_unknown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		err := status(t.Context(), s.as(s.keyless().InstanceRole("other/role")))
		if err == nil || !strings.Contains(err.Error(), `role "other/role" from http://metadata.tencentyun.com`) || !strings.Contains(err.Error(), "no role of this name") {
			t.Errorf("the error is %v", err)
		}
		if n := len(s.Journal()); n != 1 {
			t.Errorf("%d calls, want 1", n)
		}
	})
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// metadataAnswers hands out answers in their order, and the last one for good.
func metadataAnswers(seen *int, all ...*http.Response) func(*wire.Config) {
	return func(c *wire.Config) {
		c.Transport = transport(func(*http.Request) (*http.Response, error) {
			answer := all[min(*seen, len(all)-1)]
			*seen++
			if answer == nil {
				return nil, errors.New("no route to host")
			}
			return answer, nil
		})
	}
}

func answerOf(code int, body string) *http.Response {
	return &http.Response{StatusCode: code, Body: io.NopCloser(strings.NewReader(body)), Header: http.Header{}}
}

// What goes wrong on the way is tried again, a few times; what the service
// answers never shows.
func TestInstanceRole_failures(t *testing.T) {
	t.Parallel()
	const good = `{"TmpSecretId":"id","TmpSecretKey":"s3cret","Token":"t0ken","ExpiredTime":4102444800,"Code":"Success"}`
	for name, c := range map[string]struct {
		answers []*http.Response
		want    string // in the error; empty: none
		calls   int
	}{
		"at the second try":   {[]*http.Response{nil, answerOf(200, good)}, "", 2},
		"after a bad gateway": {[]*http.Response{answerOf(502, "s3cret"), answerOf(200, good)}, "", 2},
		"never":               {[]*http.Response{nil}, "only does on instances of Tencent Cloud", 4},
		"status":              {[]*http.Response{answerOf(500, "s3cret")}, "HTTP status 500", 4},
		"no JSON":             {[]*http.Response{answerOf(200, "s3cret")}, "not valid JSON", 4},
		"not a success":       {[]*http.Response{answerOf(200, `{"TmpSecretKey":"s3cret","Code":"Failed"}`)}, `"Failed"`, 4},
		"incomplete":          {[]*http.Response{answerOf(200, `{"TmpSecretKey":"s3cret","Code":"Success"}`)}, "no credentials", 4},
		"expired":             {[]*http.Response{answerOf(200, strings.Replace(good, "4102444800", "1", 1))}, "have expired already", 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				for _, answer := range c.answers[len(c.answers)-1:] {
					if answer != nil && c.calls == 4 { // the same answer again and again
						body, _ := io.ReadAll(answer.Body)
						answer.Body = repeated(body)
					}
				}
				s := newService(t, gaapmock.Options{})
				seen := 0
				keys, err := s.keyless(metadataAnswers(&seen, c.answers...)).InstanceRole("deploy").Credentials(t.Context())
				if c.want == "" && (err != nil || keys != wire.Credentials{SecretID: "id", SecretKey: "s3cret", Token: "t0ken"}) {
					t.Errorf("%v %v", keys, err)
				}
				if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "s3cret")) {
					t.Errorf("the error is %v, want %q", err, c.want)
				}
				if seen != c.calls {
					t.Errorf("%d requests, want %d", seen, c.calls)
				}
			})
		})
	}
}

// repeated is a body that can be read any number of times.
type repeated string

func (r repeated) Close() error { return nil }

func (r repeated) Read(p []byte) (int, error) { return copy(p, r), io.EOF }

// Nobody waits for the metadata service longer than for anything else.
func TestInstanceRole_interrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		hang := func(c *wire.Config) {
			c.Transport = transport(func(req *http.Request) (*http.Response, error) {
				<-req.Context().Done()
				return nil, req.Context().Err()
			})
		}
		for _, after := range []time.Duration{3 * time.Second, 5*time.Second + 100*time.Millisecond} { // in a request, between two
			ctx, cancel := context.WithTimeout(t.Context(), after)
			start := time.Now()
			_, err := s.keyless(hang).InstanceRole("deploy").Credentials(ctx)
			if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) != after {
				t.Errorf("%v after %s", err, time.Since(start))
			}
			cancel()
		}
		_, err := s.keyless(hang).InstanceRole("deploy").Credentials(t.Context())
		if err == nil || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("the error is %v, want one that is not about the operation's time", err)
		}
	})
}
