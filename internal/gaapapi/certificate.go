package gaapapi

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// CertificateType says what a certificate is for.
type CertificateType int64

// The types, as the service counts them.
const (
	CertificateBasic      CertificateType = iota // users with the hashes of their passwords
	CertificateClient                            // CA of clients
	CertificateServer                            // of listeners and domains
	CertificateRealServer                        // CA of origins
	CertificateProxy                             // of the proxy, for origins
)

// Certificate is a certificate as DescribeCertificates and
// DescribeCertificateDetail show it (https://cloud.tencent.com/document/api/608/36980).
// The private key, which the service shows, too, is not kept.
type Certificate struct {
	ID                 string
	Name               string // the alias
	Type               CertificateType
	Content            string // empty in lists
	CreateTime         time.Time
	BeginTime, EndTime time.Time // zero for type 0
	IssuerCN           string
	SubjectCN          string
}

func (c Certificate) id() string { return c.ID }

// CertificateInput is a certificate that is to be made. An empty key is not sent.
type CertificateInput struct {
	Type         CertificateType
	Name         string
	Content, Key string
}

// secrets are what must not be seen of it: the hashes of passwords as well.
func (in CertificateInput) secrets() []string {
	if in.Type == CertificateBasic {
		return []string{in.Key, in.Content}
	}
	return []string{in.Key}
}

// CreateCertificate makes a certificate, and returns its id. It has neither a
// ClientToken nor a natural key, so it is not sent again after an answer that is
// lost: the error is [wire.Ambiguous], or a [wire.InterruptedError], with
// MaybeDone set, and lists of before and after tell what became of it.
func (c *Client) CreateCertificate(ctx context.Context, in CertificateInput) (string, error) {
	kind := int64(in.Type)
	req := gaap.NewCreateCertificateRequest()
	req.CertificateType, req.CertificateAlias, req.CertificateContent, req.CertificateKey = &kind, pointer(in.Name), &in.Content, pointer(in.Key)
	resp := gaap.NewCreateCertificateResponse()
	id := ""
	err := c.writeCertificate(ctx, wire.CreatesEachTime, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		id = value(resp.Response.CertificateId)
		return wire.CheckID("certificate", id)
	}, wire.Confidential(in.secrets()...))
	if err != nil {
		return "", err
	}
	return id, nil
}

// RenameCertificate gives a certificate a new alias, perhaps an empty one; the
// service does so at once.
func (c *Client) RenameCertificate(ctx context.Context, id, name string) error {
	req := gaap.NewModifyCertificateAttributesRequest()
	req.CertificateId, req.CertificateAlias = &id, &name
	return c.writeCertificate(ctx, wire.Idempotent, req, gaap.NewModifyCertificateAttributesResponse(), nil)
}

// DeleteCertificate deletes a certificate; the service does so at once. The
// error's class is [wire.Busy] while something uses it, [wire.Gone] if there is
// no such certificate.
func (c *Client) DeleteCertificate(ctx context.Context, id string) error {
	req := gaap.NewDeleteCertificateRequest()
	req.CertificateId = &id
	return c.writeCertificate(ctx, wire.Removes, req, gaap.NewDeleteCertificateResponse(), nil)
}

// writeCertificate sends a write. It makes later reads of certificates fresh.
func (c *Client) writeCertificate(
	ctx context.Context, effect wire.Effect, req wire.Request, resp wire.Response, check func() error, options ...wire.CallOption,
) error {
	c.certificates.refresh.Drop()
	_, err := c.Call(ctx, effect, req, resp, check, append(options, wire.Classify(certificateClass))...)
	return err
}

// certificateClass: what uses a certificate lets go of it a moment after it was
// told to; and the message tells of an id that does not exist, under whichever
// code that is.
func certificateClass(code, message string) wire.Class {
	switch {
	case code == "FailedOperation.CertificateIsUsing":
		return wire.Busy
	case strings.Contains(message, "CertificateId not found"):
		return wire.Gone
	}
	return wire.OK
}

// DescribeCertificate reads one certificate after this moment, with its content.
// The error's class is [wire.Gone] if there is no such certificate.
func (c *Client) DescribeCertificate(ctx context.Context, id string) (Certificate, error) {
	req := gaap.NewDescribeCertificateDetailRequest()
	req.CertificateId = &id
	resp := gaap.NewDescribeCertificateDetailResponse()
	var found Certificate
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
		if resp.Response == nil || resp.Response.CertificateDetail == nil {
			return errors.New("the answer has no CertificateDetail")
		}
		detail := resp.Response.CertificateDetail
		detail.CertificateKey = nil // nothing may ever print it
		if got := value(detail.CertificateId); got != id {
			return fmt.Errorf("the answer is about certificate %.80q, not about %.80q", got, id)
		}
		found = newCertificate(gaap.Certificate{
			CertificateId: detail.CertificateId, CertificateAlias: detail.CertificateAlias, CertificateType: detail.CertificateType,
			CreateTime: detail.CreateTime, BeginTime: detail.BeginTime, EndTime: detail.EndTime, IssuerCN: detail.IssuerCN, SubjectCN: detail.SubjectCN,
		})
		found.Content = value(detail.CertificateContent)
		return found.check()
	}, wire.Confidential(), wire.Classify(certificateClass))
	if err != nil {
		return Certificate{}, err
	}
	return found, nil
}

func newCertificate(info gaap.Certificate) Certificate {
	c := Certificate{
		ID: value(info.CertificateId), Name: value(info.CertificateAlias), Type: CertificateType(value(info.CertificateType)),
		CreateTime: unix(info.CreateTime), BeginTime: unix(info.BeginTime), EndTime: unix(info.EndTime),
		IssuerCN: value(info.IssuerCN), SubjectCN: value(info.SubjectCN),
	}
	if info.CertificateType == nil {
		c.Type = -1
	}
	return c
}

// check refuses what the service says of no certificate.
func (c Certificate) check() error {
	if err := wire.CheckID("certificate", c.ID); err != nil {
		return err
	}
	if c.Type < CertificateBasic || c.Type > CertificateProxy {
		return fmt.Errorf("the answer has an unknown type for certificate %s", c.ID)
	}
	return nil
}
