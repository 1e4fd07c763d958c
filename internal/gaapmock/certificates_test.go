package gaapmock

import (
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/certtest"
)

// newCert is a certificate that is good for a year from when the clocks begin.
func newCert(t *testing.T) certtest.Certificate {
	t.Helper()
	return certtest.New(t, certtest.Wanted{Name: "www.example.com", From: testStart.Add(-time.Hour), To: testStart.AddDate(1, 0, 0)})
}

// certBody is the body of a CreateCertificate; what is empty is left out.
func certBody(kind int, alias, content, key string) string {
	fields := map[string]any{"CertificateType": kind, "CertificateContent": content}
	if alias != "" {
		fields["CertificateAlias"] = alias
	}
	if key != "" {
		fields["CertificateKey"] = key
	}
	return string(mustMarshal(fields))
}

// certificate creates one and returns its id.
func (x *tester) certificate(kind int, content, key string) string {
	x.t.Helper()
	id, _ := x.ok("CreateCertificate", certBody(kind, "site", content, key)).fields["CertificateId"].(string)
	return id
}

// detail is what DescribeCertificateDetail shows.
func (x *tester) detail(id string) map[string]any {
	x.t.Helper()
	return x.ok("DescribeCertificateDetail", `{"CertificateId":"`+id+`"}`).fields["CertificateDetail"].(map[string]any)
}

func TestCertificateLife(t *testing.T) {
	x, cert := newTester(t), newCert(t)
	id := x.certificate(CertificateServer, "\n"+cert.PEM, cert.Key)
	if !strings.HasPrefix(id, "cert-") || len(id) != 13 {
		t.Errorf("id %s", id)
	}
	d := x.detail(id)
	if d["CertificateContent"] != "\n"+cert.PEM || d["CertificateKey"] != cert.Key || d["CertificateAlias"] != "site" || d["CertificateType"] != 2.0 ||
		d["CreateTime"] != float64(testStart.Unix()) || d["BeginTime"] != float64(testStart.Add(-time.Hour).Unix()) ||
		d["EndTime"] != float64(testStart.AddDate(1, 0, 0).Unix()) || d["IssuerCN"] != "www.example.com" || d["SubjectCN"] != "www.example.com" {
		t.Errorf("%v", d)
	}
	x.ok("ModifyCertificateAttributes", `{"CertificateId":"`+id+`","CertificateAlias":"new"}`)
	x.ok("ModifyCertificateAttributes", `{"CertificateId":"`+id+`"}`)
	a := x.ok("DescribeCertificates", `{"CertificateType":2}`)
	if set := a.fields["CertificateSet"].([]any); len(set) != 1 || set[0].(map[string]any)["CertificateAlias"] != "new" || strings.Contains(a.body, "BEGIN") {
		t.Error(a.body)
	}
	x.ok("DeleteCertificate", `{"CertificateId":"`+id+`"}`)
	x.fails("ResourceNotFound", "DeleteCertificate", `{"CertificateId":"`+id+`"}`)
}

// Users have no dates and no names, CAs no key, whatever was sent.
func TestCertificateTypes(t *testing.T) {
	x, cert := newTester(t), newCert(t)
	users := x.detail(x.certificate(CertificateBasic, "alice:tx2KGdo3zJg/.\nbob:x", ""))
	if users["BeginTime"] != nil || users["EndTime"] != nil || users["IssuerCN"] != "" || users["CertificateKey"] != nil {
		t.Errorf("%v", users)
	}
	for _, kind := range []int{CertificateClient, CertificateRealServer} {
		if d := x.detail(x.certificate(kind, cert.PEM, cert.Key)); d["CertificateKey"] != nil || d["SubjectCN"] != "www.example.com" {
			t.Errorf("type %d: %v", kind, d)
		}
	}
	x.certificate(CertificateProxy, cert.PEM, cert.Key)
	x.certificate(CertificateProxy, cert.PEM, cert.Key) // the same again
	for body, want := range map[string]int{`{}`: 5, `{"CertificateType":-1}`: 5, `{"CertificateType":4}`: 2, `{"CertificateType":2}`: 0, `{"Offset":4}`: 1, `{"Limit":2}`: 2} {
		if set := x.ok("DescribeCertificates", body).fields["CertificateSet"].([]any); len(set) != want {
			t.Errorf("%s shows %d, want %d", body, len(set), want)
		}
	}
	x.fails("InvalidParameterValue", "DescribeCertificates", `{"CertificateType":5}`)
	x.fails("InvalidParameterValue", "DescribeCertificates", `{"Limit":51}`)
}

