package realserver_test

import (
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Nothing is sent if nobody can say who has the address.
func TestAccRealServer_cannotLook(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		s.write(nil)
		s.Mock.Inject(gaapmock.Fault{Action: "DescribeRealServers", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation", Times: -1})
		s.Fails(plain, "Cannot create GAAP origin", `looking up who has the address "192.0.2.1"`, "CAM policy")
		s.requireCalls("AddRealServers", 0, 0)
	})
}

// Each final code of the order ends in an error with its advice, at the argument
// that it is about, and makes nothing.
func TestAccRealServer_createErrors(t *testing.T) {
	t.Parallel()
	for code, says := range map[string]string{
		"FailedOperation.TagResourcesFailed":       "could not be attached",
		"InvalidParameterValue.InvalidTags":        "A tag does not exist yet",
		"InvalidParameterValue.ProjectIdNotBelong": "The project is not of this account",
		"InvalidParameterValue":                    "The service refuses a value",
		"LimitExceeded.TagQuota":                   "50 tags on an object",
		"ResourceUnavailable":                      "The origin is not in a usable state",
		"ResourceUnavailable.AccountViolation":     "The account is blocked",
		"UnauthorizedOperation":                    "CAM policy",
		"UnknownParameter":                         "does not know a parameter",
	} {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(arguments{"project_id": "1204", "tags": `{ secret = "tagValue4711" }`})
				s.Mock.Inject(gaapmock.Fault{Action: "AddRealServers", Kind: gaapmock.FaultError, Code: code, Message: "Words of the service."})
				said := s.PlanAndApply(s.T.Context(), s.Text(), plain).Render("")
				text := strings.Join(strings.Fields(said), " ")
				for _, want := range []string{"Cannot create GAAP origin", `Creating origin "origin": AddRealServers failed. Code: ` + code, "Words of the service.", says} {
					if !strings.Contains(text, want) {
						t.Errorf("%q is not in %s", want, text)
					}
				}
				if strings.Contains(text, "proxy") || strings.Contains(text, "tagValue4711") {
					t.Errorf("an error about an origin says %s", text)
				}
				if len(s.State().Instances()) > 0 || len(s.Mock.RealServers()) > 0 {
					t.Errorf("the state has %+v", s.State().Instances())
				}
			})
		})
	}
}
