package realserver_test

import (
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// An origin whose create was interrupted before a read showed it is not gone
// because the next refresh does not show it either: it has as long as reads lag.
func TestAccRealServer_interruptedBeforeItShows(t *testing.T) {
	t.Parallel()
	options := gaapmock.Options{}
	options.RealServer.ReadLag = 20 * time.Second
	acctest.New(t, options).Session(t, func(s *acctest.Session) {
		made := ""
		s.Mock.OnCall(func(action string) {
			if all := s.Mock.RealServers(); made == "" && action == "DescribeRealServers" && len(all) > 0 {
				made = all[0].ID
				s.Interrupt(s.T.Context())
			}
		})
		s.Configure(block("  ip = \"192.0.2.1\"\n  name = \"origin\""))
		s.Fails(tfcore.Options{}, "GAAP origin is not ready", made)
		if err := s.Untaint(address); err != nil {
			t.Fatal(err)
		}
		s.RequireEmptyPlan()
		if got := s.State().Object(address).Text("id"); got != made {
			t.Errorf("the state has %s, not %s", got, made)
		}
	})
}
