package gaapmock

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// seen is what a client sees of an answer.
type seen struct {
	status, contentType, header, body string

	length  int64
	problem string // of the call, or of reading the body
}

// look sends a call, and returns what the client sees.
func look(ctx context.Context, transport http.RoundTripper, url, action, body string) seen {
	in := newCall(action, body)
	req, err := http.NewRequestWithContext(ctx, in.Method, url, in.Body)
	if err != nil {
		return seen{problem: err.Error()}
	}
	req.Header, req.ContentLength = in.Header, in.ContentLength
	resp, err := (&http.Client{Transport: transport}).Do(req)
	if err != nil {
		return seen{problem: nameOf(err)}
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	saw := seen{resp.Status, resp.Header.Get("Content-Type"), resp.Header.Get("X-Test"), string(content), resp.ContentLength, nameOf(err)}
	if resp.Request != req || resp.Proto != "HTTP/1.1" {
		saw.problem += " request or protocol are wrong"
	}
	return saw
}

var errStopped = errors.New("stopped")

// nameOf is what kind of error a client can tell an error to be.
func nameOf(err error) string {
	if err == nil {
		return ""
	}
	for _, kind := range []error{io.EOF, io.ErrUnexpectedEOF, context.Canceled, context.DeadlineExceeded, errStopped} {
		if errors.Is(err, kind) {
			return kind.Error()
		}
	}
	return "unexpected: " + err.Error()
}

// ways are how a client reaches a handler: over a connection, and without one.
var ways = []func(*testing.T, http.Handler) (http.RoundTripper, string){
	func(t *testing.T, handler http.Handler) (http.RoundTripper, string) {
		server := httptest.NewServer(handler)
		t.Cleanup(server.Close)
		return server.Client().Transport, server.URL
	},
	func(_ *testing.T, handler http.Handler) (http.RoundTripper, string) {
		return Transport{Handler: handler}, "http://127.0.0.1:9180"
	},
}

// A client sees of every fault what it sees over a connection.
func TestTransport_faults(t *testing.T) {
	for _, c := range []struct {
		name    string
		fault   Fault
		givesUp bool // the client, when the fault has hit
		want    seen // the parts that matter
	}{
		{"none", Fault{}, false, seen{status: "200 OK"}},
		{"error", Fault{Kind: FaultError}, false, seen{status: "200 OK"}},
		{"error after commit", Fault{Kind: FaultErrorAfterCommit}, false, seen{status: "200 OK"}},
		{"throttle", Fault{Kind: FaultThrottle}, false, seen{status: "200 OK"}},
		{"foreign", Fault{Kind: FaultForeign}, false, seen{status: "200 OK"}},
		{"lost before", Fault{Kind: FaultLostBefore}, false, seen{problem: "EOF"}},
		{"lost after", Fault{Kind: FaultLostAfter}, false, seen{problem: "EOF"}},
		{"kill before", Fault{Kind: FaultKillBefore}, false, seen{problem: "EOF"}},
		{"kill after", Fault{Kind: FaultKillAfter}, false, seen{problem: "EOF"}},
		{"cut body", Fault{Kind: FaultCutBody}, false, seen{status: "200 OK"}}, // with a length that fits: no error
		{"html", Fault{Kind: FaultHTML}, false, seen{status: "502 Bad Gateway"}},
		{"html before", Fault{Kind: FaultHTMLBefore}, false, seen{status: "502 Bad Gateway"}},
		{"empty", Fault{Kind: FaultEmpty}, false, seen{status: "200 OK"}},
		{"hang", Fault{Kind: FaultHang}, true, seen{problem: "stopped"}},
		{"hang before", Fault{Kind: FaultHangBefore}, true, seen{problem: "stopped"}},
		{"delay", Fault{Kind: FaultDelay, Delay: time.Millisecond}, false, seen{status: "200 OK"}},
		{"long delay", Fault{Kind: FaultDelay, Delay: time.Hour}, true, seen{problem: "stopped"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var saw [2][]seen
			for i, way := range ways {
				ctx, stop := context.WithCancelCause(t.Context())
				x := newTester(t, func(o *Options) {
					o.Log = func(Call) {
						if c.givesUp {
							stop(errStopped)
						}
					}
				})
				if c.fault.Kind != "" {
					x.Inject(c.fault)
				}
				transport, url := way(t, x.Server)
				saw[i] = []seen{
					look(ctx, transport, url, "CreateProxy", standardProxy("")),
					look(t.Context(), transport, url, "DescribeProxies", "{}"), // the next call
				}
				stop(nil)
			}
			if !reflect.DeepEqual(saw[0], saw[1]) {
				t.Errorf("over a connection the client sees\n%+v, without\n%+v", saw[0], saw[1])
			}
			if got := saw[1][0]; got.status != c.want.status || got.problem != c.want.problem {
				t.Errorf("the client sees %+v, want %+v", got, c.want)
			}
		})
	}
}

// The same is true of what the mock does not do, and handlers in front of it may.
func TestTransport_handlers(t *testing.T) {
	for name, handler := range map[string]http.HandlerFunc{
		"nothing": func(http.ResponseWriter, *http.Request) {},
		"text": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(w, "some text")
		},
		"header after the status": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Test", "before")
			w.WriteHeader(http.StatusNotFound)
			w.Header().Set("X-Test", "after")
			w.WriteHeader(http.StatusOK)
		},
		"what came": func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			w.Header().Set("Content-Type", r.Header.Get("X-TC-Action"))
			_, _ = io.WriteString(w, strings.Join([]string{r.Method, r.URL.String(), r.RequestURI, string(body), nameOf(err)}, "|"))
		},
		"flushed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(w, "some ")
			w.(http.Flusher).Flush()
			_, _ = io.WriteString(w, "text")
		},
		"aborted": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "some text")
			panic(http.ErrAbortHandler)
		},
		"aborted after a flush": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(w, "some ")
			w.(http.Flusher).Flush()
			_, _ = io.WriteString(w, "text")
			panic(http.ErrAbortHandler)
		},
		"less than it declares": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			w.Header().Set("Content-Length", "10")
			_, _ = io.WriteString(w, "some text")
		},
	} {
		t.Run(name, func(t *testing.T) {
			var saw [2]seen
			for i, way := range ways {
				transport, url := way(t, handler)
				saw[i] = look(t.Context(), transport, url+"/a%2Fb/c?d=e%2F#f", "X", `{"some":"body"}`)
			}
			if saw[0] != saw[1] {
				t.Errorf("over a connection the client sees\n%+v, without\n%+v", saw[0], saw[1])
			}
		})
	}
}

