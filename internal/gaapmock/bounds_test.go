package gaapmock

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// body is one that never ends, of which some bytes have come.
type body struct {
	text    io.Reader
	started chan<- struct{}
	ctx     context.Context
}

func (b *body) Read(p []byte) (int, error) {
	if n, err := b.text.Read(p); err == nil {
		return n, nil
	}
	b.started <- struct{}{}
	<-b.ctx.Done()
	return 0, b.ctx.Err()
}

// TestLargeBodiesWait lets many clients send bodies that nobody has signed:
// only a few of them are in memory, and small calls go on.
func TestLargeBodiesWait(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Insecure = false })
	ctx, cancel := context.WithCancel(t.Context())
	started, done := make(chan struct{}, 20), make(chan struct{})
	for i := range 20 {
		r := newCall("DescribeProxies", "").WithContext(ctx)
		r.Body = io.NopCloser(&body{strings.NewReader("{"), started, ctx})
		r.ContentLength = []int64{-1, smallBody + 1}[i%2]
		go func() { serve(x.Server, r); done <- struct{}{} }()
	}
	for range maxLarge {
		<-started
	}
	x.wantCode(x.signed("DescribeProxies", "{}", keys{DefaultSecretID, DefaultSecretKey, ""}), "")
	select {
	case <-started:
		t.Errorf("more than %d bodies are read", maxLarge)
	case <-time.After(50 * time.Millisecond):
	}
	cancel()
	for range 20 {
		<-done
	}
	x.wantCode(x.signed("DescribeProxies", "{"+strings.Repeat(" ", smallBody)+"}", keys{DefaultSecretID, DefaultSecretKey, ""}), "")
}

func TestLargeParametersAreNotKept(t *testing.T) {
	x := newTester(t)
	text := func(n int) string { return `{"ClientToken":"` + strings.Repeat("a", n) + `"}` }
	for size, kept := range map[int]bool{maxParams - 100: true, maxParams: false} {
		x.call("CreateProxy", text(size))
		calls := x.Journal()
		if last := calls[len(calls)-1]; (last.Body != nil) != kept || (last.ClientToken != "") != kept {
			t.Errorf("%d bytes: %d of the parameters, %d of the token", size, len(last.Body), len(last.ClientToken))
		}
	}
}

// TestLatestTokensAreCheap makes sure that the page, which asks for the latest
// each second, does not hold up the calls of others.
func TestLatestTokensAreCheap(t *testing.T) {
	x := newTester(t)
	const all = 5_000
	for i := range all {
		x.store.Tokens[tokenKey("CreateProxy", fmt.Sprint(i))] = token{At: testStart.Add(time.Duration(i)), Body: []byte(`{"InstanceId":"link-a"}`)}
	}
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/_mock/tokens?last=1", nil)
	if n := testing.AllocsPerRun(3, func() { _, _ = x.getTokens(r) }); n > all/10 {
		t.Errorf("%v allocations for one of %d tokens", n, all)
	}
	if _, text := x.admin("GET", "tokens?last=1", ""); !strings.Contains(text, `"client_token":"4999"`) {
		t.Error(text)
	}
}

// TestLongSecretIDs is for Options.Insecure, which takes any.
func TestLongSecretIDs(t *testing.T) {
	l := rateLimiter{}
	long := strings.Repeat("a", 60<<10)
	if !l.allow(long+"1", 1, testStart) || l.allow(long+"1", 1, testStart) || !l.allow(long+"2", 1, testStart) {
		t.Error("callers are mixed up")
	}
	for key := range l.passed {
		if len(key) > 100 {
			t.Errorf("%d bytes are kept", len(key))
		}
	}
}

// TestStateFileCanBeLoaded: what the mock writes, it reads. A text takes up to
// twice its size in the file, and the rest of a token less than 500 bytes.
func TestStateFileCanBeLoaded(t *testing.T) {
	if most := maxRemembered * (2*maxCanonical + 500); most > maxStateFile {
		t.Errorf("the tokens may take %d bytes of a state file", most)
	}
}

func TestProjects(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Projects = []int64{7} })
	x.ok("CreateProxy", standardProxy(`{"ProjectId":7}`))
	x.fails("InvalidParameterValue.ProjectIdNotBelong", "CreateProxy", standardProxy(`{"ProjectId":1204}`))
}
