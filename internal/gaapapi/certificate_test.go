package gaapapi_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// serverCertificate is an order of a certificate that is good for a year.
func serverCertificate(t *testing.T) gaapapi.CertificateInput {
	t.Helper()
	now := time.Now()
	made := certtest.New(t, certtest.Wanted{Name: "www.example.com", From: now, To: now.AddDate(1, 0, 0)})
	return gaapapi.CertificateInput{Type: gaapapi.CertificateServer, Name: "site", Content: made.PEM, Key: made.Key}
}

// A certificate is made, read, renamed and deleted, each with one call; nothing
// of it that is kept holds the key.
func TestCertificate_life(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]gaapmock.CertificateOptions{"as documented": {}, "otherwise": {Unknown: gaapmock.UnknownInvalidValue}} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{Certificate: options})
			in := serverCertificate(t)
			id, err := s.client.CreateCertificate(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.client.RenameCertificate(t.Context(), id, ""); err != nil {
				t.Error(err)
			}
			got, err := s.client.DescribeCertificate(t.Context(), id)
			if err != nil || got.ID != id || got.Name != "" || got.Content != in.Content || got.SubjectCN != "www.example.com" || got.EndTime.Sub(got.BeginTime) < 365*24*time.Hour {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
			if strings.Contains(fmt.Sprintf("%+v", got), "PRIVATE") {
				t.Error("the key is kept")
			}
			listed, err := s.client.CertificatesNow(t.Context(), gaapapi.CertificateServer)
			if got.Content = ""; err != nil || len(listed) != 1 || listed[0] != got {
				t.Errorf("%s: %+v, %v", name, listed, err)
			}
			if err := s.client.DeleteCertificate(t.Context(), id); err != nil {
				t.Error(err)
			}
			_, err = s.client.DescribeCertificate(t.Context(), id)
			for _, err := range []error{err, s.client.DeleteCertificate(t.Context(), id), s.client.RenameCertificate(t.Context(), id, "x")} {
				if wire.ClassOf(err) != wire.Gone {
					t.Errorf("%s: %v is not gone", name, err)
				}
			}
			if calls := len(s.Calls("")); calls != 8 {
				t.Errorf("%d calls", calls)
			}
		})
	}
}

// One that is in use is busy, and an order whose answer is lost is not sent again.
func TestCertificate_errors(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newService(t, gaapmock.Options{})
		used := s.AddCertificate(gaapmock.Certificate{UsedBy: []string{"listener-a1b2c3d4"}})
		if err := s.client.DeleteCertificate(t.Context(), used); wire.ClassOf(err) != wire.Busy {
			t.Error(err)
		}
		for _, kind := range []gaapmock.FaultKind{gaapmock.FaultLostBefore, gaapmock.FaultLostAfter, gaapmock.FaultForeign} {
			s.ResetJournal()
			s.Inject(gaapmock.Fault{Action: "CreateCertificate", Kind: kind})
			id, err := s.client.CreateCertificate(t.Context(), serverCertificate(t))
			if id != "" || wire.ClassOf(err) != wire.Ambiguous || len(s.Calls("CreateCertificate")) != 1 {
				t.Errorf("%s: %q, %v", kind, id, err)
			}
		}
		s.Inject(gaapmock.Fault{Action: "DescribeCertificateDetail", Kind: gaapmock.FaultForeign})
		if got, err := s.client.DescribeCertificate(t.Context(), used); err != nil || got.ID != used {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

// Few certificates are read by their ids, with contents; many by the list.
func TestCertificate_refreshCalls(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ account, state, details, lists int }{{1, 1, 1, 0}, {120, 1, 1, 0}, {4, 4, 1, 1}, {120, 120, 1, 3}, {2000, 4, 1, 1}} {
		synctest.Test(t, func(t *testing.T) {
			s := newService(t, gaapmock.Options{})
			ids := make([]string, c.account)
			for i := range ids {
				ids[i] = s.AddCertificate(gaapmock.Certificate{Name: fmt.Sprint(i)})
			}
			for i, id := range ids[:c.state] {
				if got, err := s.client.RefreshCertificate(t.Context(), id); err != nil || got.ID != id || got.Name != fmt.Sprint(i) {
					t.Errorf("%+v, %v", got, err)
				}
			}
			if details, lists := len(s.Calls("DescribeCertificateDetail")), len(s.Calls("DescribeCertificates")); details != c.details || lists != c.lists {
				t.Errorf("%+v: %d details and %d lists", c, details, lists)
			}
		})
	}
}

// A gateway that quotes the request, in whatever way, gets no secret into the error.
func TestCertificate_quoted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		in := serverCertificate(t)
		users := gaapapi.CertificateInput{Type: gaapapi.CertificateBasic, Content: "alice:secretHashOfAlice"}
		lines := strings.Split(in.Key, "\n")
		for _, body := range []string{
			"<html>" + in.Key + users.Content, "<html>" + strings.ReplaceAll(in.Key, "\n", `\n`),
			`{"Response":{"Error":{"Code":"InvalidParameter","Message":"` + strings.ReplaceAll(in.Key, "\n", `\n`) + users.Content + `"},"RequestId":"r"}}`,
			`{"Response":{"Error":{"Code":"` + lines[1] + `","Message":"` + lines[2] + `"},"RequestId":"r"}}`,
		} {
			client := newStubClient(t, "", says([]byte(body)))
			_, first := client.CreateCertificate(t.Context(), in)
			_, second := client.CreateCertificate(t.Context(), users)
			_, third := client.DescribeCertificate(t.Context(), "cert-a1b2c3d4")
			for _, secret := range []string{lines[1][:12], lines[2][:12]} {
				if first == nil || strings.Contains(first.Error(), secret) {
					t.Errorf("%v", first)
				}
			}
			if second == nil || strings.Contains(second.Error(), "secretHash") || third == nil {
				t.Errorf("%v, %v", second, third)
			}
		}
		cut := newStubClient(t, "", says([]byte(`"CertificateKey":"`+in.Key)))
		if _, err := cut.DescribeCertificate(t.Context(), "cert-a1b2c3d4"); err == nil || strings.Contains(err.Error(), "PRIVATE") {
			t.Error(err)
		}
	})
}
