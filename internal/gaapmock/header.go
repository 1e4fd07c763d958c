package gaapmock

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// Header is a header that a rule adds to requests, or an error page sets.
type Header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// headerInfo is HttpHeaderParam of the API.
type headerInfo struct {
	HeaderName  string `json:"HeaderName"`
	HeaderValue string `json:"HeaderValue"`
}

const maxHeaders = 10

var (
	headerName  = regexp.MustCompile(`^[0-9A-Za-z_: -]{1,100}$`)
	headerValue = regexp.MustCompile(`^[ -~]{1,100}$`)
)

// blackHeaders are the names that no rule may add: those that the guide of the
// console names one by one.
func blackHeaders() []string {
	return []string{
		"accept", "accept-charset", "allow", "alt-svc", "date", "dnt", "expect", "forwarded", "from", "host", "last-event-id", "link", "max-age", "nel",
		"origin", "ping-from", "ping-to", "range", "report-to", "retry-after", "server", "server-timing", "signature", "sourcemap", "te", "trailer",
		"transfer-encoding", "upgrade", "via", "x-content-type-options", "x-forwarded-host", "x-forwarded-proto", "x-frame-options", "x-powered-by",
		"x-requested-with", "x-robots-tag", "x-ua-compatible", "x-xss-protection",
	}
}

// newHeaders reads a list of headers.
//
// Assumption: a name and a value are MissingParameter where they are missing; a
// name may be there twice.
func newHeaders(in []*gaap.HttpHeaderParam, path string) ([]Header, *apiError) {
	out := []Header{}
	for _, h := range in {
		switch {
		case h.HeaderName == nil || h.HeaderValue == nil:
			return nil, missing(path + ".HeaderName")
		case !headerName.MatchString(*h.HeaderName):
			return nil, invalidValue(path + ".HeaderName")
		case !headerValue.MatchString(*h.HeaderValue) || strings.Contains(strings.ReplaceAll(*h.HeaderValue, "$remote_addr", ""), "$"):
			return nil, invalidValue(path + ".HeaderValue")
		}
		out = append(out, Header{*h.HeaderName, *h.HeaderValue})
	}
	return out, nil
}

// createCustomHeader is CreateCustomHeader. The list replaces the old one.
//
// Assumption: it takes as long as changing a rule.
func createCustomHeader(c *call, in *gaap.CreateCustomHeaderRequestParams) (any, *apiError) {
	r, _, _, err := c.writableRule("", *in.RuleId)
	switch {
	case err != nil:
		return nil, err
	case in.Headers != nil && len(in.Headers) == 0 && c.opts.Layer7.EmptyListRefused:
		return nil, invalidValue("Headers")
	case len(in.Headers) > maxHeaders:
		return nil, errorf("LimitExceeded", "A rule has up to %d headers.", maxHeaders)
	}
	if r.Headers, err = newHeaders(in.Headers, "Headers"); err != nil {
		return nil, err
	}
	for _, h := range r.Headers {
		if slices.Contains(blackHeaders(), strings.ToLower(h.Name)) {
			return nil, errorf("InvalidParameterValue.HitBlacklist", "The header `%s` is on the blacklist.", h.Name)
		}
	}
	c.beginRule(r, StatusModifying, c.opts.Listener.ModifyDuration)
	return none{}, nil
}

// Assumption: an unknown rule is as in DescribeRulesByRuleIds, but never omitted.
func describeCustomHeader(c *call, in *gaap.DescribeCustomHeaderRequestParams) (any, *apiError) {
	r, ok := c.store.Rules.asShown(c).get(*in.RuleId)
	if !ok {
		return nil, c.noRule(*in.RuleId)
	}
	headers := slices.Clone(r.Headers)
	if c.opts.Layer7.HeadersSorted {
		slices.SortFunc(headers, func(a, b Header) int { return cmp.Compare(a.Name, b.Name) })
	}
	return map[string]any{"RuleId": r.ID, "Headers": headersShown(headers)}, nil
}

func headersShown(list []Header) []headerInfo {
	out := []headerInfo{}
	for _, h := range list {
		out = append(out, headerInfo{h.Name, h.Value})
	}
	return out
}

func describeBlackHeader(*call, *gaap.DescribeBlackHeaderRequestParams) (any, *apiError) {
	return map[string]any{"BlackHeaders": blackHeaders()}, nil
}
