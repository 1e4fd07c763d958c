package gaapmock

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

func TestModifyResourceTags(t *testing.T) {
	pair := func(key, value string) string {
		return fmt.Sprintf(`"ReplaceTags":[{"TagKey":%q,"TagValue":%q}]`, key, value)
	}
	many := func(field string, n int) string {
		list := []string{}
		for i := range n {
			list = append(list, fmt.Sprintf(`{"TagKey":"k%d"%s}`, i, map[bool]string{true: `,"TagValue":"v"`}[field == "ReplaceTags"]))
		}
		return `"` + field + `":[` + strings.Join(list, ",") + `]`
	}
	for _, c := range []struct{ name, change, code string }{
		{"add, change and delete", `"ReplaceTags":[{"TagKey":"a","TagValue":"2"},{"TagKey":"节点","TagValue":"上 海"}],"DeleteTags":[{"TagKey":"b"}]`, ""},
		{"specials", pair("a+-=._:/@()[],;><", "+"), ""},
		{"delete what is not there", `"DeleteTags":[{"TagKey":"none"}]`, ""},
		{"longest", pair(strings.Repeat("k", 127), strings.Repeat("v", 255)), ""},
		{"ten", many("ReplaceTags", 10), ""},
		{"nothing", `"DeleteTags":null`, "InvalidParameter.Tag"},
		{"no replacement", `"ReplaceTags":[],"DeleteTags":[{"TagKey":"b"}]`, "InvalidParameter.Tag"},
		{"no deletion", `"DeleteTags":[],` + pair("a", "b"), "InvalidParameter.Tag"},
		{"in both", pair("a", "b") + `,"DeleteTags":[{"TagKey":"a"}]`, "InvalidParameterValue.DeleteTagsParamError"},
		{"twice", `"ReplaceTags":[{"TagKey":"a","TagValue":"2"},{"TagKey":"a","TagValue":"3"}]`, "InvalidParameter.Tag"},
		{"eleven", many("ReplaceTags", 11), "LimitExceeded.Quota"},
		{"eleven deletions", many("DeleteTags", 11), "LimitExceeded.Quota"},
		{"empty key", pair("", "v"), "InvalidParameterValue.TagKeyEmpty"},
		{"deletion of an empty key", `"DeleteTags":[{}]`, "InvalidParameterValue.TagKeyEmpty"},
		{"long key", pair(strings.Repeat("k", 128), "v"), "InvalidParameterValue.TagKeyLengthExceeded"},
		{"long value", pair("a", strings.Repeat("v", 256)), "InvalidParameterValue.TagValueLengthExceeded"},
		{"empty value", pair("a", ""), "InvalidParameterValue.TagValueLengthExceeded"},
		{"illegal key", pair("a*", "v"), "InvalidParameterValue.TagKeyCharacterIllegal"},
		{"space before", pair(" a", "v"), "InvalidParameterValue.TagKeyCharacterIllegal"},
		{"illegal value", pair("a", "v\t"), "InvalidParameterValue.TagValueCharacterIllegal"},
		{"reserved qcs", pair("qcs:a", "v"), "InvalidParameter.ReservedTagKey"},
		{"reserved project", pair("project", "v"), "InvalidParameter.ReservedTagKey"},
		{"reserved in Chinese", pair("项目", "v"), "InvalidParameter.ReservedTagKey"},
		{"unknown parameter", `"Tags":[]`, "UnknownParameter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := newTester(t)
			before := map[string]string{"a": "1", "b": "1"}
			id := x.AddProxy(Proxy{Tags: before})
			x.fails(c.code, "ModifyResourceTags", `{"Resource":"qcs::gaap::uin/:proxy/`+id+`",`+c.change+`}`)
			if p, _ := x.Proxy(id); c.code != "" && !maps.Equal(p.Tags, before) {
				t.Errorf("a refused call left %v", p.Tags)
			} else if c.name == "add, change and delete" && !maps.Equal(p.Tags, map[string]string{"a": "2", "节点": "上 海"}) {
				t.Errorf("tags %v", p.Tags)
			}
		})
	}
}

func TestResourceNames(t *testing.T) {
	x := newTester(t)
	id := x.AddProxy(Proxy{})
	for resource, code := range map[string]string{
		"qcs::gaap::uin/:proxy/" + id:             "",
		"qcs::gaap:ap-guangzhou:uin/:proxy/" + id: "",
		"qcs::gaap::uin/100000000001:proxy/" + id: "",
		"qcs::gaap::uin/:proxy/link-none":         "InvalidParameterValue.ResourceDescriptionError",
		"qcs::cvm::uin/:proxy/" + id:              "InvalidParameterValue.ResourceDescriptionError",
		"qcs::gaap::uin/:proxyGroup/" + id:        "InvalidParameterValue.ResourceDescriptionError",
		id:                                        "InvalidParameterValue.ResourceDescriptionError",
	} {
		x.fails(code, "ModifyResourceTags", `{"Resource":"`+resource+`","ReplaceTags":[{"TagKey":"a","TagValue":"b"}]}`)
	}
}

func TestTagsPerResource(t *testing.T) {
	x := newTester(t)
	tags := map[string]string{}
	for i := range 50 {
		tags[fmt.Sprint("k", i)] = "v"
	}
	id := x.AddProxy(Proxy{Tags: tags})
	name := `{"Resource":"qcs::gaap::uin/:proxy/` + id + `","ReplaceTags":[{"TagKey":"new","TagValue":"v"}]`
	x.fails("LimitExceeded.ResourceAttachedTags", "ModifyResourceTags", name+`}`)
	x.ok("ModifyResourceTags", name+`,"DeleteTags":[{"TagKey":"k0"}]}`)
}
