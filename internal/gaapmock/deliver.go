package gaapmock

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const gatewayHTML = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>\r\n"

// deliver sends the answer, or does to it what the fault wants. The lock is
// free by now. Panicking with ErrAbortHandler is how net/http closes the
// connection without an answer, and an in-memory transport can catch it.
func (s *Server) deliver(w http.ResponseWriter, r *http.Request, out outcome) {
	switch out.fault.Kind {
	case FaultLostBefore, FaultLostAfter:
		panic(http.ErrAbortHandler)
	case FaultKillBefore, FaultKillAfter:
		s.kill()
		panic(http.ErrAbortHandler)
	case FaultHang, FaultHangBefore:
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	case FaultHTML, FaultHTMLBefore:
		write(w, http.StatusBadGateway, "text/html", []byte(gatewayHTML))
		return
	case FaultEmpty:
		write(w, http.StatusOK, "application/json", nil)
		return
	case FaultDelay:
		if !wait(r, out.fault.Delay) {
			panic(http.ErrAbortHandler)
		}
	}
	status, body := s.encode(out)
	if out.fault.Kind == FaultCutBody {
		body = body[:len(body)/2]
	}
	write(w, status, "application/json", body)
}

// wait returns false if the client gave up first.
func wait(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// encode wraps the answer in the envelope of the API.
func (s *Server) encode(out outcome) (status int, body []byte) {
	id := strconv.Quote(out.requestID)
	if out.err != nil {
		detail := mustMarshal(struct{ Code, Message string }{out.err.code, out.err.message})
		return s.opts.ErrorHTTPStatus, []byte(`{"Response":{"Error":` + string(detail) + `,"RequestId":` + id + `}}`)
	}
	fields := out.body
	if out.fault.Kind == FaultForeign {
		fields = s.foreignBody(out.action)
	}
	fields = bytes.TrimSuffix(fields, []byte("}"))
	if len(fields) > 1 {
		fields = append(bytes.Clone(fields), ',')
	}
	return http.StatusOK, []byte(`{"Response":` + string(fields) + `"RequestId":` + id + `}}`)
}

// foreignBody is a success body that belongs to some other call: a read of
// another proxy, or for a write a body without the fields it should have.
func (s *Server) foreignBody(action string) json.RawMessage {
	made := time.Unix(1_600_000_000, 0)
	p := fillProxy(Proxy{ID: "link-foreign0", Name: "foreign"}, made)
	protocol, of := strings.CutSuffix(strings.TrimPrefix(action, "Describe"), "Listeners")
	if of && slices.Contains(protocols(), protocol) {
		c := call{opts: &s.opts, store: newStore(0)}
		l := Listener{ID: "listener-foreign0", ProxyID: p.ID, Protocol: protocol, Port: 4321}.fill(c.store, made)
		return mustMarshal(listenerSet{1, []map[string]any{c.listenerInfo(l)}})
	}
	if fields := s.foreignLayer7(action); fields != nil {
		return mustMarshal(fields)
	}
	switch action {
	case "DescribeProxies":
		return mustMarshal(newProxyList([]Proxy{p}, 1))
	case "DescribeProxiesStatus":
		return mustMarshal(newStatusList([]Proxy{p}))
	case "DescribeProxyDetail":
		return mustMarshal(proxyDetail{newProxyInfo(p)})
	case "DescribeRealServers":
		return mustMarshal(newRealServerList([]RealServer{{ID: "rs-foreign0", Name: "foreign", Address: "192.0.2.254"}}, 1))
	case "DescribeCertificates":
		return mustMarshal(newCertificateList([]Certificate{foreignCertificate()}, 1))
	case "DescribeCertificateDetail":
		return mustMarshal(s.opts.newCertificateDetail(foreignCertificate()))
	case "DescribeTaskStatus":
		return mustMarshal(taskStatus{Status: "SUCCESS", TaskID: "00000000-0000-4000-8000-000000000000"})
	}
	if out := (&call{opts: &s.opts, store: newStore(0), now: made}).foreignRest(action); out != nil {
		return mustMarshal(out)
	}
	return json.RawMessage(`{"TotalCount":0}`)
}

func write(w http.ResponseWriter, status int, contentType string, body []byte) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = io.Copy(w, bytes.NewReader(body)) // the client may be gone
}

func (f Fault) message() string {
	if f.Message != "" {
		return f.Message
	}
	return "Injected fault."
}
