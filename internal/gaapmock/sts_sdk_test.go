package gaapmock_test

import (
	"encoding/base64"
	"fmt"
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
	sts "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/sts/v20180813"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Tencent's own client of STS gets credentials that its client of GAAP can use.
func TestSDK_sts(t *testing.T) {
	x := newSDK(t, gaapmock.Options{}, "POST")
	arn, name := gaapmock.DefaultRoles()[1].ARN, "sdk"
	client, err := sts.NewClient(common.NewCredential(gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey), "ap-guangzhou", x.profile)
	x.must(err)
	use := func(keys *sts.Credentials) {
		t.Helper()
		g, err := gaap.NewClient(common.NewTokenCredential(*keys.TmpSecretId, *keys.TmpSecretKey, *keys.Token), "", x.profile)
		x.must(err)
		_, err = g.DescribeProxies(gaap.NewDescribeProxiesRequest())
		x.must(err)
		g.WithCredential(common.NewCredential(*keys.TmpSecretId, *keys.TmpSecretKey))
		_, err = g.DescribeProxies(gaap.NewDescribeProxiesRequest())
		x.wantCode(err, "AuthFailure.TokenFailure")
	}
	assume := sts.NewAssumeRoleRequest()
	assume.RoleArn, assume.RoleSessionName = &arn, &name
	assumed, err := client.AssumeRole(assume)
	x.must(err)
	if left := time.Until(time.Unix(*assumed.Response.ExpiredTime, 0)); left < time.Hour || left > 2*time.Hour {
		t.Errorf("the session lasts for %s, want two hours", left)
	}
	use(assumed.Response.Credentials)

	token := "e30." + base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"exp":%d}`, time.Now().Add(time.Hour).Unix())) + ".c2ln"
	provider := "OIDC"
	web := sts.NewAssumeRoleWithWebIdentityRequest()
	web.RoleArn, web.RoleSessionName, web.ProviderId, web.WebIdentityToken = &arn, &name, &provider, &token
	vouched, err := client.AssumeRoleWithWebIdentity(web)
	x.must(err)
	use(vouched.Response.Credentials)

	caller, err := client.GetCallerIdentity(sts.NewGetCallerIdentityRequest())
	x.must(err)
	if *caller.Response.AccountId != gaapmock.DefaultAccountID {
		t.Errorf("the account is %s", *caller.Response.AccountId)
	}
}
