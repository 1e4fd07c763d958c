package gaapapi_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The values of the tags that a call carries are not shown, though the service
// quotes them; its other words and its code are.
func TestTagValues_hidden(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"The tag `team` is `s3cretValue`.":           "The tag `team` is `(hidden)`.",
		"team=s3cretValueX":                          "team=(hidden)X",
		strings.Repeat("x", 490) + "s3cretValue":     strings.Repeat("x", 490) + "(hidden)",
		"an a is no area, a.":                        "an (hidden) is no area, (hidden).",
		"InternalError of s3cretValue, s3cretValue!": "InternalError of (hidden), (hidden)!",
		"nothing": "nothing",
	} {
		for action, call := range map[string]func(*service, map[string]string) error{
			"CreateProxy": func(s *service, tags map[string]string) error {
				in := input()
				in.Tags = tags
				_, err := s.client.CreateProxy(s.T.Context(), in, "t-1")
				return err
			},
			"AddRealServers": func(s *service, tags map[string]string) error {
				_, err := s.client.AddRealServer(s.T.Context(), gaapapi.RealServerInput{Address: "1.1.1.1", Name: "n", Tags: tags})
				return err
			},
			"DescribeRealServers": func(s *service, tags map[string]string) error {
				for _, err := range s.client.RealServers(s.T.Context(), gaapapi.RealServerQuery{Tags: tags}) {
					return err
				}
				return nil
			},
			"ModifyResourceTags": func(s *service, tags map[string]string) error {
				return s.client.ModifyTags(s.T.Context(), gaapapi.TaggedProxy, "link-a1b2c3d4", tags, nil)
			},
			"CreateTag": func(s *service, tags map[string]string) error {
				return s.client.CreateTags(s.T.Context(), map[string]string{"team": tags["team"]})
			},
		} {
			if (action == "CreateTag" || action == "DescribeRealServers") && strings.Contains(message, "a.") != (action == "DescribeRealServers") {
				continue // one value for each call
			}
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultError, Code: "LimitExceeded.TagValue", Message: message, Times: -1})
				err := call(s, map[string]string{"team": "s3cretValue", "b": "a"})
				if api := errorOf(t, err); strings.TrimSuffix(api.Message, " ...") != want || api.Code != "LimitExceeded.TagValue" {
					t.Errorf("%s: %s %q, want %q", action, api.Code, api.Message, want)
				}
				if strings.Contains(err.Error(), "s3cret") {
					t.Errorf("%s: a value is in: %v", action, err)
				}
			})
		}
	}
}

// What differs in the tags of a proxy is said by their keys.
func TestDifferences_tags(t *testing.T) {
	t.Parallel()
	in := input()
	in.Tags = map[string]string{"same": "s3cret0", "lost": "s3cret1", "other": "s3cret2", "gone": "s3cret3"}
	p := gaapapi.Proxy{
		Name: in.Name, AccessRegion: in.AccessRegion, RealServerRegion: in.RealServerRegion, Bandwidth: in.Bandwidth, Concurrent: in.Concurrent,
		Tags: map[string]string{"same": "s3cret0", "other": "s3cret4", "strange": "s3cret5"},
	}
	got := strings.Join(in.Differences(p), "; ")
	if want := "TagSet lacks gone, lost; TagSet has other values of other; TagSet has also strange"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
