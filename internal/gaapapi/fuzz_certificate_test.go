package gaapapi_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

const askedCertificate = "cert-a1b2c3d4"

// FuzzCertificates is about what comes of answers about certificates.
func FuzzCertificates(f *testing.F) {
	users := gaapapi.CertificateInput{Name: "n", Content: "alice:secretValue"}
	addSeeds(f, func(ctx context.Context, c *gaapapi.Client) {
		if id, err := c.CreateCertificate(ctx, users); err == nil {
			_, _ = c.CertificatesNow(ctx, gaapapi.AnyCertificate)
			_, _ = c.DescribeCertificate(ctx, id)
			_ = c.DeleteCertificate(ctx, id)
		}
	})
	for _, answer := range []string{
		`"CertificateDetail":{"CertificateId":"` + askedCertificate + `","CertificateType":2,"CertificateContent":"x","CertificateKey":"secretValue","EndTime":18446744073709551615}`,
		`"CertificateDetail":{"CertificateId":"` + askedCertificate + `","CertificateType":null,"BeginTime":null}`,
		`"TotalCount":9223372036854775807,"CertificateSet":[null,{"CertificateId":"` + askedCertificate + `","CertificateType":0},{"CertificateId":"cert-1","CertificateType":9}]`,
		`"CertificateId":"` + askedCertificate + `"`,
		`"Error":{"Code":"FailedOperation.CertificateIsUsing","Message":"alice:secretValue"}`,
		`"Error":{"Code":"InvalidParameter","Message":"CertificateId not found"}`,
	} {
		f.Add(false, inEnvelope(answer))
	}
	check := func(t *testing.T, c gaapapi.Certificate) {
		t.Helper()
		if !idShape.MatchString(c.ID) || c.Type < gaapapi.CertificateBasic || c.Type > gaapapi.CertificateProxy ||
			!utf8.ValidString(c.Name+c.Content+c.IssuerCN+c.SubjectCN) || c.EndTime.Year() > 9999 {
			t.Errorf("the certificate is %+v", c)
		}
	}
	f.Fuzz(func(t *testing.T, broken bool, body []byte) {
		client := fuzzClient(t, broken, body)
		for _, read := range []func(context.Context, string) (gaapapi.Certificate, error){client.DescribeCertificate, client.RefreshCertificate} {
			got, err := read(t.Context(), askedCertificate)
			if checkOutcome(t, err, broken, "DescribeCertificateDetail"); err == nil {
				check(t, got)
			}
		}
		all, err := client.CertificatesNow(t.Context(), gaapapi.AnyCertificate)
		checkOutcome(t, err, broken, "DescribeCertificates")
		for _, c := range all {
			check(t, c)
		}
		id, err := client.CreateCertificate(t.Context(), users)
		if checkOutcome(t, err, broken, "CreateCertificate"); (err == nil) != idShape.MatchString(id) || err != nil && (id != "" || strings.Contains(err.Error(), users.Content)) {
			t.Errorf("%q, %v", id, err)
		}
		checkOutcome(t, client.DeleteCertificate(t.Context(), askedCertificate), broken, "DeleteCertificate")
		checkOutcome(t, client.RenameCertificate(t.Context(), askedCertificate, "n"), broken, "ModifyCertificateAttributes")
	})
}
