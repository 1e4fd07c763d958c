package gaapapi

import (
	"maps"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// tagPairs are the tags in the order of their keys, so that equal maps give equal requests.
func tagPairs(tags map[string]string) []*gaap.TagPair {
	var pairs []*gaap.TagPair // nil, not empty: no tags are not sent
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		text := tags[key]
		pairs = append(pairs, &gaap.TagPair{TagKey: &key, TagValue: &text})
	}
	return pairs
}

func newTags(pairs []*gaap.TagPair) map[string]string {
	tags := map[string]string{}
	for _, pair := range values(pairs) {
		if key := value(pair.TagKey); key != "" {
			tags[key] = value(pair.TagValue)
		}
	}
	return tags
}

// splitTags takes out the tags that are ignored, so that nobody shows, compares
// or changes them.
func (c *Client) splitTags(all map[string]string) (tags, ignored map[string]string) {
	tags = map[string]string{}
	for key, text := range all {
		if !c.ignoreTag(key) {
			tags[key] = text
			continue
		}
		if ignored == nil {
			ignored = map[string]string{}
		}
		ignored[key] = text
	}
	return tags, ignored
}

// narrowestFilter is what to ask the service for when an object has to have all the
// tags. The service answers with what has any of those it is asked for, and
// takes five at most; so one of them leaves the fewest pages to read.
func narrowestFilter(tags map[string]string) map[string]string {
	for _, key := range slices.Sorted(maps.Keys(tags)) {
		return map[string]string{key: tags[key]}
	}
	return nil
}

func mergeTags(tags, ignored map[string]string) map[string]string {
	all := maps.Clone(tags)
	maps.Copy(all, ignored)
	return all
}

func hasTags(tags, wanted map[string]string) bool {
	for key, text := range wanted {
		if got, ok := tags[key]; !ok || got != text {
			return false
		}
	}
	return true
}
