package wire_test

import (
	"net/http"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wiretest"
)

type stub = wiretest.Stub

var (
	says         = wiretest.Says
	slowly       = wiretest.SameLatency
	errorOf      = wiretest.ErrorOf
	checkFailure = wiretest.CheckFailure
)

const requestID = wiretest.RequestID

// service is a mock and a client that calls it.
type service struct {
	*wiretest.Service

	client caller
}

func newService(t *testing.T, options gaapmock.Options, change ...func(*wire.Config)) *service {
	t.Helper()
	s := &service{Service: wiretest.NewService(t, options)}
	s.client = s.newClient(change...)
	return s
}

// newClient makes one more client, which is another run of the provider.
func (s *service) newClient(change ...func(*wire.Config)) caller {
	s.T.Helper()
	return caller{s.NewWire(change...)}
}

func newStubClient(t testing.TB, endpoint string, transport http.RoundTripper, change ...func(*wire.Config)) caller {
	t.Helper()
	return caller{wiretest.NewStubWire(t, endpoint, transport, change...)}
}

func inEnvelope(fields string) []byte {
	return []byte(`{"Response":{` + fields + `,"RequestId":"` + requestID + `"}}`)
}
