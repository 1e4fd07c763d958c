package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

func TestConfigure_endpoint(t *testing.T) {
	for endpoint, want := range map[string]string{ // the error, or the URL that is called
		"https://gaap.example.com":       "https://gaap.example.com",
		"https://gaap.example.com/":      "https://gaap.example.com",
		"https://gaap.example.com:8443":  "https://gaap.example.com:8443",
		"https://gaap.example.com/a/b":   "https://gaap.example.com/a/b",
		"https://gaap.example.com/a%3Fb": "https://gaap.example.com/a%3Fb",
		"https://203.0.113.7":            "https://203.0.113.7",
		"https://[2001:db8::1]:8443":     "https://[2001:db8::1]:8443",
		"http://127.0.0.1:9180":          "http://127.0.0.1:9180",
		"http://127.8.9.1":               "http://127.8.9.1",
		"http://[::1]:9180":              "http://[::1]:9180",
		"http://localhost:9180/gaap":     "http://localhost:9180/gaap",
		"HTTPS://gaap.example.com":       "https://gaap.example.com",
		"http://gaap.example.com":        "is not encrypted",
		"http://203.0.113.7:9180":        "is not encrypted",
		"http://[2001:db8::1]":           "is not encrypted",
		"http://0.0.0.0:9180":            "is not encrypted",
		"http://localhost.example.com":   "is not encrypted",
		"http://127.0.0.1.example.com":   "is not encrypted",
		"https://user@gaap.example.com":  "nothing else",
		"https://gaap.example.com?a=b":   "nothing else",
		"https://gaap.example.com/#part": "nothing else",
		"ftp://gaap.example.com":         "must start with https://",
		"gaap.example.com":               "is not a URL",
		"//gaap.example.com":             "must start with https://",
		"https://":                       "is not a URL",
		"https://:8443":                  "is not a URL",
		"https://bad host":               "is not a URL",
		"https://%zz":                    "is not a URL",
		"https://gaap.example.com:65536": "is not a URL",
		"https://gaap.example.com:0":     "is not a URL",
		"https://gääp.example.com":       "is not a URL",
		"https://[fe80::1%25eth0]":       "is not a URL",
	} {
		for _, source := range []string{"configuration", "environment"} {
			t.Run(source+" "+endpoint, func(t *testing.T) {
				arguments := staticKey(nil)
				cleanEnvironment(t, nil)
				if source == "configuration" {
					arguments["endpoint"] = cty.StringVal(endpoint)
				} else {
					t.Setenv("TENCENTCLOUD_ENDPOINT", endpoint)
				}
				s := newServer(t)
				problems := tfcore.Render(s.configure(arguments))
				if strings.Contains(want, "://") && !strings.Contains(want, " ") {
					if problems != "" {
						t.Fatal(problems)
					}
					u := *s.request().URL
					u.Path = strings.TrimSuffix(u.Path, "/")
					if u.String() != want {
						t.Errorf("%s is called, want %s", u.String(), want)
					}
					return
				}
				for _, part := range []string{want, "Invalid endpoint", `AttributeName("endpoint")`, "TENCENTCLOUD_ENDPOINT"} {
					if !strings.Contains(problems, part) {
						t.Errorf("%q is not in:\n%s", part, problems)
					}
				}
			})
		}
	}
}

// A password in an endpoint is a secret.
func TestConfigure_endpointSecret(t *testing.T) {
	for _, endpoint := range []string{"https://user:hiddenPassword@gaap.example.com", "http://user:hiddenPassword@gaap.example.com", "https://user:hiddenPassword@[bad", "https://gaap.example.com/?token=hiddenPassword"} {
		cleanEnvironment(t, nil)
		problems := tfcore.Render(newServer(t).configure(staticKey(map[string]cty.Value{"endpoint": cty.StringVal(endpoint)})))
		if !strings.Contains(problems, "Invalid endpoint") || strings.Contains(problems, "hiddenPassword") {
			t.Errorf("%s:\n%s", endpoint, problems)
		}
	}
}

