// Package gaapapi is the client of the GAAP API, version 2018-05-29
// (https://cloud.tencent.com/document/api/608), of the two actions of the Tag
// API that proxies need, and of STS, for the credentials of roles. It is the
// only package that uses the Tencent SDK.
package gaapapi

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
	IgnoreTag         func(key string) bool                                            // tags that are not shown: others put them on; default: none
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
	epoch  time.Time // from which beats are counted: its fraction tells runs apart

	proxies   *gatherer[string, Proxy]
	statuses  *gatherer[string, Status]
	pages     accountPages
	pageReads *memo[int, struct{}]
	regions   *memo[regionQuery, []AccessRegion]
	checks    *memo[checkQuery, bool]
	groups    *memo[string, ProxyGroupDetail]
	tags      *memo[tagPair, struct{}]
	ignoreTag func(key string) bool
	accesses  *memo[struct{}, []Region]
	origins   *memo[Quality, []Region]
	account   *memo[struct{}, []Proxy]
	sightings *memo[sightingKey, Sighting]
	caller    *memo[struct{}, caller]

	mu       sync.Mutex
	limiters map[string]*limiter
	listers  map[ProxyFilter]*lister
	sighted  map[ProxyFilter]numbered
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
		listers:  map[ProxyFilter]*lister{},
		sighted:  map[ProxyFilter]numbered{},
		pages:    accountPages{known: map[string]Proxy{}},

		ignoreTag: config.IgnoreTag,
	}
	client.setDefaults()
	client.share()
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

// share sets up what callers share.
func (c *Client) share() {
	c.epoch = c.poller.Clock.Now().Add(-time.Duration(c.poller.Random() * float64(longestBeat)))
	c.proxies = newGatherer("DescribeProxies", pageSize, c.gather, c.describeProxiesByID)
	c.statuses = newGatherer("DescribeProxiesStatus", pageSize, c.gather, c.describeStatusesByID)
	c.pageReads = newMemo("DescribeProxies", c.readPage)
	c.regions = newMemo("DescribeAccessRegionsByDestRegion", c.describeAccessRegions)
	c.checks = newMemo("CheckProxyCreate", c.checkProxyCreate)
	c.groups = newMemo("DescribeProxyGroupDetails", c.describeProxyGroupDetails)
	c.tags = newMemo("CreateTag", c.createTag)
	c.accesses = newMemo("DescribeAccessRegions", c.describeAllAccessRegions)
	c.origins = newMemo("DescribeDestRegions", c.describeDestRegions)
	c.account = newMemo("DescribeProxies", c.listAccount)
	c.sightings = newMemo("DescribeProxies", c.sight)
	c.caller = newMemo("GetCallerIdentity", c.askCaller)
}

func (c *Client) setDefaults() {
	if c.poller.Clock == nil {
		c.poller.Clock = wait.System{}
	}
	if c.poller.Random == nil {
		c.poller.Random = rand.Float64
	}
	if c.ignoreTag == nil {
		c.ignoreTag = func(string) bool { return false }
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

func (c *Client) limiter(action string) *limiter {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.limiters[action] == nil {
		c.limiters[action] = newLimiter(c.poller, c.rate)
	}
	return c.limiters[action]
}
