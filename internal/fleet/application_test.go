package fleet

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/application"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// An application is made, read, changed and destroyed with few calls, and in little more
// than the service's own times: its HTTPS listener does one thing after the other, which
// are 68, 30 and 38 seconds.
func TestApplication(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6 / part()) {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{
				CreateDuration: 2 * time.Second, DestroyDuration: 2 * time.Second, EarlyDestroy: gaapmock.EarlyDestroyAllowed,
				Listener: gaapmock.ListenerOptions{
					CreateDuration: time.Second, ModifyDuration: time.Second, BindDuration: time.Second, DeleteDuration: time.Second,
				},
				Layer7: gaapmock.Layer7Options{
					RuleDuration: time.Second, DomainDuration: 500 * time.Millisecond, DomainDeleteDuration: 500 * time.Millisecond, DomainLag: -1,
				},
			})
			now := time.Now()
			certificate := certtest.New(t, certtest.Wanted{Name: "*.example.com", From: now.Add(-time.Hour), To: now.AddDate(1, 0, 0)})
			r := s.run(t, seed, "edge", 0)
			r.workspace.Parallelism, r.workspace.Choose = 10, tfcore.Seeded(seed)
			for _, step := range []struct {
				what, scheduler string
				options         tfcore.Options
				calls           int
				time            time.Duration
			}{
				{"create", "rr", tfcore.Options{}, 200, 78 * time.Second},
				{"refresh", "rr", tfcore.Options{}, 10, time.Second},
				{"change", "lc", tfcore.Options{}, 100, 36 * time.Second},
				{"destroy", "lc", tfcore.Options{Destroy: true}, 120, 45 * time.Second},
			} {
				r.config = configuration(application.Config(1, step.scheduler, certificate.PEM, certificate.Key))
				s.ResetJournal()
				start := time.Now()
				r.apply(step.options)
				took, calls := time.Since(start), len(s.Journal())
				t.Logf("%s: %d calls in %s: %v", step.what, calls, took, s.Counts())
				if _, refused := s.reads(); calls > step.calls || took > step.time || refused > 0 {
					t.Errorf("%s: %d calls in %s, %d refused; want %d in %s at most", step.what, calls, took, refused, step.calls, step.time)
				}
			}
		})
	}
}
