package proxy_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/proxy"
)

// seedInput is the example of the CreateProxy page.
func seedInput() gaapapi.CreateProxyInput {
	return gaapapi.CreateProxyInput{Name: "test", AccessRegion: "SouthChina", Bandwidth: 10, Concurrent: 2, GroupID: "lg-xxxx"}
}

// fullInput has a value in every field.
func fullInput() gaapapi.CreateProxyInput {
	billing := int64(1)
	return gaapapi.CreateProxyInput{
		ProjectID: 1204, Name: "edge-hk-sh", AccessRegion: "Hongkong", RealServerRegion: "Shanghai", Bandwidth: 20, Concurrent: 5,
		GroupID: "lg-demo0001", Tags: map[string]string{"team": "net", "env": "prod"}, ClonedProxyID: "link-a1b2c3d4", BillingType: &billing,
		IPAddressVersion: "IPv4", NetworkType: "normal", PackageType: "Thunder",
	}
}

// These tokens stand in states and in the service's memory. If this test fails,
// every proxy that is planned but not created gets another token: raise the
// version in the package on purpose, or undo the change.
func TestDeriveToken_golden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scope string
		in    gaapapi.CreateProxyInput
		want  string
	}{
		{"", gaapapi.CreateProxyInput{}, "tfgaap-wcn2zj4ljbotqnepol4w36yiqpajyo5w5c53uupxrjhnc2wyyhpa"},
		{"", seedInput(), "tfgaap-mdxnuhevrjnjuv2kziygwwdcojye634utyxqezfjrvm4r6hpxkca"},
		{"", fullInput(), "tfgaap-wocur3yuwvjdqfsmpas2aespgmzmu45o3al2tjfnsvgpfdgcan2a"},
		{"staging", fullInput(), "tfgaap-72lgtuv567qsq6uhgt5qzpxvvaubgqe4mnwqmjvruiupqvnndp4a"},
	} {
		if got := proxy.DeriveToken(c.scope, c.in); got != c.want {
			t.Errorf("scope %q, %+v:\n%s, want\n%s", c.scope, c.in, got, c.want)
		}
	}
}

// Every field counts, and none is forgotten: reflection finds those that are
// added later.
func TestDeriveToken_everyField(t *testing.T) {
	t.Parallel()
	for _, base := range []gaapapi.CreateProxyInput{{}, seedInput(), fullInput()} {
		seen := map[string]string{proxy.DeriveToken("", base): "nothing"}
		for i := range reflect.TypeFor[gaapapi.CreateProxyInput]().NumField() {
			changed := base
			name := reflect.TypeOf(changed).Field(i).Name
			change(t, reflect.ValueOf(&changed).Elem().Field(i))
			token := proxy.DeriveToken("", changed)
			if other, dup := seen[token]; dup {
				t.Errorf("changing %s gives the same token as changing %s", name, other)
			}
			seen[token] = name
		}
	}
}

// change gives a field another value.
func change(t *testing.T, field reflect.Value) {
	t.Helper()
	switch field.Kind() {
	case reflect.String:
		field.SetString(field.String() + "x")
	case reflect.Int64:
		field.SetInt(field.Int() + 1)
	case reflect.Map:
		field.Set(reflect.ValueOf(map[string]string{"changed": "yes"}))
	case reflect.Pointer:
		value := reflect.New(field.Type().Elem())
		if !field.IsNil() {
			value.Elem().SetInt(field.Elem().Int() + 1)
		}
		field.Set(value)
	default:
		t.Fatalf("teach this test to change a %s", field.Type())
	}
}

