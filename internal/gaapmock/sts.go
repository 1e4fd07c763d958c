package gaapmock

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"
)

// The Security Token Service, version 2018-08-13
// (https://cloud.tencent.com/document/api/1312/48197).
const (
	serviceSTS      = "sts"
	defaultValidity = 7200  // seconds
	maxValidity     = 43200 // seconds
)

// isSTS tells the actions of STS from those of the Tag product, which has the
// same version.
func isSTS(action string) bool {
	return strings.HasPrefix(action, "AssumeRole") || action == "GetCallerIdentity"
}

// needsNoKey says whether a request needs no key: the token in it is enough.
func needsNoKey(r *http.Request, action string) bool {
	return action == "AssumeRoleWithWebIdentity" && r.Header.Get("Authorization") == "SKIP"
}

// assumed is the answer of the AssumeRole actions.
type assumed struct {
	Credentials temporary
	ExpiredTime int64
	Expiration  string
}

var (
	sessionNameForm = regexp.MustCompile(`^[\w+=,.@-]{2,128}$`)
	externalIDForm  = regexp.MustCompile(`^[\w+=,.@:/-]{2,128}$`)
)

// Assumption: temporary keys may assume a further role; an external id that is
// not the role's is UnauthorizedOperation.
func assumeRole(c *call, in *sts.AssumeRoleRequestParams) (any, *apiError) {
	switch {
	case in.ExternalId != nil && !externalIDForm.MatchString(*in.ExternalId):
		return nil, errorf("InvalidParameter.ParamError", "The external id has a wrong form.")
	case in.Policy != nil && !encodedJSON(*in.Policy):
		return nil, errorf("InvalidParameter.StrategyFormatError", "The policy is not URL-encoded JSON.")
	}
	role, err := c.findRole(*in.RoleArn)
	if err != nil {
		return nil, err
	}
	if role.ExternalID != "" && val(in.ExternalId) != role.ExternalID {
		return nil, errorf("UnauthorizedOperation", "The role cannot be assumed.")
	}
	return c.openRole(role, *in.RoleSessionName, int64(val(in.DurationSeconds))) //nolint:gosec // checked there
}

// encodedJSON says whether a policy is a JSON object, URL-encoded as the
// documentation demands.
func encodedJSON(policy string) bool {
	text, err := url.QueryUnescape(policy)
	var object map[string]any
	return err == nil && !strings.Contains(policy, "{") && json.Unmarshal([]byte(text), &object) == nil
}

// assumeRoleWithWebIdentity is AssumeRoleWithWebIdentity. The mock cannot check
// the signature of a token, but it checks its form and its end.
//
// Assumption: any provider is known, and vouches for any role.
func assumeRoleWithWebIdentity(c *call, in *sts.AssumeRoleWithWebIdentityRequestParams) (any, *apiError) {
	if end, ok := tokenEnd(*in.WebIdentityToken); !ok || !c.opts.Clock.Now().Before(end) {
		return nil, errorf("InvalidParameter.WebIdentityTokenError", "The identity token is not valid or has expired.")
	}
	role, err := c.findRole(*in.RoleArn)
	if err != nil {
		return nil, err
	}
	return c.openRole(role, *in.RoleSessionName, val(in.DurationSeconds))
}

// tokenEnd reads the claim exp of a JWT.
func tokenEnd(token string) (time.Time, bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return time.Time{}, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	var claims struct {
		Exp int64 `json:"exp"`
	}
	if err != nil || json.Unmarshal(payload, &claims) != nil {
		return time.Time{}, false
	}
	return time.Unix(claims.Exp, 0), true
}

func (c *call) findRole(arn string) (Role, *apiError) {
	if c.region == "" {
		return Role{}, missing("Region")
	}
	role, found := c.opts.role(func(r Role) bool { return r.ARN == arn })
	if !found {
		return Role{}, errorf("ResourceNotFound.RoleNotFound", "The role `%s` does not exist.", arn)
	}
	return role, nil
}

// openRole issues the credentials of a role; 0 seconds are the default.
func (c *call) openRole(role Role, sessionName string, seconds int64) (any, *apiError) {
	setDefault(&seconds, defaultValidity)
	switch {
	case !sessionNameForm.MatchString(sessionName):
		return nil, errorf("InvalidParameter.ParamError", "The session name has a wrong form.")
	case seconds < 1 || seconds > maxValidity:
		return nil, errorf("InvalidParameter.OverTimeError", "DurationSeconds must be from 1 to %d.", maxValidity)
	}
	keys, expires := c.opts.issue(role.identityFor(c.caller, sessionName), c.requestID, time.Duration(seconds)*time.Second)
	return assumed{keys, expires.Unix(), expires.Format(time.RFC3339)}, nil
}

func getCallerIdentity(c *call, _ *sts.GetCallerIdentityRequestParams) (any, *apiError) {
	if c.region == "" {
		return nil, missing("Region")
	}
	return c.caller, nil
}
