package wire

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tagValues are the values of tags that a request carries. They may be
// sensitive, and the service may quote them in its words.
type tagValues []string

func tagValuesOf(req Request) tagValues {
	found := tagValues(tagValuesIn(reflect.ValueOf(req)))
	slices.SortFunc(found, func(a, b string) int { return len(b) - len(a) }) // one may be a part of another
	return found
}

// tagValuesIn are the texts in the fields called TagValue: all types of the SDK
// for tags have one.
func tagValuesIn(part reflect.Value) (found []string) {
	switch part.Kind() {
	case reflect.Pointer:
		return tagValuesIn(part.Elem())
	case reflect.Slice:
		for i := range part.Len() {
			found = append(found, tagValuesIn(part.Index(i))...)
		}
	case reflect.Struct:
		for i := range part.NumField() {
			field := part.Type().Field(i)
			switch text, isText := reflect.Indirect(part.Field(i)), field.Type == reflect.TypeFor[*string](); {
			case !field.IsExported():
			case !isText:
				found = append(found, tagValuesIn(part.Field(i))...)
			case field.Name == "TagValue" && text.IsValid() && text.String() != "":
				found = append(found, text.String())
			}
		}
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
