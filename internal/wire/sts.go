package wire

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// MaxSessionDuration is the longest that STS lets credentials of a role be valid.
const MaxSessionDuration = 12 * time.Hour

// Role is a role of CAM and how to assume it
// (https://cloud.tencent.com/document/api/1312/48197). Empty strings are not sent.
type Role struct {
	ARN         string        // qcs::cam::uin/ACCOUNT:roleName/NAME
	SessionName string        // 2 to 128 characters, shown in the account's audit
	Duration    time.Duration // of one session, whole seconds up to MaxSessionDuration; 0: STS decides
	ExternalID  string        // if the role asks for one
	Policy      string        // JSON: what of the role's permissions the session has
}

// WebIdentity is a role that is assumed with a token of an identity provider
// (https://cloud.tencent.com/document/api/1312/73070).
type WebIdentity struct {
	ARN         string
	SessionName string
	Duration    time.Duration
	ProviderID  string                 // name of the provider in CAM
	Token       func() (string, error) // asked for each session: providers renew their tokens
}

var errNoKeys = errors.New("the answer has no credentials")

// AssumeRole is a source of credentials of a role, which c assumes.
func (c *Client) AssumeRole(role Role) CredentialSource {
	return c.newSession("AssumeRole", func(ctx context.Context) (temporary, error) {
		req := sts.NewAssumeRoleRequest()
		req.RoleArn = &role.ARN
		req.RoleSessionName = &role.SessionName
		if seconds := uint64(max(role.Duration, 0) / time.Second); seconds > 0 {
			req.DurationSeconds = &seconds
		}
		if role.ExternalID != "" {
			req.ExternalId = &role.ExternalID
		}
		if policy := encodePolicy(role.Policy); policy != "" {
			req.Policy = &policy
		}
		start := c.poller.Clock.Now()
		resp := sts.NewAssumeRoleResponse()
		_, err := c.Call(ctx, ReadOnly, req, resp, func() error {
			if resp.Response == nil || !isComplete(resp.Response.Credentials) || resp.Response.ExpiredTime == nil {
				return errNoKeys
			}
			return nil
		})
		if err != nil {
			return temporary{}, err
		}
		return temporaryFromSTS(resp.Response.Credentials, start, role.Duration, *resp.Response.ExpiredTime), nil
	})
}

// AssumeRoleWithWebIdentity is a source of credentials of a role. The calls
// need no credentials, so c needs none.
func (c *Client) AssumeRoleWithWebIdentity(identity WebIdentity) CredentialSource {
	const action = "AssumeRoleWithWebIdentity"
	return c.newSession(action, func(ctx context.Context) (temporary, error) {
		token, err := identity.Token()
		if err != nil {
			return temporary{}, fmt.Errorf("preparing %s: %w", action, err)
		}
		req := sts.NewAssumeRoleWithWebIdentityRequest()
		req.SetSkipSign(true)
		req.ProviderId = &identity.ProviderID
		req.WebIdentityToken = &token
		req.RoleArn = &identity.ARN
		req.RoleSessionName = &identity.SessionName
		if seconds := int64(identity.Duration / time.Second); seconds != 0 {
			req.DurationSeconds = &seconds
		}
		start := c.poller.Clock.Now()
		resp := sts.NewAssumeRoleWithWebIdentityResponse()
		_, err = c.Call(ctx, ReadOnly, req, resp, func() error {
			if resp.Response == nil || !isComplete(resp.Response.Credentials) || resp.Response.ExpiredTime == nil {
				return errNoKeys
			}
			return nil
		})
		if err != nil {
			return temporary{}, err
		}
		return temporaryFromSTS(resp.Response.Credentials, start, identity.Duration, int64(*resp.Response.ExpiredTime)), nil //nolint:gosec // a time
	})
}

// askAccount is how long [Client.CallerAccountOnce] waits for an answer.
const askAccount = 5 * time.Second

// caller is whose the credentials are, or why nobody knows.
type caller struct {
	account string
	err     error
}

// CallerAccount returns the id of the account that c calls as.
func (c *Client) CallerAccount(ctx context.Context) (string, error) {
	account, err := c.callerAccount(ctx, maxRetries)
	if err == nil {
		c.caller.Put(struct{}{}, caller{account: account})
	}
	return account, err
}

// CallerAccountOnce is [Client.CallerAccount] for those who can do without: the
// service is asked once in the life of the client, in one try of five seconds,
// and whatever comes of it is the answer for all. What CallerAccount has found
// out is not asked again.
func (c *Client) CallerAccountOnce(ctx context.Context) (string, error) {
	const action = "GetCallerIdentity"
	if ctx.Err() != nil { // which says nothing about the account
		return "", interruptedError(ctx, action, false, ctx.Err())
	}
	told, err := c.caller.Get(ctx, struct{}{})
	if err != nil {
		return "", err
	}
	return told.account, told.err
}

func (c *Client) askCaller(ctx context.Context, _ struct{}) (caller, error) {
	ctx, cancel := c.WithTimeout(ctx, "GetCallerIdentity", askAccount)
	defer cancel()
	account, err := c.callerAccount(ctx, retries{})
	return caller{account, err}, nil // a failure is kept, too
}

func (c *Client) callerAccount(ctx context.Context, most retries) (string, error) {
	resp := sts.NewGetCallerIdentityResponse()
	check := func() error {
		if resp.Response == nil || isEmpty(resp.Response.AccountId) {
			return errors.New("the answer has no AccountId")
		}
		return nil
	}
	_, err := c.send(ctx, call{callOptions: optionsOf(nil), effect: ReadOnly, most: most, req: sts.NewGetCallerIdentityRequest(), resp: resp, check: check})
	if err != nil {
		return "", err
	}
	return quote.Printable(*resp.Response.AccountId, maxCode), nil
}

func isComplete(keys *sts.Credentials) bool {
	return keys != nil && !isEmpty(keys.TmpSecretId) && !isEmpty(keys.TmpSecretKey) && !isEmpty(keys.Token)
}

func isEmpty(text *string) bool { return text == nil || *text == "" }

// temporaryFromSTS are credentials that end at a time of the service's clock, or after
// their duration on this machine's, whichever comes first.
func temporaryFromSTS(keys *sts.Credentials, start time.Time, duration time.Duration, expiredTime int64) temporary {
	expires := time.Unix(expiredTime, 0)
	if end := start.Add(duration); duration > 0 && end.Before(expires) {
		expires = end
	}
	return temporary{Credentials{*keys.TmpSecretId, *keys.TmpSecretKey, *keys.Token}, expires}
}

// encodePolicy does what the documentation of AssumeRole demands of its callers.
func encodePolicy(policy string) string {
	return strings.ReplaceAll(url.QueryEscape(policy), "+", "%20")
}
