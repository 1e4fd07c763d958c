package e2e

import (
	"regexp"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// killedDuring applies the site, and kills CLI and provider while a call is under
// way that the service has carried out. What has no listener is there before.
func (s webSite) killedDuring(action string) {
	s.T.Helper()
	before := []string{"apply", "-auto-approve", "-target=gaap_proxy.test"}
	for order, address := range map[string]string{"CreateCertificate": "gaap_certificate.site", "AddRealServers": "gaap_realserver.site"} {
		if order != action {
			before = append(before, "-target="+address)
		}
	}
	s.Terraform(0, before...)
	had := len(s.State())
	s.Inject(gaapmock.Fault{Action: action, Kind: gaapmock.FaultHang})
	// One thing at a time: a state that is just being written when its CLI is killed
	// is empty.
	run := s.Begin("apply", "-auto-approve", "-parallelism=1")
	s.AwaitCall(action, 1)
	run.Kill()
	s.Wait(run)
	s.Remove(lock)
	if has := len(s.State()); has < had || has >= 9 {
		s.T.Fatalf("%d instances are in the state", has)
	}
}

// takesOver is the command of an error about what an interrupted run has left.
var takesOver = regexp.MustCompile(`GAAP_ADOPT=\S+ terraform apply`)

// What was finished before a kill is in the state. What was not is named by the
// next apply, and taken over by the command that it prints: nothing is made twice.
func TestAccSite_killed(t *testing.T) {
	t.Parallel()
	for _, action := range []string{
		"AddRealServers", "CreateHTTPSListener", "CreateDomain", "CreateRule", "BindRuleRealServers", "CreateCustomHeader", "CreateDomainErrorPageInfo",
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			s := newWebSite(t)
			s.killedDuring(action)
			s.Says(1, "apply -auto-approve", "exists already", "Nothing was made")
			command := takesOver.FindString(s.Output)
			said, err := s.Shell(s.Ctx, command+" -auto-approve")
			if err != nil {
				t.Fatalf("%q: %v\n%s", command, err, said)
			}
			s.whole("www.example.com", "1")
		})
	}
}

// A certificate has no key by which it could be named: it is told of, and taken
// over if the next apply is told its id.
func TestAccSite_killedDuringCertificate(t *testing.T) {
	t.Parallel()
	s := newWebSite(t)
	s.killedDuring("CreateCertificate")
	left, err := s.Mock.Certificates(s.Ctx)
	must(t, err)
	env := s.Env
	s.Env = append(slices.Clip(env), "GAAP_ADOPT="+left[0].ID)
	s.Says(0, "apply -auto-approve", "GAAP certificate adopted: "+left[0].ID)
	s.Env = env
	s.whole("www.example.com", "1")
}
