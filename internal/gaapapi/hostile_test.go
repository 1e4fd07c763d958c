package gaapapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wait"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// inEnvelope puts fields into an answer.
func inEnvelope(fields string) []byte {
	return []byte(`{"Response":{` + fields + `,"RequestId":"` + requestID + `"}}`)
}

// Answers for two proxies, A and B, with other things in them. %s stands for
// the key of the id.
var batches = map[string]struct {
	entries string
	want    string // of the error; empty: both are found
}{
	"both":              {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"link-bbbbbbbb","Status":"CLOSED"}`, ""},
	"and another's":     {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"link-foreign0","Status":"RUNNING"},{"%[1]s":"link-bbbbbbbb","Status":"CLOSED"}`, ""},
	"and nobody's":      {`{"%[1]s":null,"Status":null},{},{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"link-bbbbbbbb","Status":"CLOSED"}`, ""},
	"nulls":             {`null,{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},null,{"%[1]s":"link-bbbbbbbb","Status":"CLOSED"}`, ""},
	"new fields":        {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING","Next":{"a":[{}]}},{"%[1]s":"link-bbbbbbbb","Status":"CLOSED","Next":1}`, ""},
	"twice":             {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"link-bbbbbbbb","Status":"CLOSED"}`, ""},
	"two versions":      {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"link-aaaaaaaa","Status":"CLOSED"},{"%[1]s":"link-bbbbbbbb","Status":"CLOSED"}`, "different things about proxy \"link-aaaaaaaa\""},
	"another's for one": {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"link-foreign0","Status":"CLOSED"}`, "link-foreign0\", which was not asked for"},
	"other case":        {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"LINK-BBBBBBBB","Status":"CLOSED"}`, "LINK-BBBBBBBB"},
	"strange":           {`{"%[1]s":"link-aaaaaaaa","Status":"RUNNING"},{"%[1]s":"\u001b[2J","Status":"CLOSED"}`, `\x1b[2J`},
}

// What was asked for is found in an answer whatever else it holds, and nobody
// is told that a proxy is gone because the answer is another's.
func TestBatch(t *testing.T) {
	t.Parallel()
	for name, c := range batches {
		for action, format := range map[string]string{
			"DescribeProxiesStatus": `"InstanceStatusSet":[%s]`, "DescribeProxies": `"TotalCount":2,"ProxySet":[%s]`,
		} {
			t.Run(name+" "+action, func(t *testing.T) {
				t.Parallel()
				key := map[string]string{"DescribeProxiesStatus": "InstanceId", "DescribeProxies": "ProxyId"}[action]
				body := inEnvelope(fmt.Sprintf(format, strings.ReplaceAll(c.entries, "%[1]s", key)))
				synctest.Test(t, func(t *testing.T) {
					calls := 0
					client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
						calls++
						return says(body)(req)
					}), func(c *wire.Config) { c.Clock = wait.System{} })
					read := func(id string) (gaapapi.Status, error) {
						if action == "DescribeProxiesStatus" {
							return client.DescribeProxyStatus(t.Context(), id)
						}
						p, err := client.DescribeProxy(t.Context(), id)
						return p.Status, err
					}
					var group sync.WaitGroup
					for id, want := range map[string]gaapapi.Status{"link-aaaaaaaa": "RUNNING", "link-bbbbbbbb": "CLOSED"} {
						group.Go(func() {
							got, err := read(id)
							if c.want != "" {
								checkFailure(t, err, action, wire.CodeUnreadable, requestID, c.want)
							} else if err != nil || got != want {
								t.Errorf("%s is %s, %v; want %s", id, got, err, want)
							}
						})
					}
					group.Wait()
					if want := map[bool]int{true: 1, false: 7}[c.want == ""]; calls != want {
						t.Errorf("%d calls, want %d", calls, want)
					}
				})
			})
		}
	}
}

// An id is stored, shown and sent, so it must look like one.
func TestCreateProxy_badID(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		`"InstanceId":null`:                                   "lacks the id",
		`"InstanceId":""`:                                     "lacks the id",
		`"ProxyId":"link-a1b2c3d4"`:                           "lacks the id",
		`"InstanceId":"link"`:                                 `"link"`,
		`"InstanceId":"-a1b2c3d4"`:                            "-a1b2c3d4",
		`"InstanceId":" link-a1b2c3d4"`:                       "link-a1b2c3d4",
		`"InstanceId":"link-a1b2c3d4\n"`:                      "link-a1b2c3d4",
		`"InstanceId":"link-a1b2/../c3d4"`:                    "..",
		`"InstanceId":"link-${x}"`:                            "link-${x}",
		`"InstanceId":"link-\u001b[2J\u0000"`:                 `\x1b[2J`,
		`"InstanceId":"link-\ud83d\ude00"`:                    "link-",
		`"InstanceId":"link-` + strings.Repeat("a", 40) + `"`: "link-aaa",
		`"InstanceId":"` + strings.Repeat("a", 1<<16) + `"`:   "aaa",
	} {
		t.Run(fmt.Sprintf("%.40s", answer), func(t *testing.T) {
			t.Parallel()
			var tokens []string
			client := newStubClient(t, "", stub(func(req *http.Request) *http.Response {
				var body struct{ ClientToken string }
				if err := json.NewDecoder(req.Body).Decode(&body); err != nil {
					t.Error(err)
				}
				tokens = append(tokens, body.ClientToken)
				return says(inEnvelope(answer))(req)
			}))
			out, err := client.CreateProxy(t.Context(), input(), "t-1")
			checkFailure(t, err, "CreateProxy", wire.CodeUnreadable, requestID, want)
			if out.ID != "" || !out.Resent || wire.ClassOf(err) != wire.Ambiguous || len(tokens) != 7 || len(slices.Compact(tokens)) != 1 {
				t.Errorf("%+v, %s, tokens %q; want no id, ambiguous, one token for all", out, wire.ClassOf(err), tokens)
			}
		})
	}
}

