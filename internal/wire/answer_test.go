package wire_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Bodies that are no answer end in an error that says so, and never in a panic.
func TestAnswer_noJSON(t *testing.T) {
	t.Parallel()
	const noJSON = "ClientError.ParseJsonError"
	for name, c := range map[string]struct {
		status     int
		kind, body string
		code, id   string
		want       string
	}{
		"empty":              {200, "application/json", "", noJSON, "", "empty"},
		"no content":         {204, "", "", noJSON, "", "204"},
		"null":               {200, "application/json", "null", noJSON, "", `begins with "null"`},
		"array":              {200, "application/json", "[]", noJSON, "", `"[]"`},
		"text":               {200, "application/json", `"hello"`, noJSON, "", "no JSON object"},
		"HTML":               {502, "text/html", "<html>\r\n\x1b[31m" + strings.Repeat("<b>", 1000), noJSON, "", `HTTP 502 Bad Gateway) is not a JSON object; it begins with "<html>\r\n\x1b[31m`},
		"cut":                {200, "application/json", `{"Response":{"RequestId":"` + requestID + `","Token":"hidden`, noJSON, requestID, "is cut"},
		"two":                {200, "application/json", "{}{}", noJSON, "", "not valid JSON"},
		"deep":               {200, "application/json", `{"Response":` + strings.Repeat("[", 1<<20) + strings.Repeat("]", 1<<20) + `}`, noJSON, "", "not valid JSON"},
		"wrong type":         {200, "application/json", `{"Response":{"InstanceId":["hidden"],"RequestId":"` + requestID + `"}}`, noJSON, requestID, "documented form"},
		"response is a text": {200, "application/json", `{"Response":"hidden"}`, noJSON, "", "documented form"},
		"error is a text":    {200, "application/json", `{"Response":{"Error":"hidden","RequestId":"` + requestID + `"}}`, noJSON, requestID, "documented form"},
		"nothing in it":      {200, "application/json", `{}`, wire.CodeUnreadable, "", "no RequestId"},
		"response is null":   {200, "application/json", `{"Response":null}`, wire.CodeUnreadable, "", "no RequestId"},
		"status 500":         {500, "application/json", `{"message":"oops"}`, "ClientError.HttpStatusCodeError", "", "oops"},
		"event stream":       {200, "text/event-stream", "data: {}\n\n", noJSON, "", `begins with "data`},
		"old envelope":       {200, "application/json", `{"code":4000,"message":"old"}`, wire.CodeUnreadable, "", "old"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calls := 0
			client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
				calls++
				resp := says([]byte(c.body))(req)
				resp.StatusCode, resp.Status = c.status, fmt.Sprint(c.status, " ", http.StatusText(c.status))
				resp.Header.Set("Content-Type", c.kind)
				return resp
			}))
			_, err := client.order(t.Context(), "t-1")
			checkFailure(t, err, "CreateProxy", c.code, c.id, c.want)
			if wire.ClassOf(err) != wire.Ambiguous || calls != 7 {
				t.Errorf("class %s, %d calls; want ambiguous, 7", wire.ClassOf(err), calls)
			}
		})
	}
}

// The type that a header claims does not matter; some make the SDK skip its
// checks, or read the body in the background.
func TestAnswer_contentType(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"", "text/event-stream", "application/octet-stream", "text/html"} {
		client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
			resp := says([]byte(running))(req)
			resp.Header.Set("Content-Type", kind)
			return resp
		}))
		if status, err := client.read(t.Context(), "link-a1b2c3d4"); err != nil || status != "RUNNING" {
			t.Errorf("%q: %s, %v", kind, status, err)
		}
	}
}

