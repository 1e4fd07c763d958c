package certificate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

func newLister(t *testing.T) *acctest.Lister {
	t.Helper()
	return acctest.NewLister(t, "gaap_certificate", gaapmock.Options{})
}

// others are two users and a CA.
func others(t *testing.T, mock *gaapmock.Server, pem string) {
	t.Helper()
	for _, c := range []gaapmock.Certificate{
		{ID: "cert-b", Name: "users"}, {ID: "cert-a", Name: "people"}, {ID: "cert-c", Name: "users", Type: gaapmock.CertificateClient, Content: pem},
	} {
		if mock.AddCertificate(c) == "" {
			t.Fatal("a certificate cannot be added")
		}
	}
}

// Filters select together.
func TestList_filters(t *testing.T) {
	l := newLister(t)
	l.Configure()
	cert := (&session{ObjectSession: objects.In(&acctest.Session{Environment: l.Environment, T: t})}).certificate("ca")
	others(t, l.Mock, cert.PEM)
	for name, c := range map[string]struct {
		filters map[string]cty.Value
		want    string
	}{
		"none": {nil, "a b c"}, "name": {map[string]cty.Value{"name": cty.StringVal("users")}, "b c"},
		"type": {map[string]cty.Value{"type": cty.StringVal("CLIENT")}, "c"},
		"id":   {map[string]cty.Value{"id": cty.StringVal("cert-a")}, "a"},
		"both": {map[string]cty.Value{"type": cty.StringVal("BASIC"), "name": cty.StringVal("users")}, "b"},
	} {
		var got []string
		for _, result := range l.List(c.filters, false, 100, 0) {
			_, id, _ := strings.Cut(result.Name, " (cert-")
			got = append(got, strings.TrimSuffix(id, ")"))
		}
		if slices.Sort(got); strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v are listed, want %s", name, got, c.want)
		}
	}
	for _, result := range l.List(nil, true, 100, 0) {
		if len(result.Said) > 0 || result.Text("type") == "" || result.Text("content") != "" || result.Text("create_time") == "" {
			t.Errorf("listed is %+v", result)
		}
	}
}

// A list that fails says why, after what was listed until then.
func TestList_fails(t *testing.T) {
	l := newLister(t)
	l.CheckFailure("DescribeCertificates", 50, "Cannot list GAAP certificates", func() { l.Mock.AddCertificate(gaapmock.Certificate{}) })
}

// certificates is a gaap_certificates that asks for a type, and shows these ids.
func certificates(arguments string, kind int, ids ...string) acctest.DataSource {
	shows := map[string]string{"ids.#": fmt.Sprint(len(ids)), "certificates.#": fmt.Sprint(len(ids))}
	for i, id := range ids {
		shows[fmt.Sprintf("ids.%d", i)] = id
		shows[fmt.Sprintf("certificates.%d.id", i)] = id
	}
	return acctest.DataSource{
		Type: "gaap_certificates", Arguments: arguments, Action: "DescribeCertificates",
		Sends: fmt.Sprintf(`{"CertificateType":%d,"Offset":0,"Limit":50}`, kind), Shows: shows,
	}
}

func TestAccCertificates(t *testing.T) {
	t.Parallel()
	env := acctest.New(t, gaapmock.Options{})
	others(t, env.Mock, (&session{ObjectSession: objects.In(&acctest.Session{Environment: env, T: t})}).certificate("ca").PEM)
	all := certificates(``, -1, "cert-a", "cert-b", "cert-c")
	for name, value := range map[string]string{
		"0.name": "people", "0.type": "BASIC", "0.end_time": "", "0.subject_cn": "", "2.type": "CLIENT", "2.subject_cn": "ca", "2.issuer_cn": "ca",
	} {
		all.Shows["certificates."+name] = value
	}
	acctest.DataSources{
		"all": all, "name": certificates(`name = "users"`, -1, "cert-b", "cert-c"), "type": certificates(`type = "CLIENT"`, 1, "cert-c"),
		"both": certificates("name = \"users\"\n  type = \"BASIC\"", 0, "cert-b"), "none": certificates(`type = "PROXY"`, 4),
		"id": certificates(`id = "cert-b"`, -1, "cert-b"), "another name": certificates("id = \"cert-b\"\n  name = \"people\"", -1),
	}.Run(t, env)
}
