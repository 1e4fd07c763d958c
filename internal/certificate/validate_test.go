package certificate_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// What can be told from the configuration alone is refused, and nothing is sent.
func TestAccCertificate_refused(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	want := certtest.Wanted{Name: "www.example.com", From: now, To: now.AddDate(50, 0, 0)}
	root := certtest.New(t, certtest.Wanted{Name: "root", From: want.From, To: want.To})
	cert, other := certtest.New(t, want), certtest.New(t, want)
	want.Issuer = &root
	signed := certtest.New(t, want)
	plainSite := site(cert)
	hash := arguments{}
	for name, c := range map[string]struct {
		base, changes arguments
		says          []string
	}{
		"no type":               {hash, arguments{"type": ""}, []string{`"type" is required`}},
		"a type of no list":     {hash, arguments{"type": `"server"`}, []string{"type", "SERVER"}},
		"a long name":           {hash, arguments{"name": `"` + strings.Repeat("道", 51) + `"`}, []string{"name", "at most 50"}},
		"a name with spaces":    {hash, arguments{"name": `" x"`}, []string{"must not start or end with a space"}},
		"no content":            {hash, arguments{"content": ""}, []string{"Either content or content_wo is required"}},
		"both contents":         {hash, arguments{"content_wo": users, "content_wo_version": "1"}, []string{"Both content and content_wo are set"}},
		"no version":            {hash, arguments{"content": "", "content_wo": users}, []string{"content_wo needs content_wo_version"}},
		"no version of a key":   {plainSite, arguments{"key": "", "key_wo": heredoc(cert.Key)}, []string{"key_wo needs key_wo_version"}},
		"a version of nothing":  {hash, arguments{"key_wo_version": "1"}, []string{"key_wo"}},
		"version 0":             {hash, arguments{"content": "", "content_wo": users, "content_wo_version": "0"}, []string{"at least 1"}},
		"no users":              {hash, arguments{"content": `" "`}, []string{"it has no line user:hash"}},
		"no hash":               {hash, arguments{"content": `"alice:x\nbob"`}, []string{"line 2 is not user:hash"}},
		"users with a key":      {hash, arguments{"key": `"x"`}, []string{"Type BASIC has no private key. Take key out."}},
		"a hidden key of a CA":  {plainSite, arguments{"type": `"REALSERVER"`, "key": "", "key_wo": heredoc(cert.Key), "key_wo_version": "1"}, []string{"Take key_wo out."}},
		"no key":                {plainSite, arguments{"key": ""}, []string{"Type SERVER needs the private key of the certificate"}},
		"both keys":             {plainSite, arguments{"key_wo": heredoc(cert.Key), "key_wo_version": "1"}, []string{"Both key and key_wo are set"}},
		"another key":           {plainSite, arguments{"key": heredoc(other.Key)}, []string{"it does not fit the certificate"}},
		"a certificate as key":  {plainSite, arguments{"key": heredoc(cert.PEM)}, []string{"there is no PEM private key in it"}},
		"no key at all":         {plainSite, arguments{"key": `"secret4711"`}, []string{"there is no PEM private key in it"}},
		"an encrypted key":      {plainSite, arguments{"key": heredoc(strings.ReplaceAll(cert.Key, "PRIVATE KEY", "ENCRYPTED PRIVATE KEY"))}, []string{"takes no passphrase"}},
		"no PEM":                {plainSite, arguments{"content": `"secret4711"`}, []string{"there is no PEM certificate in it"}},
		"a key as certificate":  {plainSite, arguments{"content": heredoc(cert.Key)}, []string{"block 1 is not a certificate"}},
		"a cut certificate":     {plainSite, arguments{"content": heredoc(cert.PEM + cert.PEM[:200])}, []string{"block 2 is damaged or truncated"}},
		"a damaged certificate": {plainSite, arguments{"content": heredoc(strings.Replace(cert.PEM, "MII", "AAA", 1))}, []string{"block 1 is not an X.509 certificate"}},
		"a chain the wrong way": {site(signed), arguments{"content": heredoc(root.PEM + signed.PEM), "key": heredoc(root.Key)}, []string{"certificate 2 is not the issuer of certificate 1"}},
		"another one's chain":   {site(signed), arguments{"content": heredoc(signed.PEM + other.PEM)}, []string{"certificate 2 is not the issuer of certificate 1"}},
		"an update in no time":  {hash, arguments{"timeouts": "{\n    update = \"-1m\"\n  }"}, []string{"is not a valid timeout"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.write(with(c.base, c.changes))
				s.Fails(plain, c.says...)
				s.requireUnquoted(plain)
				if calls := s.Mock.Calls(""); len(calls) > 0 {
					t.Errorf("%s was called although the arguments are wrong", calls[0].Action)
				}
			})
		})
	}
}