// Fields hold what no proxy can be, or nothing at all.
func TestDescribeProxy_strangeFields(t *testing.T) {
	t.Parallel()
	huge := strings.Repeat("x", 1<<16)
	for fields, check := range map[string]func(gaapapi.Proxy) bool{
		`"CreateTime":null,"Status":null,"TagSet":null,"IPList":null,"ProxyName":null`: func(p gaapapi.Proxy) bool {
			return p.CreateTime.IsZero() && p.Status == "" && len(p.Tags) == 0 && len(p.IPs) == 0 && p.Name == ""
		},
		`"CreateTime":253402300799`:                    func(p gaapapi.Proxy) bool { return p.CreateTime.Format(time.RFC3339) == "9999-12-31T23:59:59Z" },
		`"CreateTime":253402300800`:                    func(p gaapapi.Proxy) bool { return p.CreateTime.IsZero() },
		`"CreateTime":9223372036854775808`:             func(p gaapapi.Proxy) bool { return p.CreateTime.IsZero() },
		`"ModifyConfigTime":1` + "8446744073709551615": func(p gaapapi.Proxy) bool { return p.ModifyConfigTime.IsZero() },
		`"Bandwidth":-5,"BillingType":2`:               func(p gaapapi.Proxy) bool { return p.Bandwidth == -5 && p.BillingType == 2 },
		`"Status":"HIBERNATING"`:                       func(p gaapapi.Proxy) bool { return p.Status == "HIBERNATING" },
		`"Status":"RUNNING\u001b[2J"`:                  func(p gaapapi.Proxy) bool { return p.Status == `RUNNING\x1b[2J` },
		`"AccessRegion":"Hongkong\u001b[2J","RealServerRegion":"\u202e\u0007"`: func(p gaapapi.Proxy) bool {
			return p.AccessRegion == `Hongkong\x1b[2J` && p.RealServerRegion == `\u202e\a`
		},
		`"Status":"` + huge + `"`:              func(p gaapapi.Proxy) bool { return len(p.Status) < 200 },
		`"ProxyName":"` + huge + `"`:           func(p gaapapi.Proxy) bool { return p.Name == huge },
		"\"ProxyName\":\"a\xff\xfeb\"":         func(p gaapapi.Proxy) bool { return p.Name == "a\ufffd\ufffdb" },
		`"ProxyName":"\ud800"`:                 func(p gaapapi.Proxy) bool { return p.Name == "\ufffd" },
		`"IPList":[null,{},{"IP":null}]`:       func(p gaapapi.Proxy) bool { return slices.Equal(p.IPs, []gaapapi.IP{{}, {}}) },
		`"SupportProtocols":[null,"TCP",null]`: func(p gaapapi.Proxy) bool { return slices.Equal(p.SupportProtocols, []string{"TCP"}) },
		`"TagSet":[null,{},{"TagKey":""},{"TagKey":"a"},{"TagKey":"b","TagValue":"c"}]`: func(p gaapapi.Proxy) bool {
			return maps.Equal(p.Tags, map[string]string{"a": "", "b": "c"})
		},
	} {
		client := newStubClient(t, "", says(inEnvelope(`"TotalCount":1,"ProxySet":[{"InstanceId":"link-a1b2c3d4",`+fields+`}]`)))
		p, err := client.DescribeProxy(t.Context(), "link-a1b2c3d4")
		if err != nil || p.ID != "link-a1b2c3d4" || !check(p) {
			t.Errorf("%.100s: %.1000v, %v", fields, fmt.Sprintf("%+v", p), err)
		}
	}
	for _, fields := range []string{
		`"CreateTime":-1`, `"CreateTime":18446744073709551616`, `"CreateTime":"1700000000"`, `"Bandwidth":9223372036854775808`, `"Bandwidth":10.5`,
		`"Bandwidth":1e3`, `"ProxyName":5`, `"TagSet":{}`, `"IPList":[[]]`,
	} {
		client := newStubClient(t, "", says(inEnvelope(`"TotalCount":1,"ProxySet":[{"InstanceId":"link-a1b2c3d4",`+fields+`}]`)))
		_, err := client.DescribeProxy(t.Context(), "link-a1b2c3d4")
		checkFailure(t, err, "DescribeProxies", "ClientError.ParseJsonError", requestID, "documented form")
	}
}

// What differs is told without what could play tricks on a terminal.
func TestDifferences_strange(t *testing.T) {
	t.Parallel()
	p := gaapapi.Proxy{Name: "\x1b[2J" + strings.Repeat("x", 5000), Tags: map[string]string{"\x1b]0;": "\u202e"}}
	for _, difference := range input().Differences(p) {
		if strings.ContainsAny(difference, "\x1b\u202e") || len(difference) > 510 {
			t.Errorf("%q", difference)
		}
	}
}

// requested is what a DescribeProxies request asks for.
func requested(t *testing.T, req *http.Request) (ids []string, offset int) {
	t.Helper()
	body, err := io.ReadAll(req.Body)
	req.Body = io.NopCloser(bytes.NewReader(body)) // for who reads it next
	var in struct {
		ProxyIds []string
		Offset   int
	}
	if err == nil {
		err = json.Unmarshal(body, &in)
	}
	if err != nil {
		t.Error(err)
	}
	return in.ProxyIds, in.Offset
}