// A request is under way for a while, unless its context ends before.
func TestTransport_latency(t *testing.T) {
	for _, c := range []struct {
		patience, took time.Duration
		arrives        bool
		problem        string
	}{
		{0, 0, false, "context deadline exceeded"},
		{5 * time.Second, 5 * time.Second, false, "context deadline exceeded"},
		{time.Minute, 10 * time.Second, true, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			arrived := false
			ctx, cancel := context.WithTimeout(t.Context(), c.patience)
			defer cancel()
			start := time.Now()
			saw := look(ctx, Transport{
				Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { arrived = true }),
				Latency: 10 * time.Second,
			}, "http://127.0.0.1", "X", "")
			if took := time.Since(start); took != c.took || arrived != c.arrives || saw.problem != c.problem {
				t.Errorf("with a patience of %s it took %s, arrived: %v, %+v", c.patience, took, arrived, saw)
			}
		})
	}
}

// A bug of the handler ends the test, and no lost answer hides it.
func TestTransport_panic(t *testing.T) {
	defer func() {
		if problem := recover(); problem != "a bug" {
			t.Errorf("the panic is %v", problem)
		}
	}()
	look(t.Context(), Transport{Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("a bug") })}, "http://127.0.0.1", "X", "")
}

// closing counts how often a body is closed.
type closing struct {
	io.Reader

	times int
}

func (c *closing) Close() error {
	c.times++
	return nil
}

// The body of a request is closed, whatever became of it.
func TestTransport_body(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx     context.Context
		handler http.HandlerFunc
	}{
		"answered": {t.Context(), func(http.ResponseWriter, *http.Request) {}},
		"aborted":  {t.Context(), func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
		"not sent": {ended, nil},
	} {
		body := &closing{Reader: strings.NewReader("{}")}
		req, err := http.NewRequestWithContext(c.ctx, http.MethodPost, "http://127.0.0.1", body)
		if err != nil {
			t.Fatal(err)
		}
		if resp, err := (Transport{Handler: c.handler}).RoundTrip(req); err == nil {
			resp.Body.Close()
		}
		if body.times != 1 {
			t.Errorf("%s: the body was closed %d times", name, body.times)
		}
	}
}
