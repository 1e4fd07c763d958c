package gaapmock

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Transport hands requests to a handler without a network. A client sees what
// it would see over a connection that serves this request alone: an aborted
// answer is a closed connection, and a context that ends first is its error.
//
// The handler runs in the caller's goroutine, so client and handler can share a
// bubble of testing/synctest. It must return when the request's context ends, as
// a Server does.
type Transport struct {
	Handler http.Handler
	Latency time.Duration // how long a request takes to reach the handler
}

// RoundTrip implements http.RoundTripper. If the handler panics with
// http.ErrAbortHandler, the error is io.EOF, or io.ErrUnexpectedEOF at the end
// of the body if the handler had flushed a part of the answer. Any other panic
// goes through to the caller.
func (t Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		defer req.Body.Close() // a transport closes it, also with an error
	}
	if t.Latency > 0 {
		wait(req, t.Latency)
	}
	if err := contextError(req.Context()); err != nil {
		return nil, err
	}
	r := &reply{header: http.Header{}}
	aborted := r.from(t.Handler, asReceived(req))
	if err := contextError(req.Context()); err != nil {
		return nil, err
	}
	if aborted && !r.flushed {
		return nil, io.EOF
	}
	return r.response(req, aborted), nil
}

// contextError is why a context has ended, as net/http tells it; nil if it has not.
func contextError(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return ctx.Err() // of a context that ends by its own rules
}

// asReceived is a request as a server's handler gets it.
func asReceived(sent *http.Request) *http.Request {
	r := sent.Clone(sent.Context())
	r.Host = cmp.Or(sent.Host, sent.URL.Host)
	r.RequestURI = sent.URL.RequestURI()
	r.RemoteAddr = "127.0.0.1:1"
	r.URL.Scheme, r.URL.User, r.URL.Host, r.URL.Fragment, r.URL.RawFragment = "", nil, "", "", ""
	switch {
	case r.Body == nil:
		r.Body = http.NoBody
	case r.Body != http.NoBody && r.ContentLength == 0:
		r.ContentLength = -1 // zero means unknown for a client
	}
	return r
}

// reply is what a handler has answered so far.
type reply struct {
	header http.Header // the handler's, which it may still change
	status int         // 0 until the header is written
	sent   http.Header // the header as it was then
	body   bytes.Buffer

	flushed bool // the client has the header,
	onWire  int  // and so much of the body
}

// from lets the handler answer. It returns true if that aborts the answer.
func (r *reply) from(handler http.Handler, req *http.Request) (aborted bool) {
	defer func() {
		if problem := recover(); problem != nil {
			if problem != http.ErrAbortHandler { //nolint:errorlint // the value itself is thrown
				panic(problem)
			}
			aborted = true
		}
	}()
	handler.ServeHTTP(r, req)
	return false
}

// Header implements http.ResponseWriter.
func (r *reply) Header() http.Header { return r.header }

// WriteHeader implements http.ResponseWriter.
func (r *reply) WriteHeader(status int) {
	if r.status == 0 {
		r.status, r.sent = status, r.header.Clone()
	}
}

// Write implements http.ResponseWriter.
func (r *reply) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

// Flush implements http.Flusher.
func (r *reply) Flush() {
	r.WriteHeader(http.StatusOK)
	r.flushed, r.onWire = true, r.body.Len()
}

// response is the client's side of a reply. Of an aborted one it has what was flushed.
func (r *reply) response(req *http.Request, aborted bool) *http.Response {
	r.WriteHeader(http.StatusOK) // a handler need not write anything
	content := r.body.Bytes()
	if aborted {
		content = content[:r.onWire]
	}
	length := int64(len(content))
	if r.flushed {
		length = -1 // the header was sent before the end was known
	}
	if declared, err := strconv.ParseInt(r.sent.Get("Content-Length"), 10, 64); err == nil {
		length = declared
	}
	body := &replyBody{rest: bytes.NewReader(content), end: io.EOF}
	if aborted || length > int64(len(content)) {
		body.end = io.ErrUnexpectedEOF
	}
	return &http.Response{
		Status:     fmt.Sprintf("%d %s", r.status, http.StatusText(r.status)),
		StatusCode: r.status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: r.sent, Body: body, ContentLength: length, Request: req,
	}
}

// replyBody is the body of a response.
type replyBody struct {
	rest *bytes.Reader
	end  error // after the last byte: io.EOF if it is complete
}

// Read implements io.Reader.
func (b *replyBody) Read(p []byte) (int, error) {
	n, err := b.rest.Read(p)
	if err != nil {
		err = b.end
	}
	return n, err
}

// Close implements io.Closer.
func (b *replyBody) Close() error { return nil }
