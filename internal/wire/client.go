package wire

import (
	"context"
	"crypto/x509"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
)

// MaxRequestsPerSecond is the quota of the service, for each action of an account.
const MaxRequestsPerSecond = 20

// requestTimeout is how long one HTTP exchange may take.
const requestTimeout = 30 * time.Second

// Config says how to reach the service. The zero value of a field means its default.
type Config struct {
	Credentials       CredentialSource                                                 // asked before each request; default: none
	Region            string                                                           // of STS, sent as X-TC-Region; the other services have none
	Endpoint          string                                                           // one URL for all services; empty: hosts of Domain
	Domain            string                                                           // whose hosts gaap., tag. and sts. are called; default: tencentcloudapi.com
	RequestsPerSecond int                                                              // for each action, 1 to 20; default 20
	UserAgent         string                                                           // sent as part of X-TC-RequestClient
	RootCAs           *x509.CertPool                                                   // whom to trust; default: the system's
	Transport         http.RoundTripper                                                // in place of the network, RootCAs and proxies; for tests
	MetadataEndpoint  string                                                           // of the instance metadata service; empty: that of Tencent Cloud
	Clock             wait.Clock                                                       // default: the clock on the wall
	Random            func() float64                                                   // in [0,1), for jitter and tokens; default: math/rand
	Log               func(ctx context.Context, message string, fields map[string]any) // default: nothing is logged
}

// Client calls the service. It is safe for concurrent use, and all that share
// an account in one process should share one Client.
type Client struct {
	global *common.Client // of services without regions; without credentials, see send
	sts    *common.Client // likewise, with a region
	keys   CredentialSource
	meta   metadata
	poller wait.Poller
	log    func(ctx context.Context, message string, fields map[string]any)
	rate   int
	epoch  time.Time // from which polls are counted: its fraction tells runs apart

	caller  *Memo[struct{}, caller]
	history history

	mu       sync.Mutex
	limiters map[string]*limiter
}

// New returns a client. It sends nothing; it fails if the endpoint or the domain
// may not be used, see [CheckEndpoint] and [CheckDomain].
func New(config Config) (*Client, error) {
	clientProfile := profile.NewClientProfile()
	clientProfile.Language = "en-US"
	clientProfile.HttpProfile.ReqTimeout = int(requestTimeout / time.Second)
	if err := setHosts(clientProfile.HttpProfile, config); err != nil {
		return nil, err
	}
	meta := newMetadata(config)
	if config.Transport == nil {
		config.Transport = newTransport(config.RootCAs)
	}
	client := &Client{
		global:   newSDK(config, clientProfile, ""),
		sts:      newSDK(config, clientProfile, config.Region),
		keys:     config.Credentials,
		meta:     meta,
		poller:   wait.Poller{Clock: config.Clock, Random: config.Random},
		log:      config.Log,
		rate:     config.RequestsPerSecond,
		limiters: map[string]*limiter{},
	}
	client.setDefaults()
	client.epoch = client.poller.Clock.Now().Add(-time.Duration(client.poller.Random() * float64(longestInterval)))
	client.caller = NewMemo("GetCallerIdentity", client.askCaller)
	return client, nil
}

// newSDK makes a client of the SDK; an empty region is not sent.
func newSDK(config Config, clientProfile *profile.ClientProfile, region string) *common.Client {
	sdk := new(common.Client).Init(region)
	sdk.WithHttpTransport(guard{config.Transport})
	sdk.WithProfile(clientProfile)
	if config.UserAgent != "" {
		sdk.WithRequestClient(config.UserAgent)
	}
	return sdk
}

// setHosts says where the services are. The endpoint wins over the domain.
func setHosts(to *profile.HttpProfile, config Config) error {
	if config.Domain != "" {
		if err := CheckDomain(config.Domain); err != nil {
			return fmt.Errorf("the domain %w", err)
		}
		to.RootDomain = config.Domain
	}
	if config.Endpoint == "" {
		return nil
	}
	if err := CheckEndpoint(config.Endpoint); err != nil {
		return fmt.Errorf("the endpoint %w", err)
	}
	endpoint, err := url.Parse(config.Endpoint)
	if err != nil {
		return fmt.Errorf("parsing the endpoint: %w", err)
	}
	to.Scheme = endpoint.Scheme
	to.Endpoint = endpoint.Host + endpoint.EscapedPath() // the SDK parses it again
	return nil
}

func (c *Client) setDefaults() {
	if c.poller.Clock == nil {
		c.poller.Clock = wait.System{}
	}
	if c.poller.Random == nil {
		c.poller.Random = rand.Float64
	}
	if c.log == nil {
		c.log = func(context.Context, string, map[string]any) {}
	}
	if c.keys == nil {
		c.keys = Credentials{}
	}
	if c.rate < 1 || c.rate > MaxRequestsPerSecond {
		c.rate = MaxRequestsPerSecond
	}
}

// Clock is the clock that the client lives by.
func (c *Client) Clock() wait.Clock { return c.poller.Clock }

// Poll calls check at once and then in the rhythm of the backoff, see [wait.Poller.Until].
func (c *Client) Poll(ctx context.Context, b wait.Backoff, check func(context.Context) (bool, error)) error {
	return c.poller.Until(ctx, b, check)
}

// limiter returns that of an action. The rate is for the quota of most actions;
// where the quota is another, it is in proportion.
func (c *Client) limiter(action string, quota int) *limiter {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.limiters[action] == nil {
		c.limiters[action] = newLimiter(c.poller, max(1, quota*c.rate/MaxRequestsPerSecond), quota)
	}
	return c.limiters[action]
}
