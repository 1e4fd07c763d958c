package proxy_test

import (
	"net"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Each code of the CreateProxy page of 2019 ends in an error with its advice,
// and a state without the proxy. DuplicatedRequest is no error: it is resolved.
func TestAccProxy_createErrors(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	var steps []resource.TestStep
	for _, c := range []struct{ code, at, advice string }{
		{"FailedOperation", "", "The service gives no reason."},
		{"FailedOperation.AccountBalanceInsufficient", "", "balance does not suffice. Top it up"},
		{"FailedOperation.ProxySellOut", "access_region = \"Hongkong\"", "sold out. Choose another access_region"},
		{"InternalError", "", "is not known. Apply the same configuration again"},
		{"InvalidParameter", "", "The service refuses a parameter"},
		{"InvalidParameterValue", "", "The service refuses a value"},
		{"InvalidParameterValue.InvalidBandwidth", "bandwidth = 10", "does not offer the bandwidth"},
		{"InvalidParameterValue.InvalidConcurrency", "concurrent = 2", "does not offer the concurrency"},
		{"InvalidParameterValue.InvalidTags", "tags = { a = \"1\" }", "A tag does not exist yet"},
		{"InvalidParameterValue.ProjectIdNotBelong", "project_id = 1204", "The project is not of this account"},
		{"MissingParameter", "", "A parameter is missing"},
		{"ResourceNotFound", "", "names does not exist"},
		{"ResourceUnavailable", "", "not in a usable state"},
		{"UnauthorizedOperation", "", "CAM policy"},
		{"UnknownParameter", "", "does not know a parameter"},
	} {
		step := x.fails(arguments{"project_id": "1204", "tags": `{ a = "1" }`},
			"Cannot create GAAP proxy", "with gaap_proxy.test", c.at, `Creating proxy "test": CreateProxy failed.`,
			"Code: "+c.code, "Message: Words of the service.", "RequestId:", c.advice)
		steps = append(steps, before(step, func() {
			x.forget()
			x.Mock.ClearFaults()
			x.Mock.Inject(gaapmock.Fault{Action: "CreateProxy", Kind: gaapmock.FaultError, Code: c.code, Message: "Words of the service.", Times: -1})
		}))
	}
	steps = append(steps, before(x.apply(arguments{"project_id": "1204", "tags": `{ a = "1" }`}, x.sameProxy()), x.Mock.ClearFaults))
	x.run(steps...)
}

// A proxy whose creation failed is in no state, and no other was made.
func TestAccProxy_createErrorLeavesNothing(t *testing.T) {
	x := newTest(t, gaapmock.Options{MaxProxies: 1, QuotaCode: "LimitExceeded"})
	occupied := x.Mock.AddProxy(gaapmock.Proxy{Name: "other"})
	x.run(
		x.fails(arguments{}, "Cannot create GAAP proxy", "LimitExceeded", "quota"),
		// With a proxy in the state, the plan would not be to create.
		before(x.apply(arguments{}, x.sameProxy()), func() {
			if n := len(x.Mock.Calls("CreateProxy")); n != 1 {
				t.Errorf("%d CreateProxy calls, want 1: this error is final", n)
			}
			x.Mock.RemoveProxy(occupied)
		}),
	)
}

// Wrong credentials are named as such, when the first call is made.
func TestAccProxy_wrongCredentials(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(key *acctest.Key)
		want  []string
	}{
		"id":               {func(key *acctest.Key) { key.SecretID = "AKIDunknown" }, []string{"AuthFailure.SecretIdNotFound", "TENCENTCLOUD_SECRET_ID"}},
		"not an id":        {func(key *acctest.Key) { key.SecretID = "what?" }, []string{"AuthFailure", "secret_id"}},
		"key":              {func(key *acctest.Key) { key.SecretKey = "wrongSecretKey" }, []string{"AuthFailure.SignatureFailure", "TENCENTCLOUD_SECRET_KEY"}},
		"token is missing": {func(key *acctest.Key) { key.Token = "" }, []string{"AuthFailure.TokenFailure", "TENCENTCLOUD_SECURITY_TOKEN"}},
		"token expired":    {func(key *acctest.Key) { key.Token = "yesterdaysToken" }, []string{"AuthFailure.TokenFailure", "TENCENTCLOUD_SECURITY_TOKEN"}},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{})
			key := x.Key
			c.spoil(&key)
			x.run(resource.TestStep{
				Config:      x.ConfigFor(key, block("test", nil)),
				ExpectError: says(append([]string{"Cannot create GAAP proxy"}, c.want...)...),
			})
			if n := len(x.Mock.Journal()); n > 6 {
				t.Errorf("%d calls for one wrong key", n)
			}
		})
	}
}

// An endpoint that nobody listens at is tried a few times, then named.
func TestAccProxy_unreachable(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	x.URL, x.Transport = "http://"+listener.Addr().String(), nil
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	x.run(x.fails(arguments{}, "Cannot create GAAP proxy", "ClientError.NetworkError", "connection refused", "Sent: 7 times", "TENCENTCLOUD_ENDPOINT"))
}

// An endpoint that is something else, such as a web server, is told too.
func TestAccProxy_noSuchService(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.Mock.Inject(gaapmock.Fault{Kind: gaapmock.FaultHTMLBefore, Times: -1})
	start := x.Clock.Now()
	x.run(x.fails(arguments{}, "Cannot create GAAP proxy", "ClientError.ParseJsonError"))
	if took := x.Clock.Now().Sub(start); took > 10*time.Minute {
		t.Errorf("gave up after %s", took)
	}
}
