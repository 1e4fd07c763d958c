package gaapapi

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Header is a header of HTTP requests to origins, or of error pages.
type Header struct{ Name, Value string }

// DescribeCustomHeaders are the headers that a rule adds to requests, sorted. The
// error's class is [wire.Gone] if there is no such rule.
func (c *Client) DescribeCustomHeaders(ctx context.Context, ruleID string) ([]Header, error) {
	req := gaap.NewDescribeCustomHeaderRequest()
	req.RuleId = &ruleID
	resp := gaap.NewDescribeCustomHeaderResponse()
	var all []Header
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		if of := resp.Response.RuleId; of != nil && *of != ruleID {
			return fmt.Errorf("the answer is about rule %.80q, which was not asked for", *of)
		}
		all = headers(resp.Response.Headers)
		return nil
	}, wire.Classify(ruleClass))
	return all, err
}

// headers are in an order of their own: the service promises none.
func headers(infos []*gaap.HttpHeaderParam) []Header {
	var all []Header
	for _, info := range values(infos) {
		all = append(all, Header{value(info.HeaderName), value(info.HeaderValue)})
	}
	slices.SortFunc(all, func(a, b Header) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Value, b.Value)) })
	return all
}

func headerParams(all []Header) []*gaap.HttpHeaderParam {
	var params []*gaap.HttpHeaderParam
	for _, h := range all {
		params = append(params, &gaap.HttpHeaderParam{HeaderName: &h.Name, HeaderValue: &h.Value})
	}
	return params
}

// SetCustomHeaders gives a rule these headers and no others; without any, it adds
// none. listenerID is what the rule hangs on, as far as it is known.
func (c *Client) SetCustomHeaders(ctx context.Context, listenerID, ruleID string, all []Header) error {
	req := gaap.NewCreateCustomHeaderRequest()
	req.RuleId, req.Headers = &ruleID, headerParams(all) // none are not sent: what an empty list does is not documented
	return c.writeBelow(ctx, wire.Idempotent, listenerID, req, gaap.NewCreateCustomHeaderResponse(), nil)
}

// BlackHeaders are the names of headers that the service does not let a rule set,
// as it writes them. They are looked up once.
func (c *Client) BlackHeaders(ctx context.Context) ([]string, error) {
	names, err := c.blackHeaders.Get(ctx, struct{}{})
	return slices.Clone(names), err
}

func (c *Client) describeBlackHeaders(ctx context.Context, _ struct{}) ([]string, error) {
	resp := gaap.NewDescribeBlackHeaderResponse()
	var names []string
	_, err := c.Call(ctx, wire.ReadOnly, gaap.NewDescribeBlackHeaderRequest(), resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		names = nil
		for _, name := range values(resp.Response.BlackHeaders) {
			names = append(names, word(&name))
		}
		slices.Sort(names)
		return nil
	})
	return names, err
}