func TestCertificateRefused(t *testing.T) {
	x, cert, other := newTester(t), newCert(t), newCert(t)
	const content, key, fit = "InvalidParameterValue.InvalidCertificateContent", "InvalidParameterValue.InvalidCertificateKey", "InvalidParameterValue.CertificateContentNotMatchKey"
	for _, c := range []struct{ code, body string }{
		{"MissingParameter", `{"CertificateType":2}`},
		{"InvalidParameterValue", certBody(5, "", cert.PEM, "")},
		{"InvalidParameterValue", certBody(-1, "", cert.PEM, "")},
		{"InvalidParameterValue", certBody(1, strings.Repeat("a", 51), cert.PEM, "")},
		{content, certBody(1, "", "x", "")},
		{content, certBody(1, "", strings.Replace(cert.PEM, "MII", "AAA", 1), "")},
		{content, certBody(2, "", cert.Key, cert.Key)},
		{content, certBody(0, "", "alice", "")},
		{content, certBody(0, "", ":hash", "")},
		{content, certBody(0, "", " \n", "")},
		{key, certBody(2, "", cert.PEM, "")},
		{key, certBody(4, "", cert.PEM, cert.PEM)},
		{fit, certBody(2, "", cert.PEM, other.Key)},
	} {
		x.fails(c.code, "CreateCertificate", c.body)
	}
	if made := x.Certificates(); len(made) > 0 {
		t.Errorf("%d were made", len(made))
	}
}

// A key may have any of its usual forms.
func TestCertificateKeyForms(t *testing.T) {
	x, cert := newTester(t), newCert(t)
	block, _ := pem.Decode([]byte(cert.Key))
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	ec, err := x509.MarshalECPrivateKey(key.(*ecdsa.PrivateKey))
	if err != nil {
		t.Fatal(err)
	}
	x.certificate(CertificateServer, cert.PEM, string(pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: ec})))
}

// Each switch has two settings.
func TestCertificateOptions(t *testing.T) {
	cert := newCert(t)
	old := certtest.New(t, certtest.Wanted{Name: "old", From: testStart.AddDate(-2, 0, 0), To: testStart.AddDate(-1, 0, 0)})
	spread := "first\n" + strings.ReplaceAll(cert.PEM, "\n", "\r\n") + "\n"
	for _, on := range []bool{false, true} {
		t.Run(fmt.Sprint(on), func(t *testing.T) {
			x := newTester(t, func(o *Options) {
				if on {
					o.Certificate = CertificateOptions{Unknown: UnknownInvalidValue, KeyHidden: true, ContentNormalised: true, UsedNotRenamed: true, ExpiredRefused: true}
				}
			})
			id := x.certificate(CertificateServer, spread, cert.Key)
			for what, is := range map[string]bool{
				"hides the key":                       x.detail(id)["CertificateKey"] == nil,
				"writes it anew":                      x.detail(id)["CertificateContent"] == cert.PEM,
				"refuses an old one":                  x.call("CreateCertificate", certBody(1, "", old.PEM, "")).code == "InvalidParameterValue.InvalidCertificateContent",
				"calls a missing id an invalid value": x.call("DescribeCertificateDetail", `{"CertificateId":"cert-none0000"}`).code == "InvalidParameterValue",
				"does not rename a used one": x.UpdateCertificate(id, func(c *Certificate) { c.UsedBy = []string{"listener-a1b2c3d4"} }) &&
					x.call("ModifyCertificateAttributes", `{"CertificateId":"`+id+`","CertificateAlias":"x"}`).code == "FailedOperation.CertificateIsUsing",
			} {
				if is != on {
					t.Errorf("%s: %v", what, is)
				}
			}
			for action, body := range map[string]string{"DeleteCertificate": "", "ModifyCertificateAttributes": "", "DescribeCertificateDetail": ""} {
				if a := x.call(action, `{"CertificateId":"cert-none0000"`+body+`}`); !strings.Contains(a.body, `"Message":"CertificateId not found"`) {
					t.Errorf("%s: %s", action, a.body)
				}
			}
		})
	}
	if _, err := New(Options{Certificate: CertificateOptions{Unknown: UnknownOmitted}}); err == nil {
		t.Error("an option that cannot be is taken")
	}
}

