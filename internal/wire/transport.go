package wire

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	// maxAnswer is how many bytes of an answer are read, after decompression. A
	// hundred proxies take some 300 KB.
	maxAnswer = 10 << 20
	// maxValues is about how many JSON values an answer may hold, by its commas.
	// Each one costs hundreds of bytes of memory, and some time, until it is in
	// Terraform's state, and a page of proxies with all the tags that they may
	// have holds some fifteen thousand.
	maxValues = 100_000
	// maxExcerpt is how much of a body that is no JSON gets into an error.
	maxExcerpt = 200
)

// newTransport returns the network's end of the chain. It trusts roots, nil
// for those of the system, and goes through the proxy that HTTPS_PROXY and
// NO_PROXY name. How long an exchange may take altogether is requestTimeout.
func newTransport(roots *x509.CertPool) *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots},
		TLSHandshakeTimeout:    10 * time.Second,
		ForceAttemptHTTP2:      true,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second}, // a dead connection is noticed
		MaxIdleConnsPerHost:    MaxRequestsPerSecond,
		IdleConnTimeout:        30 * time.Second, // the service closes idle connections after 60 s, at any moment then
		MaxResponseHeaderBytes: 1 << 20,
	}
}

// guard stands between the SDK and the network: it hands on nothing but JSON
// objects of bearable size. What the SDK would do by itself is refused here: to
// follow a redirect with the credentials, to decompress without a limit, to
// panic at a body that is null.
type guard struct{ base http.RoundTripper }

// RoundTrip sends a request and reads the whole answer, within the time limits
// of the request. Its errors are *answerError where the answer is to blame.
func (g guard) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := g.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusSwitchingProtocols { // no time limit ends the reading of what follows
		return nil, &answerError{CodeUnreadable, "the answer (HTTP 101) changes the protocol, which was not asked for"}
	}
	if resp.StatusCode >= 300 && resp.StatusCode < 400 {
		return nil, redirectError(req, resp)
	}
	if encoding := resp.Header.Get("Content-Encoding"); encoding != "" {
		return nil, &answerError{CodeUnreadable, fmt.Sprintf("the answer is encoded as %q, which was not asked for", encoding)}
	}
	body, err := readAnswer(resp.Body)
	seen := noteReceived(req.Context(), body)
	if err != nil {
		return nil, err
	}
	if err := checkAnswer(req, resp, body, seen); err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK && seen.keys { // else the SDK puts the body into its error
		return nil, &answerError{codeStatus, fmt.Sprintf("the answer has the HTTP status %s, and may hold keys: %s", resp.Status, hidden)}
	}
	// Other types make the SDK read the body in other ways, or not at all.
	resp.Header.Set("Content-Type", "application/json")
	resp.Body = io.NopCloser(bytes.NewReader(body))
	resp.ContentLength = int64(len(body))
	return resp, nil
}

// redirectError is the error about an answer that sends the client elsewhere.
func redirectError(req *http.Request, resp *http.Response) error {
	target := "no other place"
	if location, err := resp.Location(); err == nil {
		target = origin(location)
	}
	return &answerError{codeRedirected, fmt.Sprintf("%s answers %s and points to %s, which is not followed: the call carries credentials",
		req.URL.Host, resp.Status, target)}
}

func readAnswer(from io.Reader) ([]byte, error) {
	var buffer bytes.Buffer
	_, err := buffer.ReadFrom(io.LimitReader(from, maxAnswer+1))
	body := buffer.Bytes()
	if len(body) > maxAnswer {
		return body, &answerError{CodeUnreadable, fmt.Sprintf("the answer is longer than %d MB", maxAnswer>>20)}
	}
	if err != nil {
		return body, fmt.Errorf("reading the answer, after %d bytes: %w", len(body), err)
	}
	return body, nil
}

// checkAnswer checks that a body is one JSON object that may be decoded.
func checkAnswer(req *http.Request, resp *http.Response, body []byte, seen *received) error {
	start := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(start) == 0:
		return notJSONError(req, resp, "is empty")
	case start[0] != '{':
		return notJSONError(req, resp, fmt.Sprintf("is not a JSON object; it begins with %q", excerpt(start, seen)))
	case bytes.Count(body, []byte{','}) > maxValues:
		return &answerError{CodeUnreadable, fmt.Sprintf("the answer holds more than %d values", maxValues)}
	case !json.Valid(body): // which bounds how deep objects are nested, too; the text may hold secrets
		return &answerError{codeNoJSON, fmt.Sprintf("the answer (HTTP %s) of %d bytes is truncated, or not valid JSON", resp.Status, len(body))}
	}
	return nil
}

// notJSONError is the error about an answer that does not even begin like JSON. The
// API itself always answers JSON. Who says in its place that the call is wrong
// (4xx) or cannot be made (501) says so again when it is re-sent, and did not
// hand it on; other statuses pass, and leave open what became of the call.
func notJSONError(req *http.Request, resp *http.Response, problem string) error {
	status := resp.StatusCode
	if status >= 400 && status < 500 || status == http.StatusNotImplemented {
		return &answerError{codeNotTheAPI, fmt.Sprintf("the answer of %s (HTTP %s) %s", origin(req.URL), resp.Status, problem)}
	}
	return &answerError{codeNoJSON, fmt.Sprintf("the answer (HTTP %s) %s", resp.Status, problem)}
}

// origin is the part of a URL that is not secret.
func origin(u *url.URL) string { return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String() }

// excerpt is the start of a body, without secrets: they go first, or a part of
// one could be left at the end.
func excerpt(body []byte, seen *received) string {
	if seen.keys {
		return hidden
	}
	text := seen.values.hide(seen.secrets.hide(string(body[:min(len(body), maxExcerpt+maxSecret)])))
	return text[:min(len(text), maxExcerpt)]
}
