package gaapapi_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func numbered(prefix, value string, n int) map[string]string {
	tags := map[string]string{}
	for i := range n {
		tags[fmt.Sprintf("%s%02d", prefix, i)] = value
	}
	return tags
}

// tagCalls are the calls that changed tags, as numbers: how many were changed,
// added and removed. The service may add before it removes, so no call may
// exceed the quota in between.
func (s *service) tagCalls(have map[string]string) []string {
	s.T.Helper()
	var found []string
	for _, call := range s.Calls("ModifyResourceTags") {
		var body struct {
			ReplaceTags, DeleteTags []struct{ TagKey, TagValue string }
		}
		if err := json.Unmarshal(call.Body, &body); err != nil {
			s.T.Fatal(err)
		}
		added := 0
		for _, tag := range body.ReplaceTags {
			if _, ok := have[tag.TagKey]; !ok {
				added++
			}
			have[tag.TagKey] = tag.TagValue
		}
		if len(have) > 50 {
			s.T.Errorf("call %d makes %d tags", len(found)+1, len(have))
		}
		for _, tag := range body.DeleteTags {
			delete(have, tag.TagKey)
		}
		found = append(found, fmt.Sprintf("~%d +%d -%d", len(body.ReplaceTags)-added, added, len(body.DeleteTags)))
	}
	return found
}

// A change that one call cannot take becomes several. Tags are removed after
// all are set, unless those that are added need their room.
func TestModifyTags_many(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kept, ignored, changed, added, removed int
		want                                   []string
	}{
		"nothing":                 {3, 0, 0, 0, 0, nil},
		"one call":                {5, 0, 2, 3, 4, []string{"~2 +3 -4"}},
		"only set":                {0, 0, 4, 19, 0, []string{"~4 +6 -0", "~0 +10 -0", "~0 +3 -0"}},
		"only removed":            {0, 0, 0, 0, 23, []string{"~0 +0 -10", "~0 +0 -10", "~0 +0 -3"}},
		"removed at last":         {0, 0, 0, 23, 12, []string{"~0 +10 -0", "~0 +10 -0", "~0 +3 -10", "~0 +0 -2"}},
		"changed and removed":     {30, 0, 12, 0, 3, []string{"~10 +0 -0", "~2 +0 -3"}},
		"just fits":               {20, 0, 0, 12, 18, []string{"~0 +10 -0", "~0 +2 -10", "~0 +0 -8"}},
		"some make room":          {20, 0, 0, 15, 20, []string{"~0 +10 -5", "~0 +5 -10", "~0 +0 -5"}},
		"full":                    {38, 0, 0, 12, 12, []string{"~0 +0 -10", "~0 +10 -2", "~0 +2 -0"}},
		"full, with changes":      {27, 0, 11, 12, 12, []string{"~10 +0 -10", "~1 +9 -2", "~0 +3 -0"}},
		"full of those of others": {20, 18, 0, 12, 12, []string{"~0 +0 -10", "~0 +10 -2", "~0 +2 -0"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := newService(t, gaapmock.Options{})
				s.ignore("org")
				have, set := map[string]string{}, map[string]string{}
				for _, tags := range []map[string]string{
					numbered("kept", "x", c.kept), numbered("org", "x", c.ignored), numbered("changed", "x", c.changed), numbered("old", "x", c.removed),
				} {
					maps.Copy(have, tags)
				}
				maps.Copy(set, numbered("changed", "y", c.changed))
				maps.Copy(set, numbered("new", "y", c.added))
				id := s.AddProxy(gaapmock.Proxy{Tags: have})
				if err := s.client.ModifyTags(t.Context(), gaapapi.TaggedProxy, id, set, slices.Collect(maps.Keys(numbered("old", "", c.removed)))); err != nil {
					t.Error(err)
				}
				if got := s.tagCalls(have); !slices.Equal(got, c.want) {
					t.Errorf("the calls are %q, want %q", got, c.want)
				}
				if p, _ := s.Proxy(id); !maps.Equal(p.Tags, have) || len(have) != c.kept+c.ignored+c.changed+c.added {
					t.Errorf("the tags are %v, want %v", p.Tags, have)
				}
			})
		})
	}
}

// More tags than there is room for are for the service to refuse: it counts
// what others added since the plan.
func TestModifyTags_tooMany(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		id := s.AddProxy(gaapmock.Proxy{Tags: numbered("others", "x", 50)})
		err := s.client.ModifyTags(t.Context(), gaapapi.TaggedProxy, id, numbered("new", "y", 12), []string{"others00"})
		if api := errorOf(t, err); api.Code != "LimitExceeded.ResourceAttachedTags" {
			t.Error(err)
		}
	})
}
