package certificate_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// After an import the plan is empty if the content is the same, however it is
// written, and whether or not the service shows the key; that of another content
// is a replacement.
func TestAccCertificate_import(t *testing.T) {
	t.Parallel()
	for _, hidden := range []bool{false, true} {
		t.Run(strconv.FormatBool(hidden), func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{Certificate: gaapmock.CertificateOptions{KeyHidden: hidden, ContentNormalised: hidden}}, func(s *session) {
				cert := s.certificate("www.example.com")
				id := s.Mock.AddCertificate(gaapmock.Certificate{Name: "site", Type: gaapmock.CertificateServer, Content: "\n" + cert.PEM, Key: cert.Key})
				s.write(site(cert))
				s.MustImport(address, id)
				if c := s.RequireOne(); c.ID != id || s.stateHas(strings.Split(cert.Key, "\n")[1]) {
					t.Errorf("the certificate is %s, or its key was read", c.ID)
				}
				s.Apply(plain)
				s.RequireWrites()
				s.write(site(s.certificate("www.example.com")))
				if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
					t.Error("another content is no replacement")
				}
				s.Apply(plain)
				s.RequireOne()
			})
		})
	}
}

// Write-only values after an import: the content is compared with what was read,
// so nothing is replaced, and then it leaves the state.
func TestAccCertificate_importToWriteOnly(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		cert := s.certificate("www.example.com")
		id := s.Mock.AddCertificate(gaapmock.Certificate{Name: "site", Type: gaapmock.CertificateServer, Content: cert.PEM, Key: cert.Key})
		s.write(with(site(cert), arguments{"content": "", "content_wo": heredoc(cert.PEM), "content_wo_version": "1", "key": "", "key_wo": heredoc(cert.Key), "key_wo_version": "1"}))
		s.MustImport(address, id)
		s.Apply(plain)
		s.RequireWrites()
		if c := s.RequireOne(); c.ID != id || s.stateHas(strings.Split(cert.PEM, "\n")[1]) {
			t.Error("it was replaced, or its content is in the state")
		}
	})
}

// By an import block, with the id or with the identity.
func TestAccCertificate_importBlock(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]string{"id": "id = %q", "identity": "identity = {\n    id = %q\n  }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				id := s.Mock.AddCertificate(gaapmock.Certificate{Name: "users", Content: "alice:tx2KGdo3zJg/."})
				s.Configure(block("test", nil) + "import {\n  to = " + address + "\n  " + fmt.Sprintf(by, id) + "\n}\n")
				s.Apply(plain)
				s.RequireWrites()
				s.RequireOne()
			})
		})
	}
}

// What is no id, and what is the id of nothing, is told, in whatever form the
// service says so.
func TestAccCertificate_importBad(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownInvalidValue} {
		for id, says := range map[string]string{"nonsense": "Invalid import id", "cert-missing0": "No GAAP certificate to import"} {
			t.Run(string(unknown)+" "+id, func(t *testing.T) {
				t.Parallel()
				inSession(t, gaapmock.Options{Certificate: gaapmock.CertificateOptions{Unknown: unknown}}, func(s *session) {
					s.write(nil)
					said := s.Import(s.T.Context(), s.Text(), address, id)
					if text := said.Render(s.Text()); !said.HasErrors() || !strings.Contains(text, says) {
						t.Errorf("%q is not in %s", says, text)
					}
				})
			})
		}
	}
}

// What a state of the other provider becomes: the plan after the refresh is empty.
func TestAccCertificate_moved(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"SERVER", "CLIENT", "CLIENT with a key", "BASIC"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				cert := s.certificate("www.example.com")
				as := with(site(cert), arguments{"name": ""})
				content, key, number := cert.PEM, cert.Key, int64(gaapmock.CertificateServer)
				switch kind {
				case "CLIENT":
					as["type"], as["key"], key, number = `"CLIENT"`, "", "", gaapmock.CertificateClient
				case "CLIENT with a key":
					kind, as["type"], number = "CLIENT", `"CLIENT"`, gaapmock.CertificateClient
				case "BASIC":
					as, content, key, number = arguments{"name": ""}, "alice:tx2KGdo3zJg/.", "", gaapmock.CertificateBasic
				}
				server, err := tfcore.Start(s.T.Context(), s.Factories()["gaap"])
				if err != nil {
					t.Fatal(err)
				}
				stored := fmt.Sprintf(`{"id":"cert-a1b2c3d4","type":%q,"name":"","content":%q,"key":%q,"create_time":"2020-01-01 00:00:00"}`, kind, content, key)
				moved, said := server.Move(s.T.Context(), "gaap_certificate", "tencentcloud_gaap_certificate", "registry.terraform.io/tencentcloudstack/tencentcloud", []byte(stored))
				if len(said) > 0 {
					t.Fatal(tfcore.Render(said))
				}
				s.Mock.AddCertificate(gaapmock.Certificate{ID: "cert-a1b2c3d4", Type: number, Content: content, Key: key})
				s.write(as)
				moved.Provider = "gaap"
				s.State().Put(address, moved)
				s.RequireOne()
				s.Apply(plain)
				s.RequireWrites()
			})
		})
	}
}

// One that is gone leaves the state, in whatever form the service says so.
func TestAccCertificate_gone(t *testing.T) {
	t.Parallel()
	for _, unknown := range []gaapmock.UnknownMode{gaapmock.UnknownNotFound, gaapmock.UnknownInvalidValue} {
		t.Run(string(unknown), func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{Certificate: gaapmock.CertificateOptions{Unknown: unknown}}, func(s *session) {
				s.write(nil)
				s.Apply(plain)
				old := s.ID()
				s.Mock.RemoveCertificate(old)
				s.MustPlan(plain, "GAAP certificate is gone: "+old)
				s.Apply(plain)
				if now := s.RequireOne(); now.ID == old {
					t.Error("nothing was made")
				}
				s.Mock.RemoveCertificate(s.ID())
				s.Apply(tfcore.Options{Destroy: true, NoRefresh: true})
				s.RequireNothingLeft()
			})
		})
	}
}