// What looks alike when written one after the other is told apart.
func TestDeriveToken_noMixUp(t *testing.T) {
	t.Parallel()
	zero, one := int64(0), int64(1)
	inputs := map[string]gaapapi.CreateProxyInput{
		"nothing":             {},
		"billing 0":           {BillingType: &zero},
		"billing 1":           {BillingType: &one},
		"name ab":             {Name: "ab"},
		"name a, region b":    {Name: "a", AccessRegion: "b"},
		"region ab":           {AccessRegion: "ab"},
		"origin ab":           {RealServerRegion: "ab"},
		"tag ab=c":            {Tags: map[string]string{"ab": "c"}},
		"tag a=bc":            {Tags: map[string]string{"a": "bc"}},
		"tags a=b, c=d":       {Tags: map[string]string{"a": "b", "c": "d"}},
		"tags a=d, c=b":       {Tags: map[string]string{"a": "d", "c": "b"}},
		"tag with line":       {Tags: map[string]string{"a": "b\nTagKey 1:c\nTagValue 1:d"}},
		"name with line":      {Name: "a\nAccessRegion 1:b"},
		"bandwidth 1":         {Bandwidth: 1},
		"concurrent 1":        {Concurrent: 1},
		"project 1":           {ProjectID: 1},
		"bandwidth 11":        {Bandwidth: 11},
		"bandwidth 1, conc 1": {Bandwidth: 1, Concurrent: 1},
	}
	seen := map[string]string{}
	for name, in := range inputs {
		for _, scope := range []string{"", "s", "s\nProjectId 1:0"} {
			token := proxy.DeriveToken(scope, in)
			if other, dup := seen[token]; dup {
				t.Errorf("%s in scope %q has the token of %s", name, scope, other)
			}
			seen[token] = name + " in scope " + scope
		}
	}
	if proxy.DeriveToken("", gaapapi.CreateProxyInput{Tags: map[string]string{}}) != proxy.DeriveToken("", gaapapi.CreateProxyInput{}) {
		t.Error("an empty map of tags differs from none, but both send nothing")
	}
}

// Tokens are equal if and only if scope and input are.
func TestDeriveToken_equalIffEqual(t *testing.T) {
	t.Parallel()
	text := rapid.SampledFrom([]string{"", "a", "b", "ab", "ä", "a\n"})
	number := rapid.Int64Range(0, 2)
	input := rapid.Custom(func(t *rapid.T) gaapapi.CreateProxyInput {
		in := gaapapi.CreateProxyInput{Tags: rapid.MapOfN(text, text, 0, 2).Draw(t, "tags")}
		v := reflect.ValueOf(&in).Elem()
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			switch field := v.Field(i); field.Kind() {
			case reflect.String:
				field.SetString(text.Draw(t, name))
			case reflect.Int64:
				field.SetInt(number.Draw(t, name))
			case reflect.Pointer:
				if n := number.Draw(t, name); n > 0 {
					n--
					field.Set(reflect.ValueOf(&n))
				}
			}
		}
		return in
	})
	rapid.Check(t, func(t *rapid.T) {
		a, scopeA := input.Draw(t, "a"), text.Draw(t, "scope a")
		b, scopeB := a, scopeA
		if rapid.Bool().Draw(t, "other") {
			b, scopeB = input.Draw(t, "b"), text.Draw(t, "scope b")
		}
		equal := scopeA == scopeB && reflect.DeepEqual(a, b)
		tokenA, tokenB := proxy.DeriveToken(scopeA, a), proxy.DeriveToken(scopeB, b)
		if (tokenA == tokenB) != equal {
			t.Errorf("equal inputs: %v, tokens %s and %s", equal, tokenA, tokenB)
		}
		checkForm(t, tokenA)
	})
}

type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

func checkForm(t reporter, token string) {
	t.Helper()
	if len(token) > 64 || len(token) < 30 || !strings.HasPrefix(token, "tfgaap-") {
		t.Errorf("token %q has %d characters, want at most %d and the prefix", token, len(token), 64)
	}
	for _, r := range token {
		if r <= ' ' || r > '~' {
			t.Errorf("token %q is not printable ASCII", token)
		}
	}
}

func BenchmarkDerive(b *testing.B) {
	in := fullInput()
	for b.Loop() {
		proxy.DeriveToken("scope", in)
	}
}
