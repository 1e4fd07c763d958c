package e2e

import (
	"regexp"
	"slices"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/stage"
)

// newQuick starts a mock whose proxies are made and destroyed at once, and
// applies one.
func newQuick(t *testing.T) *stage.Stage {
	t.Helper()
	s := build.New(t, "-early-destroy", "allowed", "-create-time", "100ms", "-destroy-time", "100ms")
	s.Write(acctest.Block("test", nil))
	s.Says(0, "apply -auto-approve")
	return s
}

// With the credentials of another account no command loses a proxy.
func TestAccAccount_another(t *testing.T) {
	s := newQuick(t)
	other := build.New(t, "-account", "100000000009")
	id, key := other.Mock.Key()
	own := s.Env
	s.Env = append(slices.Clone(own), "TENCENTCLOUD_ENDPOINT="+other.Mock.URL, "TENCENTCLOUD_SECRET_ID="+id, "TENCENTCLOUD_SECRET_KEY="+key)
	for _, command := range []string{"plan", "apply -auto-approve", "apply -refresh-only -auto-approve", "destroy -auto-approve"} {
		s.Says(1, command, "GAAP proxy is not found, and may belong to another account", s.Proxies()[0].ID,
			`It belongs to account "`+gaapmock.DefaultAccountID+`"`, `credentials belong to account "100000000009"`)
	}
	if made := other.Proxies(); len(made) > 0 || len(s.State()) != 1 {
		t.Errorf("the other account has %+v, the state %+v", made, s.State())
	}
	s.Env = own
	s.Says(0, "plan -detailed-exitcode")
	s.Says(0, "destroy -auto-approve")
	if left := s.Proxies(); len(left) > 0 {
		t.Errorf("%+v is left", left)
	}
}

var private = regexp.MustCompile(`"private": "[^"]+"`)

// Terraform keeps the account of a tainted object whose destruction fails,
// although the provider is not told it.
func TestAccAccount_tainted(t *testing.T) {
	s := newQuick(t)
	before := private.FindString(s.Get("terraform.tfstate"))
	s.Says(0, "taint gaap_proxy.test")
	s.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultError, Code: "UnauthorizedOperation"})
	s.Says(1, "apply -auto-approve", "Cannot delete GAAP proxy", "UnauthorizedOperation")
	if after := private.FindString(s.Get("terraform.tfstate")); before == "" || after != before || !s.State()[0].Tainted {
		t.Errorf("the state had %s, and has %s of %+v", before, after, s.State())
	}
}

// That there is no such proxy is not believed while reads show it.
func TestAccAccount_notFoundButThere(t *testing.T) {
	s := newQuick(t)
	s.Inject(gaapmock.Fault{Action: "DestroyProxies", Kind: gaapmock.FaultError, Code: "ResourceNotFound"})
	s.Says(0, "destroy -auto-approve")
	if left := s.Proxies(); len(left) > 0 || len(s.Calls("DestroyProxies")) != 2 {
		t.Errorf("%+v is left after %d calls", left, len(s.Calls("DestroyProxies")))
	}
}