// The rate takes effect: of many calls, no more than it allows are sent in a
// second, once the slow start is over.
func TestConfigure_rate(t *testing.T) {
	for name, c := range map[string]struct {
		argument cty.Value
		variable string
		want     int
	}{
		"default":                   {cty.NullVal(cty.Number), "", 20},
		"configuration":             {cty.NumberIntVal(3), "7", 3},
		"environment":               {cty.NullVal(cty.Number), "7", 7},
		"least":                     {cty.NumberIntVal(1), "", 1},
		"most":                      {cty.NumberIntVal(20), "", 20},
		"most, in the environment":  {cty.NullVal(cty.Number), "20", 20},
		"least, in the environment": {cty.NullVal(cty.Number), "1", 1},
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, map[string]string{"GAAP_MAX_REQUESTS_PER_SECOND": c.variable})
			synctest.Test(t, func(t *testing.T) {
				s := newServer(t, func(o *provider.Options) { o.Clock = nil }) // that of the bubble
				if problems := s.configure(staticKey(map[string]cty.Value{"max_requests_per_second": c.argument})); len(problems) > 0 {
					t.Fatal(tfcore.Render(problems))
				}
				for range 100 {
					s.read()
				}
				if got := s.busiest("DescribeProxyDetail"); got != c.want {
					t.Errorf("%d calls in a second, want %d", got, c.want)
				}
			})
		})
	}
}

// busiest is the most calls of an action in any second.
func (s *server) busiest(action string) int {
	most := 0
	for i, from := range s.times {
		n := 0
		for j, at := range s.times[i:] {
			if at.Sub(from) < time.Second && s.sent[i+j].Header.Get("X-TC-Action") == action {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func TestConfigure_badRate(t *testing.T) {
	for _, rate := range []int64{-1, 0, 21, 1 << 40} {
		cleanEnvironment(t, nil)
		problems := tfcore.Render(newServer(t).validate(staticKey(map[string]cty.Value{"max_requests_per_second": cty.NumberIntVal(rate)})))
		if !strings.Contains(problems, `AttributeName("max_requests_per_second")`) || !strings.Contains(problems, fmt.Sprint(rate)) {
			t.Errorf("rate %d: %s", rate, problems)
		}
	}
	for _, rate := range []string{"0", "21", "-3", "many", "2.5", " 5", "99999999999999999999"} {
		cleanEnvironment(t, map[string]string{"GAAP_MAX_REQUESTS_PER_SECOND": rate})
		problems := tfcore.Render(newServer(t).configure(staticKey(nil)))
		if !strings.Contains(problems, `AttributeName("max_requests_per_second")`) || !strings.Contains(problems, "GAAP_MAX_REQUESTS_PER_SECOND") {
			t.Errorf("rate %q: %s", rate, problems)
		}
	}
}

// While something is only known after apply, the provider neither fails nor
// asks the service; what it would have to know, it does not claim.
func TestConfigure_unknown(t *testing.T) {
	for _, name := range []string{
		"secret_id", "secret_key", "security_token", "region", "endpoint", "domain", "custom_ca_bundle", "profile", "shared_credentials_dir", "max_requests_per_second", "ignore_tags",
	} {
		t.Run(name, func(t *testing.T) {
			cleanEnvironment(t, nil)
			s := newServer(t)
			kind := s.TypeOf(s.Schemas.Provider).AttributeType(name)
			arguments := staticKey(map[string]cty.Value{name: cty.UnknownVal(kind)})
			if problems := append(s.validate(arguments), s.configure(arguments)...); len(problems) > 0 {
				t.Fatal(tfcore.Render(problems))
			}
			planned, problems := s.planProxy(map[string]cty.Value{
				"name": cty.StringVal("test"), "project_id": cty.NumberIntVal(0), "access_region": cty.StringVal("Hongkong"), "realserver_region": cty.StringVal("Shanghai"),
				"bandwidth": cty.NumberIntVal(10), "concurrent": cty.NumberIntVal(2),
			})
			if len(problems) > 0 {
				t.Error(tfcore.Render(problems))
			}
			if known := planned.After.GetAttr("client_token").IsKnown(); known == (name == "ignore_tags") {
				t.Errorf("the planned token is known: %v", known)
			}
			if problems := s.read(); len(problems) != 1 || problems[0].Severity != tfprotov6.DiagnosticSeverityWarning {
				t.Errorf("a refresh says %s, want one warning", tfcore.Render(problems))
			}
			if len(s.sent) > 0 {
				t.Errorf("%s was sent", s.sent[0].Header.Get("X-TC-Action"))
			}
		})
	}
}

// The service is told who calls.
func TestConfigure_userAgent(t *testing.T) {
	cleanEnvironment(t, nil)
	s := newServer(t)
	if problems := s.configure(staticKey(nil)); len(problems) > 0 {
		t.Fatal(tfcore.Render(problems))
	}
	agent := s.request().Header.Get("X-TC-RequestClient")
	if !strings.Contains(agent, "terraform-provider-gaap 1.2.3") || !strings.Contains(agent, "Terraform 1.11.4") {
		t.Errorf("X-TC-RequestClient is %q", agent)
	}
}
