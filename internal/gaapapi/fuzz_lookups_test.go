package gaapapi_test

import (
	"context"
	"math"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

var priced = gaapapi.PriceQuery{AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 10, Concurrent: 2}

// FuzzLookups is about what data sources show.
func FuzzLookups(f *testing.F) {
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		_, _ = c.AccessRegions(ctx)
		_, _ = c.DestRegions(ctx, gaapapi.Silver)
		_, _ = c.ProxyPrice(ctx, priced)
		_, _ = c.ResourcesByTag(ctx, "team", "net", "")
		for _, err := range c.ProxyGroups(ctx, gaapapi.GroupQuery{ProjectID: gaapapi.AllProjects}) {
			if err != nil {
				f.Fatal(err)
			}
		}
	})
	for _, id := range []string{`""`, `null`, `"lg"`, `"lg-\u001b[2J"`} {
		f.Add(false, inEnvelope(`"TotalCount":1,"ResourceSet":[null,{"ResourceType":"ProxyGroup","ResourceId":`+id+`}]`))
		f.Add(false, inEnvelope(`"TotalCount":1,"ProxyGroupList":[null,{"GroupId":`+id+`}]`))
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		_, err := client.AccessRegions(t.Context())
		checkOutcome(t, err, broken, "DescribeAccessRegions")
		_, err = client.DestRegions(t.Context(), gaapapi.Gold)
		checkOutcome(t, err, broken, "DescribeDestRegions")
		price, err := client.ProxyPrice(t.Context(), priced)
		checkOutcome(t, err, broken, "InquiryPriceCreateProxy")
		for _, step := range price.Bandwidth {
			if !finite(step.Full) || !finite(step.Discounted) || step.To != nil && *step.To < 0 {
				t.Errorf("the price is %+v", price)
			}
		}
		tagged, err := client.ResourcesByTag(t.Context(), "team", "net", "")
		checkOutcome(t, err, broken, "DescribeResourcesByTag")
		for _, r := range tagged {
			if !idShape.MatchString(r.ID) || !textShape(r.Type) {
				t.Errorf("the resource is %+v", r)
			}
		}
		seen := map[string]bool{}
		for group, err := range client.ProxyGroups(t.Context(), gaapapi.GroupQuery{}) {
			if checkOutcome(t, err, broken, "DescribeProxyGroupList"); err != nil {
				break
			}
			if !idShape.MatchString(group.ID) || seen[group.ID] || group.CreateTime.Year() > 9999 {
				t.Errorf("the group is %+v", group)
			}
			seen[group.ID] = true
		}
	})
}

func finite(price *float64) bool {
	return price == nil || !math.IsInf(*price, 0) && !math.IsNaN(*price)
}

const (
	deployARN      = "qcs::cam::uin/" + gaapmock.DefaultAccountID + ":roleName/deploy"
	hiddenIdentity = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3MDAwMDAwMDB9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg"
)

// FuzzSession is about answers that hold keys: none of them is in an error.
func FuzzSession(f *testing.F) {
	role := wire.Role{ARN: deployARN, SessionName: "test", Duration: time.Hour}
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		_, _ = c.AssumeRole(role).Credentials(ctx)
		_, _ = c.CallerAccount(ctx)
	})
	for _, body := range []string{
		`{"TmpSecretId":"AKIDsecret1","TmpSecretKey":"key","Token":"token","ExpiredTime":4102444800,"Code":"Success"}`,
		`{"Response":{"Credentials":{"TmpSecretId":"AKIDsecret1","TmpSecretKey":"key","Token":"token"},"ExpiredTime":9223372036854775807,"RequestId":"r"}}`,
		`{"Response":{"Credentials":{"TmpSecretId":"AKIDsecret1","TmpSecretKey":"key"},"ExpiredTime":-1,"RequestId":"r"}}`,
	} {
		f.Add(false, []byte(body))
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		for action, source := range map[string]wire.CredentialSource{
			"AssumeRole": client.AssumeRole(role), "metadata": client.InstanceRole("deploy"),
			"AssumeRoleWithWebIdentity": client.AssumeRoleWithWebIdentity(wire.WebIdentity{
				ARN: deployARN, SessionName: "test", ProviderID: "OIDC", Token: func() (string, error) { return hiddenIdentity, nil },
			}),
		} {
			keys, err := source.Credentials(t.Context())
			if err == nil && (broken || keys.SecretID == "" || keys.SecretKey == "" || keys.Token == "") || err != nil && keys != (wire.Credentials{}) {
				t.Errorf("%s: %+v, %v", action, keys, err)
			}
			if err != nil && (len(err.Error()) > 2000 || !textShape(err.Error())) {
				t.Errorf("%s: %q", action, err)
			}
		}
		account, err := client.CallerAccount(t.Context())
		if checkOutcome(t, err, broken, "GetCallerIdentity"); (err == nil) == (account == "") || !textShape(account) {
			t.Errorf("the account is %q, %v", account, err)
		}
	})
}