// What is in use stays until it is let go.
func TestCertificateInUse(t *testing.T) {
	x := newTester(t)
	id := x.AddCertificate(Certificate{UsedBy: []string{"listener-a1b2c3d4"}})
	x.fails("FailedOperation.CertificateIsUsing", "DeleteCertificate", `{"CertificateId":"`+id+`"}`)
	if status, body := x.admin("PATCH", "certificates/"+id, `{"used_by":[]}`); status != 200 {
		t.Error(body)
	}
	x.ok("DeleteCertificate", `{"CertificateId":"`+id+`"}`)
}

// Reads lag behind as an option says, and a stale one shows what was before.
func TestCertificateLag(t *testing.T) {
	x := newTester(t, func(o *Options) { o.Certificate.ReadLag = time.Second })
	id := x.certificate(CertificateBasic, "a:b", "")
	x.fails("ResourceNotFound", "DescribeCertificateDetail", `{"CertificateId":"`+id+`"}`)
	x.Advance(time.Second)
	x.ok("ModifyCertificateAttributes", `{"CertificateId":"`+id+`","CertificateAlias":"new"}`)
	x.Advance(time.Second)
	x.Inject(Fault{Kind: FaultStaleRead, Action: "DescribeCertificateDetail"})
	if first, then := x.detail(id)["CertificateAlias"], x.detail(id)["CertificateAlias"]; first != "site" || then != "new" {
		t.Errorf("%v, then %v", first, then)
	}
}

// Neither the journal nor the state file nor an admin route has a private key,
// nor the journal the hashes of passwords.
func TestCertificateSecrets(t *testing.T) {
	cert := newCert(t)
	file := filepath.Join(t.TempDir(), "state.json")
	var logged []Call
	x := newTester(t, func(o *Options) {
		o.StateFile = file
		o.Log = func(c Call) { logged = append(logged, c) }
	})
	id := x.certificate(CertificateServer, cert.PEM, cert.Key)
	x.certificate(CertificateBasic, "alice:secretHash", "")
	x.fails("UnknownParameter", "CreateCertificate", `{"CertificateType":2,"certificatekey":"secretHash","CertificateContent":"x"}`)
	x.fails("InvalidParameter", "CreateCertificate", `{"CertificateType":"two","CertificateContent":"secretHash"}`)
	x.fails("InvalidParameterValue.InvalidCertificateContent", "CreateCertificate", certBody(1, "", cert.Key, ""))
	if status, body := x.admin("PATCH", "certificates/"+id, `{"name":"renamed"}`); status != 200 || strings.Contains(body, "PRIVATE") {
		t.Error(body)
	}
	if x.detail(id)["CertificateKey"] != cert.Key {
		t.Error("a change behind the API's back loses the key")
	}
	state, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, listed := x.admin("GET", "certificates", "")
	_, journal := x.admin("GET", "journal", "")
	for name, text := range map[string]string{"journal": journal, "log": string(mustMarshal(logged)), "state file": string(state), "route": listed} {
		if strings.Contains(text, "PRIVATE KEY") || (name == "journal" || name == "log") && strings.Contains(text, "secretHash") {
			t.Errorf("a secret is in the %s: %s", name, text)
		}
	}
	if !strings.Contains(journal, `"CertificateContent":"-----BEGIN CERTIFICATE`) || !strings.Contains(journal, `"CertificateKey":"(hidden)"`) {
		t.Errorf("the journal is %s", journal)
	}
	again := newTester(t, func(o *Options) { o.StateFile = file })
	if d := again.detail(id); d["CertificateAlias"] != "renamed" || d["CertificateKey"] != nil {
		t.Errorf("after a start: %v", d)
	}
}

// The admin routes refuse what is no certificate.
func TestCertificateAdmin(t *testing.T) {
	x := newTester(t)
	for body, want := range map[string]int{
		`{}`: 200, `{"type":2,"content":"x"}`: 400, `{"type":7}`: 400, `{"key":"x"}`: 400, `{"id":"cert-mine0000","name":"mine"}`: 200,
	} {
		if status, answer := x.admin("POST", "certificates", body); status != want {
			t.Errorf("%s: %d %s", body, status, answer)
		}
	}
	var all []Certificate
	if _, body := x.admin("GET", "certificates", ""); json.Unmarshal([]byte(body), &all) != nil || len(all) != 2 {
		t.Errorf("%s", body)
	}
	if id := x.AddCertificate(Certificate{Type: CertificateServer}); id != "" || !x.RemoveCertificate("cert-mine0000") || x.RemoveCertificate("cert-mine0000") {
		t.Errorf("%q", id)
	}
}
