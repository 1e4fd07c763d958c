package realserver_test

import (
	"fmt"
	"maps"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Tags are those of the resource and the provider's default_tags; those of others
// that ignore_tags names are neither seen nor touched.
func TestAccRealServer_tags(t *testing.T) {
	t.Parallel()
	const (
		defaults = `default_tags = { team = "net", env = "prod" }`
		ignores  = `ignore_tags = { keys = ["owner"], key_prefixes = ["org:"] }`
	)
	inSession(t, gaapmock.Options{}, func(s *session) {
		theirs := map[string]string{"owner": "ops", "org:cost": "4711"}
		for i, step := range []struct {
			own  string
			more []string
			want map[string]string
		}{
			{`{ a = "1" }`, []string{defaults, ignores}, map[string]string{"a": "1", "team": "net", "env": "prod"}},
			{`{ a = "1", env = "test" }`, []string{defaults, ignores}, map[string]string{"a": "1", "team": "net", "env": "test"}},
			{``, []string{defaults, ignores}, map[string]string{"team": "net", "env": "prod"}},
			{``, []string{ignores}, map[string]string{}},
			{`{ team = "net" }`, []string{defaults, ignores}, map[string]string{"team": "net", "env": "prod"}},
		} {
			s.write(arguments{"tags": step.own}, step.more...)
			s.Apply(plain)
			want := maps.Clone(step.want)
			if i == 0 {
				s.outside(s.Only().ID, func(r *gaapmock.RealServer) { maps.Copy(r.Tags, theirs) })
			}
			maps.Copy(want, theirs)
			if r := s.RequireOne(); !maps.Equal(r.Tags, want) {
				t.Errorf("step %d: the tags are %v, want %v", i, r.Tags, want)
			}
		}
		s.Mock.ResetJournal()
		s.write(arguments{"tags": `{ team = "net" }`}, defaults)
		s.Apply(plain)
		s.RequireWrites(fmt.Sprintf(tagged, `"DeleteTags":[{"TagKey":"org:cost"},{"TagKey":"owner"}]`))
	})
}

// A tag that ignore_tags names cannot be set.
func TestAccRealServer_ignoredTag(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(arguments{"tags": `{ owner = "me" }`}, `ignore_tags = { keys = ["owner"] }`)
		s.Fails(plain, "Tag is ignored", "owner")
		s.requireCalls("AddRealServers", 0, 0)
	})
}

// Tags that do not exist yet are made, if the provider is to do so; else the
// error says that it could.
func TestAccRealServer_createMissingTags(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{KnownTags: []gaapmock.Tag{}, TagsMustExist: true}, func(s *session) {
		s.write(arguments{"tags": `{ a = "1" }`})
		s.Fails(plain, "Cannot create GAAP origin", "InvalidParameterValue.InvalidTags", "create_missing_tags = true", "The tags to set: - a, from tags")
		s.RequireNothingLeft()
		s.Mock.ResetJournal()
		s.write(arguments{"tags": `{ a = "1" }`}, "create_missing_tags = true")
		s.Apply(plain)
		s.RequireWrites(`CreateTag {"TagKey":"a","TagValue":"1"}`, fmt.Sprintf(added, `,"TagSet":[{"TagKey":"a","TagValue":"1"}]`))
		s.RequireOne()
		s.write(arguments{"tags": `{ a = "2" }`}, "create_missing_tags = true")
		s.Mock.ResetJournal()
		s.Apply(plain)
		s.RequireWrites(`CreateTag {"TagKey":"a","TagValue":"2"}`, fmt.Sprintf(tagged, `"ReplaceTags":[{"TagKey":"a","TagValue":"2"}]`))
		s.RequireOne()
	})
}
