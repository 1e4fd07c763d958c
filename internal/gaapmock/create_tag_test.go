package gaapmock

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestCreateTag(t *testing.T) {
	for _, c := range []struct{ name, key, value, code string }{
		{"new", "a", "b", ""},
		{"another value", "team", "edge", ""},
		{"exists", "team", "net", "ResourceInUse.TagDuplicate"},
		{"empty key", "", "v", "InvalidParameterValue.TagKeyEmpty"},
		{"empty value", "a", "", "InvalidParameterValue.TagValueEmpty"},
		{"long key", strings.Repeat("k", 128), "v", "InvalidParameterValue.TagKeyLengthExceeded"},
		{"long value", "a", strings.Repeat("v", 256), "InvalidParameterValue.TagValueLengthExceeded"},
		{"illegal key", "a*", "v", "InvalidParameterValue.TagKeyCharacterIllegal"},
		{"illegal value", "a", "v*", "InvalidParameterValue.TagValueCharacterIllegal"},
		{"reserved", "project", "v", "InvalidParameter.ReservedTagKey"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTester(t, func(o *Options) { o.KnownTags = []Tag{{"team", "net"}} })
			body := `{"TagKey":"` + c.key + `","TagValue":"` + c.value + `"}`
			x.fails(c.code, "CreateTag", body)
			if c.code == "" {
				x.fails("ResourceInUse.TagDuplicate", "CreateTag", body)
			}
		})
	}
	x := newTester(t)
	x.fails("MissingParameter", "CreateTag", `{"TagKey":"a"}`)
	x.fails("MissingParameter", "CreateTag", `{"TagValue":"a"}`)
	x.fails("UnknownParameter", "CreateTag", `{"TagKey":"a","TagValue":"b","Resource":"qcs::gaap::uin/:proxy/link-a"}`)
}

// A tag that was made may be used, in the next run, too.
func TestCreateTag_used(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.json")
	start := func() *tester {
		return newTester(t, func(o *Options) { o.KnownTags, o.TagsMustExist, o.StateFile = []Tag{}, true, path })
	}
	x := start()
	tagged := standardProxy(`{"TagSet":[{"TagKey":"a","TagValue":"b"}]}`)
	id := x.create("")
	change := `{"Resource":"qcs::gaap::uin/:proxy/` + id + `","ReplaceTags":[{"TagKey":"a","TagValue":"b"}]}`
	x.fails("InvalidParameterValue.InvalidTags", "CreateProxy", tagged)
	x.fails("InvalidParameter.Tag", "ModifyResourceTags", change)
	x.ok("CreateTag", `{"TagKey":"a","TagValue":"b"}`)
	x = start()
	x.ok("CreateProxy", tagged)
	x.ok("ModifyResourceTags", change)
}

// Unless told otherwise, ModifyResourceTags makes the tags that it sets.
func TestModifyResourceTags_makes(t *testing.T) {
	x := newTester(t, func(o *Options) { o.KnownTags = []Tag{} })
	x.ok("ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:proxy/`+x.create("")+`","ReplaceTags":[{"TagKey":"a","TagValue":"b"}]}`)
	x.ok("CreateProxy", standardProxy(`{"TagSet":[{"TagKey":"a","TagValue":"b"}]}`))
	x.fails("ResourceInUse.TagDuplicate", "CreateTag", `{"TagKey":"a","TagValue":"b"}`)
}
