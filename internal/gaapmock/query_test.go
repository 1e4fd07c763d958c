package gaapmock

import (
	"net/url"
	"testing"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// A query has booleans as the SDKs spell them, and no others.
func TestBooleansInQueries(t *testing.T) {
	for text, want := range map[string]string{"true": `true`, "false": `false`, "1": `"1"`, "True": `"True"`, "": `""`} {
		got := queryParams(url.Values{"IsDefaultServer": {text}}, new(gaap.CreateDomainRequestParams))
		if string(got) != `{"IsDefaultServer":`+want+`}` {
			t.Errorf("%q is read as %s", text, got)
		}
	}
}
