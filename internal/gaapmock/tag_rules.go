package gaapmock

import (
	"strings"
	"unicode"
	"unicode/utf8"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// Limits of the API, in characters.
const (
	maxTagKey     = 127
	maxTagValue   = 255
	maxTags       = 50 // per resource
	maxTagsInCall = 10
)

// checkTagKey gives the codes of the Tag product.
func checkTagKey(key string) *apiError {
	switch {
	case key == "":
		return errorf("InvalidParameterValue.TagKeyEmpty", "The tag key is empty.")
	case utf8.RuneCountInString(key) > maxTagKey:
		return errorf("InvalidParameterValue.TagKeyLengthExceeded", "The tag key is longer than %d characters.", maxTagKey)
	case !tagText(key):
		return errorf("InvalidParameterValue.TagKeyCharacterIllegal", "The tag key `%s` has illegal characters.", key)
	case strings.HasPrefix(key, "qcs:"), strings.HasPrefix(key, "project"), strings.HasPrefix(key, "项目"):
		return errorf("InvalidParameter.ReservedTagKey", "The tag key `%s` is reserved.", key)
	}
	return nil
}

// checkTagValue gives the codes of the Tag product.
//
// Assumption: an empty value has the code of a too long one, there is no other.
func checkTagValue(value string) *apiError {
	switch n := utf8.RuneCountInString(value); {
	case n < 1 || n > maxTagValue:
		return errorf("InvalidParameterValue.TagValueLengthExceeded", "The tag value must have 1 to %d characters.", maxTagValue)
	case !tagText(value):
		return errorf("InvalidParameterValue.TagValueCharacterIllegal", "The tag value `%s` has illegal characters.", value)
	}
	return nil
}

// tagText allows letters and digits of any script, inner spaces and the
// documented specials.
func tagText(text string) bool {
	return utf8.ValidString(text) && strings.TrimSpace(text) == text && !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune(" +-=._:/@()[],;><", r)
	})
}

// newTags checks the TagSet of CreateProxy.
//
// Assumption: whatever is wrong with a tag is InvalidTags there; more than a
// resource can have is LimitExceeded.TagQuota.
func (c *call) newTags(set []*gaap.TagPair) (map[string]string, *apiError) {
	tags, err := wellFormedTags(set)
	if err != nil {
		return nil, err
	}
	for _, t := range set {
		if tag := (Tag{val(t.TagKey), val(t.TagValue)}); !c.usable(tag) {
			return nil, errorf("InvalidParameterValue.InvalidTags", "The tag `%s` does not exist.", tag.Key)
		}
	}
	return tags, nil
}

func wellFormedTags(set []*gaap.TagPair) (map[string]string, *apiError) {
	if len(set) > maxTags {
		return nil, errorf("LimitExceeded.TagQuota", "There are more than %d tags.", maxTags)
	}
	tags := map[string]string{}
	for _, t := range set {
		key, value := val(t.TagKey), val(t.TagValue)
		_, twice := tags[key]
		if twice || checkTagKey(key) != nil || checkTagValue(value) != nil {
			return nil, errorf("InvalidParameterValue.InvalidTags", "The tag `%s` is not valid.", key)
		}
		tags[key] = value
	}
	return tags, nil
}
