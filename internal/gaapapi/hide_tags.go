package gaapapi

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
	tag "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/tag/v20180813"
)

// tagValues are the values of tags that a request carries. They may be
// sensitive, and the service may quote them in its words.
type tagValues []string

func tagValuesOf(req request) tagValues {
	var found tagValues
	switch req := req.(type) {
	case *gaap.CreateProxyRequest:
		found = valuesOf(req.TagSet)
	case *gaap.DescribeProxiesRequest:
		found = valuesOf(req.TagSet)
	case *gaap.DescribeProxyGroupListRequest:
		found = valuesOf(req.TagSet)
	case *tag.CreateTagRequest:
		found = tagValues{value(req.TagValue)}
	case *tag.ModifyResourceTagsRequest:
		for _, t := range values(req.ReplaceTags) {
			found = append(found, value(t.TagValue))
		}
	}
	found = slices.DeleteFunc(found, func(text string) bool { return text == "" })
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) }) // one may be a part of another
	return found
}

func valuesOf(pairs []*gaap.TagPair) (found tagValues) {
	for _, pair := range values(pairs) {
		found = append(found, value(pair.TagValue))
	}
	return found
}

// hide takes the values out of a text. A short one must stand alone: it could
// be a part of any word.
func (v tagValues) hide(text string) string {
	for _, secret := range v {
		var b strings.Builder
		rest := text
		for {
			at := strings.Index(rest, secret)
			if at < 0 {
				break
			}
			end := at + len(secret)
			if len(secret) >= minStart || !inWord(text[:len(text)-len(rest)+at], rest[end:]) {
				b.WriteString(rest[:at] + hidden)
			} else {
				b.WriteString(rest[:end])
			}
			rest = rest[end:]
		}
		text = b.String() + rest
	}
	return text
}

// inWord reports whether what stands between two texts is a part of a word.
func inWord(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return isWord(last) || isWord(first)
}

func isWord(char rune) bool {
	return char != utf8.RuneError && (unicode.IsLetter(char) || unicode.IsNumber(char))
}