// requireUnquoted demands that nothing is said which shows a content or a key, not even
// by the lines of the configuration that Terraform prints with what is said.
func (s *session) requireUnquoted(options tfcore.Options) {
	s.T.Helper()
	text := s.PlanAndApply(s.T.Context(), s.Text(), options).Render(s.Text())
	for _, sign := range []string{"MII", "MIGH", "secret4711", "alice"} { // as certificates, keys and users begin
		if strings.Contains(text, sign) {
			s.T.Errorf("%q is shown:\n%s", sign, text)
		}
	}
}

// What the service takes is not refused: a chain, several CAs in any order, a key
// of another form, users in several lines.
func TestAccCertificate_accepted(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a chain", "CAs", "users", "a long name"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				root := s.certificate("root")
				now := s.Clock.Now().Truncate(time.Second)
				signed := certtest.New(t, certtest.Wanted{Name: "x", Issuer: &root, From: now, To: now.AddDate(1, 0, 0)})
				s.write(map[string]arguments{
					"a chain":     with(site(signed), arguments{"content": heredoc(signed.PEM + root.PEM)}),
					"CAs":         {"type": `"CLIENT"`, "content": heredoc(root.PEM + signed.PEM + s.certificate("another").PEM)},
					"users":       {"content": `"alice:$apr1$x$y\n\nbob:x\n"`},
					"a long name": {"name": `"` + strings.Repeat("道", 50) + `"`},
				}[name])
				s.Apply(plain)
				s.RequireOne()
			})
		})
	}
}

// A CA may come with a key, as in configurations of the official provider: it is
// not sent, and can be taken out again.
func TestAccCertificate_keyOfCA(t *testing.T) {
	t.Parallel()
	for name, number := range map[string]int64{"CLIENT": gaapmock.CertificateClient, "REALSERVER": gaapmock.CertificateRealServer} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				as := with(site(s.certificate("ca")), arguments{"type": `"` + name + `"`})
				s.write(as)
				s.MustPlan(plain, "GAAP certificate needs no key", "Type "+name+" does not use a private key. It is not sent")
				s.requireUnquoted(plain)
				first := s.RequireOne()
				if first.Key != "" || first.Type != number {
					t.Errorf("the certificate is %+v", first)
				}
				for _, call := range s.Mock.Calls("CreateCertificate") {
					if strings.Contains(string(call.Body), "CertificateKey") {
						t.Errorf("a key was sent: %s", call.Body)
					}
				}
				s.Writes(certificateID)
				for _, key := range []string{"", as["key"], heredoc(s.certificate("another").Key)} {
					s.write(with(as, arguments{"key": key}))
					s.Apply(plain)
					s.RequireWrites()
					if c := s.RequireOne(); c.ID != first.ID {
						t.Errorf("%s was replaced", first.ID)
					}
				}
			})
		})
	}
}

// What is only known in the apply is checked by then.
func TestAccCertificate_unknown(t *testing.T) {
	t.Parallel()
	const later = "resource \"terraform_data\" \"later\" {\n  input = %s\n}\n"
	for name, c := range map[string]struct{ value, says string }{"users": {users, ""}, "none": {`"alice"`, "line 1 is not user:hash"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inSession(t, gaapmock.Options{}, func(s *session) {
				s.Configure(strings.ReplaceAll(later, "%s", c.value) + block("test", arguments{"content": "terraform_data.later.output"}))
				if c.says != "" {
					s.Fails(plain, c.says)
					s.RequireNothingLeft()
					return
				}
				s.Apply(plain)
				first := s.RequireOne()
				s.Configure(strings.ReplaceAll(later, "%s", `"bob:x"`) + block("test", arguments{"content": "terraform_data.later.output"}))
				if change := s.MustPlan(plain).Change(address); change == nil || change.Action != tfcore.DestroyThenCreate {
					t.Error("a content that is not known is no replacement")
				}
				s.Apply(plain)
				if now := s.RequireOne(); now.ID == first.ID || now.Content != "bob:x" {
					t.Errorf("the certificate is %+v", now)
				}
			})
		})
	}
}
