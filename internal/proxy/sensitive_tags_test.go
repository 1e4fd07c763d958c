package proxy_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The value of a tag may be sensitive: no error shows it, whatever is said
// about tags, though the service quotes it.
func TestAccProxy_sensitiveTags(t *testing.T) {
	t.Parallel()
	const text = "The tag `team` with `秘密` is refused."
	secret := arguments{"tags": `{ team = var.secret }`}
	for name, c := range map[string]struct {
		fault    gaapmock.Fault
		update   bool
		provider []string
	}{
		"create":      {gaapmock.Fault{Action: "CreateProxy", Code: "InvalidParameterValue.InvalidTags"}, false, nil},
		"create tags": {gaapmock.Fault{Action: "CreateTag", Code: "LimitExceeded.TagValue"}, false, []string{createsTags}},
		"update":      {gaapmock.Fault{Action: "ModifyResourceTags", Code: "InvalidParameter.Tag"}, true, nil},
		"update tags": {gaapmock.Fault{Action: "CreateTag", Code: "LimitExceeded.TagValue"}, true, []string{createsTags}},
		"late":        {gaapmock.Fault{Action: "ModifyResourceTags", Code: "InternalError"}, true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			x := newTest(t, gaapmock.Options{KnownTags: []gaapmock.Tag{{Key: "team", Value: "秘密"}}})
			c.fault.Kind, c.fault.Message, c.fault.Times = gaapmock.FaultError, text, -1
			good := x.under(x.apply(nil), secret, c.provider...)
			good.Config += "variable \"secret\" {\n  default = \"秘密\"\n  sensitive = true\n}\n"
			failing := good
			failing.ExpectError = regexp.MustCompile("^[^秘]*`team`\\s+with[^秘]*`\\(hidden\\)`[^秘]*$")
			steps := []resource.TestStep{before(failing, func() { x.Mock.Inject(c.fault) }), before(good, x.Mock.ClearFaults)}
			if c.update {
				steps = append([]resource.TestStep{x.apply(nil)}, steps...)
			}
			x.run(steps...)
		})
	}
}
