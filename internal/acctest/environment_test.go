package acctest_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// A proxy with the SecretKey as its name is a leak wherever the name gets to.
func TestAccLeaks(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	var found findings
	env.Report(&found)
	env.Test(t, resource.TestCase{Steps: []resource.TestStep{{Config: env.Config(`
resource "gaap_proxy" "test" {
  name              = "` + env.Key.SecretKey + `"
  access_region     = "Hongkong"
  realserver_region = "Shanghai"
  bandwidth         = 10
  concurrent        = 2
}
`)}}})
	all := strings.Join(found.all, "\n")
	for _, want := range []string{"PlanResourceChangeResponse.PlannedState", "the mock's journal.Body", "ApplyResourceChangeResponse.NewState", "the SecretKey"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
}
