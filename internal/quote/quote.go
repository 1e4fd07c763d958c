// Package quote writes texts that come from elsewhere into errors: bounded, and
// without what could play tricks on a terminal.
package quote

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// most is how many bytes of a text are quoted: more than any name or id has.
const most = 200

// Text quotes a text, or its start if it is long.
func Text(text string) string {
	if len(text) <= most {
		return strconv.Quote(text)
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return fmt.Sprintf("%s ... (%d bytes)", strconv.Quote(text[:end]), len(text))
}

// Printable escapes what cannot be printed, and cuts the text after so many bytes.
func Printable(text string, most int) string {
	var b strings.Builder
	for _, char := range text {
		if b.Len() >= most {
			return b.String() + " ..."
		}
		if unicode.IsPrint(char) {
			b.WriteRune(char)
		} else {
			quoted := strconv.QuoteRune(char)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}