// What the service says is shown, but it does not get at the terminal.
func TestAnswer_errorTexts(t *testing.T) {
	t.Parallel()
	body := `{"Response":{"Error":{"Code":"Failed\u001b[2J` + strings.Repeat("x", 5000) + `","Message":"余额不足 \u001b]0;title\u0007\r\n\u202e` +
		strings.Repeat("y", 5000) + `"},"RequestId":"r\u0000\u001b[1m` + strings.Repeat("z", 5000) + `"}}`
	_, err := newStubClient(t, "", says([]byte(body))).order(t.Context(), "t-1")
	api := errorOf(t, err)
	for _, part := range []struct{ got, want string }{
		{api.Code, `Failed\x1b[2Jxxx`}, {api.Message, `余额不足 \x1b]0;title\a\r\n\u202eyyy`}, {api.RequestID, `r\x00\x1b[1mzzz`},
	} {
		if !strings.HasPrefix(part.got, part.want) || len(part.got) > 510 || !strings.HasSuffix(part.got, " ...") {
			t.Errorf("got %.80q of %d bytes, want %q and a bound", part.got, len(part.got), part.want)
		}
	}
}

// allocated is how many bytes f allocates, freed or not.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

const megabyte = 1 << 20

// An answer that is long, or that becomes long, costs a bearable amount of memory
// and time. Not parallel: it measures the process.
func TestAnswer_huge(t *testing.T) {
	zeros := make([]byte, megabyte)
	gzipped := compressed(t, func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	deflated := compressed(t, func(w io.Writer) io.WriteCloser {
		writer, err := flate.NewWriter(w, flate.BestCompression)
		if err != nil {
			t.Fatal(err)
		}
		return writer
	})
	entries := func(entry string, n int) string {
		return `{"Response":{"TotalCount":1,"ProxySet":[` + strings.Repeat(entry+",", n) + entry + `],"RequestId":"` + requestID + `"}}`
	}
	for name, c := range map[string]struct {
		encoding, start string
		body            []byte // sent again and again, 100 times
		id, want        string
		limit           uint64 // of memory, the six sendings before included
	}{
		"100 MB":            {"", `{"Response":{"RequestId":"` + requestID + `","Name":"`, zeros, requestID, "longer than 10 MB", 100 * megabyte},
		"100 MB of nothing": {"", "", bytes.Repeat([]byte(" "), megabyte), "", "longer than 10 MB", 100 * megabyte},
		"gzip bomb":         {"gzip", "", gzipped, "", "longer than 10 MB", 100 * megabyte},
		"deflate bomb":      {"deflate", "", deflated, "", `encoded as "deflate"`, 7 * megabyte},
		"unknown encoding":  {"br", "", deflated, "", `encoded as "br"`, 7 * megabyte},
		"many objects":      {"", entries("{}", megabyte), nil, requestID, "more than 100000 values", 100 * megabyte},
		"many nulls":        {"", entries("null", 500_000), nil, requestID, "more than 100000 values", 100 * megabyte},
		"many numbers":      {"", entries(`{"ProxyId":"link-a1b2c3d4","SupportFeatures":[`+strings.Repeat("1,", megabyte)+`1]}`, 0), nil, requestID, "more than 100000 values", 100 * megabyte},
		"as many as may be": {"", entries("null", 90_000), nil, requestID, "", 100 * megabyte},
	} {
		t.Run(name, func(t *testing.T) {
			before := 6 // sendings whose answers cost nothing; the last one's error counts
			if c.want == "" {
				before = 0
			}
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if before--; before >= 0 {
					w.WriteHeader(http.StatusBadGateway)
					return
				}
				if c.encoding != "" {
					w.Header().Set("Content-Encoding", c.encoding)
				}
				_, err := io.WriteString(w, c.start)
				for i := 0; i < 100 && err == nil; i++ {
					_, err = w.Write(c.body)
				}
			}))
			defer server.Close()
			client := newStubClient(t, server.URL, nil)
			start := time.Now()
			var err error
			used := allocated(func() { err = client.list(t.Context()) })
			t.Logf("%d MB, %s, %v", used/megabyte, time.Since(start), err)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
			} else {
				checkFailure(t, err, "DescribeProxies", wire.CodeUnreadable, c.id, c.want)
			}
			if used > c.limit {
				t.Errorf("%d MB were allocated, want %d MB", used/megabyte, c.limit/megabyte)
			}
		})
	}
}

// compressed is 10 MB of zeros, which a hundred times over make a gigabyte.
func compressed(t *testing.T, newWriter func(io.Writer) io.WriteCloser) []byte {
	t.Helper()
	var b bytes.Buffer
	w := newWriter(&b)
	_, err := w.Write(make([]byte, 10*megabyte))
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
