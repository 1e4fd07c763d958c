package gaapapi

import (
	"context"
	"errors"
	"iter"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const (
	// certificatePageSize is what is asked for: the most is not documented, and
	// the official provider asks for as many.
	certificatePageSize = 50
	// AnyCertificate does not filter.
	AnyCertificate CertificateType = -1
)

// certificateReads are the reads of certificates that are shared.
type certificateReads struct {
	lists   *wire.SharedLists[CertificateType, Certificate]
	refresh *wire.Refresh[Certificate]
}

func newCertificateReads(c *Client) certificateReads {
	return certificateReads{
		lists: wire.NewSharedLists(c.Client, "DescribeCertificates", func(ctx context.Context, of CertificateType) ([]Certificate, error) {
			return c.certificateList(ctx, of).ReadAll()
		}),
		refresh: wire.NewRefresh(wire.RefreshRule[Certificate]{
			Action: "DescribeCertificates", PageSize: certificatePageSize, ID: Certificate.id,
			Page: func(ctx context.Context, offset uint64) (wire.Page[Certificate], error) {
				return c.describeCertificates(ctx, AnyCertificate, offset)
			},
			// One certificate is one call either way, and its detail tells more.
			ReadsBefore: 2, PagesPerRead: 1,
		}),
	}
}

// RefreshCertificate reads one certificate for a refresh of the state: without its
// content, which never changes, if the account's list was cheaper. Until this
// process has written one, the answer may be of earlier in the life of the
// client; after that it is [Client.DescribeCertificate]. N certificates take N/50
// calls or a few more, unless they are few of many: then one for each.
func (c *Client) RefreshCertificate(ctx context.Context, id string) (Certificate, error) {
	c.certificates.refresh.Count()
	return c.certificates.refresh.Read(ctx, id, func(ctx context.Context) (Certificate, error) {
		return c.DescribeCertificate(ctx, id)
	})
}

// CertificatesNow are the certificates of a type after this moment, without their
// contents, in a list that is shared with others who ask now.
func (c *Client) CertificatesNow(ctx context.Context, of CertificateType) ([]Certificate, error) {
	return c.certificates.lists.Get(ctx, of)
}

// CertificateQuery selects certificates. An empty id or name does not filter.
type CertificateQuery struct {
	ID   string
	Type CertificateType // AnyCertificate does not filter
	Name string          // exactly
}

// Certificates returns the certificates that match the query, without their
// contents. It calls DescribeCertificates when the next fifty are asked for. An
// error is the last of the sequence.
func (c *Client) Certificates(ctx context.Context, query CertificateQuery) iter.Seq2[Certificate, error] {
	return filterSeq(c.certificateList(ctx, query.Type).All(), func(found Certificate) bool {
		return (query.ID == "" || found.ID == query.ID) && (query.Name == "" || found.Name == query.Name) && (query.Type == AnyCertificate || found.Type == query.Type)
	})
}

func (c *Client) certificateList(ctx context.Context, of CertificateType) wire.List[Certificate] {
	return wire.List[Certificate]{
		Action: "DescribeCertificates", PageSize: certificatePageSize, ID: Certificate.id,
		Read: func(offset uint64) (wire.Page[Certificate], error) { return c.describeCertificates(ctx, of, offset) },
	}
}

// describeCertificates sends one DescribeCertificates call for a whole page.
func (c *Client) describeCertificates(ctx context.Context, of CertificateType, offset uint64) (wire.Page[Certificate], error) {
	kind, limit := int64(of), uint64(certificatePageSize)
	req := gaap.NewDescribeCertificatesRequest()
	req.CertificateType, req.Offset, req.Limit = &kind, &offset, &limit
	resp := gaap.NewDescribeCertificatesResponse()
	var page wire.Page[Certificate]
	done, err := c.Call(ctx, wire.ReadOnly, req, resp, func() (problem error) {
		page, problem = newCertificates(resp.Response)
		return problem
	})
	page.RequestID = done.RequestID
	return page, err
}

func newCertificates(resp *gaap.DescribeCertificatesResponseParams) (wire.Page[Certificate], error) {
	if resp == nil || resp.TotalCount == nil {
		return wire.Page[Certificate]{}, errors.New("the answer has no TotalCount")
	}
	page := wire.Page[Certificate]{Total: count(resp.TotalCount)}
	for _, info := range values(resp.CertificateSet) {
		found := newCertificate(info)
		if err := found.check(); err != nil {
			return page, err
		}
		page.Items = append(page.Items, found)
	}
	return page, wire.NoContradiction("certificate", page.Items, Certificate.id)
}
