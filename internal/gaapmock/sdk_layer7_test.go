package gaapmock_test

import (
	"testing"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The client of the Go SDK understands what the mock says of certificates.
func TestSDKLayer7(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		t.Run(method, func(t *testing.T) {
			x := newSDK(t, gaapmock.Options{}, method)
			create := gaap.NewCreateCertificateRequest()
			create.CertificateType, create.CertificateAlias = common.Int64Ptr(0), common.StringPtr("users")
			create.CertificateContent = common.StringPtr("alice:tx2KGdo3zJg/.")
			made, err := x.gaap.CreateCertificate(create)
			x.must(err)
			id := made.Response.CertificateId

			modify := gaap.NewModifyCertificateAttributesRequest()
			modify.CertificateId, modify.CertificateAlias = id, common.StringPtr("people")
			_, err = x.gaap.ModifyCertificateAttributes(modify)
			x.must(err)
			list := gaap.NewDescribeCertificatesRequest()
			list.CertificateType = create.CertificateType
			listed, err := x.gaap.DescribeCertificates(list)
			x.must(err)
			if c := listed.Response.CertificateSet[0]; *listed.Response.TotalCount != 1 || *c.CertificateId != *id || *c.CertificateName != "people" || c.EndTime != nil {
				t.Errorf("listed is %+v", c)
			}
			show := gaap.NewDescribeCertificateDetailRequest()
			show.CertificateId = id
			shown, err := x.gaap.DescribeCertificateDetail(show)
			x.must(err)
			if d := shown.Response.CertificateDetail; *d.CertificateAlias != "people" || *d.CertificateContent != *create.CertificateContent || d.CertificateKey != nil {
				t.Errorf("shown is %+v", d)
			}
			x.UpdateCertificate(*id, func(c *gaapmock.Certificate) { c.UsedBy = []string{"listener-a1b2c3d4"} })
			remove := gaap.NewDeleteCertificateRequest()
			remove.CertificateId = id
			_, err = x.gaap.DeleteCertificate(remove)
			x.wantCode(err, "FailedOperation.CertificateIsUsing")
			x.UpdateCertificate(*id, func(c *gaapmock.Certificate) { c.UsedBy = nil })
			_, err = x.gaap.DeleteCertificate(remove)
			x.must(err)
		})
	}
}
