package certificate_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// A certificate of each type is made, shown, renamed in place and destroyed.
func TestAccCertificate_types(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"BASIC", "CLIENT", "SERVER", "REALSERVER", "PROXY"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				cert := s.certificate("www.example.com")
				all := with(site(cert), arguments{"type": `"` + kind + `"`})
				if kind == "CLIENT" || kind == "REALSERVER" {
					all["key"] = ""
				}
				if kind == "BASIC" {
					all["key"], all["content"] = "", users
				}
				s.write(all)
				s.Apply(plain)
				first := s.RequireOne()
				o := s.State().Object(address)
				if subject := o.Text("subject_cn"); (kind == "BASIC") != (subject == "") || (kind == "BASIC") != (o.Text("end_time") == "") || o.Text("create_time") == "" {
					t.Errorf("the outputs are %q, %q", subject, o.Text("end_time"))
				}
				s.Mock.ResetJournal()
				s.write(with(all, arguments{"name": `"renamed"`}))
				s.Apply(plain)
				s.RequireWrites(`ModifyCertificateAttributes {"CertificateAlias":"renamed","CertificateId":"ID"}`)
				s.write(with(all, arguments{"name": ""}))
				s.Apply(plain)
				s.RequireWrites(`ModifyCertificateAttributes {"CertificateAlias":"","CertificateId":"ID"}`)
				if now := s.RequireOne(); now.ID != first.ID || now.Name != "" {
					t.Errorf("the certificate is %s %q", now.ID, now.Name)
				}
				s.Mock.UpdateCertificate(first.ID, func(c *gaapmock.Certificate) { c.Name = "drifted" })
				if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.Update {
					t.Error("the name's drift is not planned")
				}
				s.Apply(destroys)
				s.RequireNothingLeft()
			})
		})
	}
}

// Another content replaces a certificate, another layout of it does not, whoever
// writes it otherwise: neither does another form of the key.
func TestAccCertificate_layout(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{Certificate: gaapmock.CertificateOptions{ContentNormalised: true}}, func(s *session) {
		cert, other := s.certificate("www.example.com"), s.certificate("www.example.com")
		s.write(with(site(cert), arguments{"content": heredoc("a line\n" + cert.PEM + "\n")}))
		s.Apply(plain)
		first := s.RequireOne()
		s.Mock.ResetJournal()
		s.write(with(site(cert), arguments{"key": heredoc("\n" + cert.Key)}))
		s.RequireEmptyPlan()
		s.write(site(other))
		if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
			t.Fatal("another content is no replacement")
		}
		s.Apply(plain)
		if now := s.RequireOne(); now.ID == first.ID || strings.TrimSpace(now.Key) != strings.TrimSpace(other.Key) {
			t.Error("the certificate is not the other one")
		}
		s.Mock.UpdateCertificate(s.ID(), func(c *gaapmock.Certificate) { c.Content = cert.PEM })
		if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
			t.Error("a content that drifted is no replacement")
		}
	})
}

// Nothing of write-only values is in state or plan, and another version replaces
// the certificate.
func TestAccCertificate_writeOnly(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		cert, other := s.certificate("www.example.com"), s.certificate("www.example.com")
		hidden := func(c certtest.Certificate, version string) arguments {
			return with(site(c), arguments{
				"content": "", "content_wo": heredoc(c.PEM), "content_wo_version": version,
				"key": "", "key_wo": heredoc(c.Key), "key_wo_version": version,
			})
		}
		s.write(hidden(cert, "1"))
		s.Apply(plain)
		first := s.RequireOne()
		lines := strings.Split(cert.Key, "\n")
		if s.stateHas(lines[1]) || s.stateHas(strings.Split(cert.PEM, "\n")[1]) || !s.stateHas("www.example.com") {
			t.Error("the state has what is write-only, or not what is shown")
		}
		s.write(hidden(other, "1"))
		s.RequireEmptyPlan()
		s.write(hidden(other, "2"))
		if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
			t.Fatal("another version is no replacement")
		}
		s.Apply(plain)
		if now := s.RequireOne(); now.ID == first.ID || strings.TrimSpace(now.Key) != strings.TrimSpace(other.Key) {
			t.Error("the certificate is not the other one")
		}
	})
}

// From plain values to write-only ones nothing is replaced, as the content is known.
func TestAccCertificate_toWriteOnly(t *testing.T) {
	t.Parallel()
	inSession(t, gaapmock.Options{}, func(s *session) {
		cert := s.certificate("www.example.com")
		s.write(site(cert))
		s.Apply(plain)
		first := s.RequireOne()
		s.Mock.ResetJournal()
		s.write(with(site(cert), arguments{"content": "", "content_wo": heredoc(cert.PEM), "content_wo_version": "1", "key": "", "key_wo": heredoc(cert.Key), "key_wo_version": "1"}))
		s.Apply(plain)
		s.RequireWrites()
		if now := s.RequireOne(); now.ID != first.ID || s.stateHas(strings.Split(cert.Key, "\n")[1]) {
			t.Error("it was replaced, or its key is still in the state")
		}
	})
}

// A plan warns of a certificate that ends within 30 days, or has ended, and
// refuses none.
func TestAccCertificate_end(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ends time.Duration
		says []string
	}{
		"in a year": {365 * 24 * time.Hour, nil}, "in a month and a day": {31 * 24 * time.Hour, nil},
		"in a month": {30 * 24 * time.Hour, []string{`GAAP certificate ends: "site"`, "create_before_destroy"}},
		"a day ago":  {-24 * time.Hour, []string{`GAAP certificate has ended: "site"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				now := s.Clock.Now().Truncate(time.Second)
				s.write(site(certtest.New(t, certtest.Wanted{Name: "x", From: now.AddDate(-1, 0, 0), To: now.Add(c.ends)})))
				s.MustPlan(plain, c.says...)
				s.Apply(plain, c.says...)
			})
		})
	}
}
