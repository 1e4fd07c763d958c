package quote_test

import (
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                                   `""`,
		"link-a1b2c3d4":                      `"link-a1b2c3d4"`,
		"a \"b\"\x1b[2J":                     `"a \"b\"\x1b[2J"`,
		strings.Repeat("x", 200):             `"` + strings.Repeat("x", 200) + `"`,
		strings.Repeat("x", 24000):           `"` + strings.Repeat("x", 200) + `" ... (24000 bytes)`,
		strings.Repeat("x", 199) + "余额":      `"` + strings.Repeat("x", 199) + `" ... (205 bytes)`,
		strings.Repeat("\x80", 24000)[:1000]: `"` + strings.Repeat(`\x80`, 196) + `" ... (1000 bytes)`,
	} {
		if got := quote.Text(text); got != want {
			t.Errorf("%.40q is quoted as\n%s, want\n%s", text, got, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"余\x1b\n":                `余\x1b\n`,
		"\u202e":                 `\u202e`,
		"0123456789":             "0123456789",
		"0123456789a":            "0123456789 ...",
		strings.Repeat("余", 100): "余余余余 ...",
	} {
		if got := quote.Printable(text, 10); got != want {
			t.Errorf("%.40q is %q, want %q", text, got, want)
		}
	}
}
