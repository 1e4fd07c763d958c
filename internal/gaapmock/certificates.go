package gaapmock

import (
	"crypto"
	"time"
	"unicode/utf8"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// maxAlias is how long an alias may be.
const maxAlias = 50

// Assumption: types 2 and 4 without a key are InvalidCertificateKey; the key of
// another type is neither looked at nor kept; an alias need not be there.
func createCertificate(c *call, in *gaap.CreateCertificateRequestParams) (any, *apiError) {
	made := Certificate{
		Type: *in.CertificateType, Name: val(in.CertificateAlias), Content: *in.CertificateContent, CreateTime: c.now,
	}
	if made.Type < CertificateBasic || made.Type > CertificateProxy {
		return nil, invalidValue("CertificateType")
	}
	if err := c.checkAlias(made.Name); err != nil {
		return nil, err
	}
	if checkContent(made.Type, made.Content) != nil {
		return nil, errorf("InvalidParameterValue.InvalidCertificateContent", "The certificate content is invalid.")
	}
	leaf := made.leaf()
	if leaf != nil && c.opts.Certificate.ExpiredRefused && leaf.NotAfter.Before(c.now) {
		return nil, errorf("InvalidParameterValue.InvalidCertificateContent", "The certificate has expired.")
	}
	if made.Type == CertificateServer || made.Type == CertificateProxy {
		made.Key = val(in.CertificateKey)
		if err := checkKey(made.Key, leaf.PublicKey); err != nil {
			return nil, err
		}
	}
	if len(c.store.Certificates.Records) >= maxAdded {
		return nil, errorf("FailedOperation", "There are too many certificates.")
	}
	made.ID = c.store.Certificates.newID(c.store.Seed)
	c.store.Certificates.put(made, c.now)
	return map[string]string{"CertificateId": made.ID}, nil
}

// checkKey wants a private key that fits the public one.
func checkKey(key string, public any) *apiError {
	private, ok := parseKey(key).(crypto.Signer)
	if !ok {
		return errorf("InvalidParameterValue.InvalidCertificateKey", "The certificate key is invalid.")
	}
	if same, ok := private.Public().(interface{ Equal(crypto.PublicKey) bool }); !ok || !same.Equal(public) {
		return errorf("InvalidParameterValue.CertificateContentNotMatchKey", "The certificate content does not match the key.")
	}
	return nil
}

func (c *call) checkAlias(alias string) *apiError {
	if utf8.RuneCountInString(alias) > maxAlias && !c.opts.LongNames {
		return errorf("InvalidParameterValue", "CertificateAlias must have at most %d characters.", maxAlias)
	}
	return nil
}

// unknownCertificate is the answer about an id that does not exist.
func (c *call) unknownCertificate() *apiError {
	if c.opts.Certificate.Unknown == UnknownInvalidValue {
		return errorf("InvalidParameterValue", "CertificateId not found")
	}
	return errorf("ResourceNotFound", "CertificateId not found")
}

// certificateUsers are the ids of what holds a certificate.
func (c *call) certificateUsers(of Certificate) []string {
	return append(c.store.certificateUsers(c.opts, of.ID, c.now), of.UsedBy...)
}

func usedCertificate() *apiError {
	return errorf("FailedOperation.CertificateIsUsing", "The certificate is in use.")
}

// Assumption: without an alias nothing changes.
func modifyCertificateAttributes(c *call, in *gaap.ModifyCertificateAttributesRequestParams) (any, *apiError) {
	if err := c.checkAlias(val(in.CertificateAlias)); err != nil {
		return nil, err
	}
	cert, ok := c.store.Certificates.current(c.now).get(*in.CertificateId)
	switch {
	case !ok:
		return nil, c.unknownCertificate()
	case c.opts.Certificate.UsedNotRenamed && len(c.certificateUsers(cert)) > 0:
		return nil, usedCertificate()
	case in.CertificateAlias != nil:
		cert.Name = *in.CertificateAlias
		c.store.Certificates.edit(c, cert)
	}
	return none{}, nil
}

func deleteCertificate(c *call, in *gaap.DeleteCertificateRequestParams) (any, *apiError) {
	cert, ok := c.store.Certificates.current(c.now).get(*in.CertificateId)
	switch {
	case !ok:
		return nil, c.unknownCertificate()
	case len(c.certificateUsers(cert)) > 0:
		return nil, usedCertificate()
	}
	c.store.Certificates.remove(cert.ID, c.now)
	return none{}, nil
}

// certificateInfo is what a list and a detail show alike. Type 0 has no
// dates, and empty names.
type certificateInfo struct {
	CertificateID    string `json:"CertificateId"`
	CertificateAlias string `json:"CertificateAlias"`
	CertificateType  int64  `json:"CertificateType"`
	CreateTime       int64  `json:"CreateTime"`
	BeginTime        *int64 `json:"BeginTime"`
	EndTime          *int64 `json:"EndTime"`
	IssuerCN         string `json:"IssuerCN"`
	SubjectCN        string `json:"SubjectCN"`
}

func newCertificateInfo(c Certificate) certificateInfo {
	info := certificateInfo{CertificateID: c.ID, CertificateAlias: c.Name, CertificateType: c.Type, CreateTime: c.CreateTime.Unix()}
	if leaf := c.leaf(); leaf != nil {
		info.BeginTime, info.EndTime = seconds(leaf.NotBefore), seconds(leaf.NotAfter)
		info.IssuerCN, info.SubjectCN = leaf.Issuer.CommonName, leaf.Subject.CommonName
	}
	return info
}

// seconds is a time as the service writes it.
//
// Assumption: what lies before 1970 is 0.
func seconds(t time.Time) *int64 {
	s := max(t.Unix(), 0)
	return &s
}

type certificateEntry struct {
	certificateInfo

	CertificateName string `json:"CertificateName"`
}

type certificateList struct {
	CertificateSet []certificateEntry `json:"CertificateSet"`
	TotalCount     int                `json:"TotalCount"`
}

func newCertificateList(page []Certificate, total int) certificateList {
	out := certificateList{[]certificateEntry{}, total}
	for _, c := range page {
		out.CertificateSet = append(out.CertificateSet, certificateEntry{newCertificateInfo(c), c.Name})
	}
	return out
}

// Assumption: the order is that of their creation; the most is 50, as the
// official provider asks for.
func describeCertificates(c *call, in *gaap.DescribeCertificatesRequestParams) (any, *apiError) {
	const all = -1
	kind := int64(all)
	if in.CertificateType != nil {
		kind = *in.CertificateType
	}
	if kind < all || kind > CertificateProxy {
		return nil, invalidValue("CertificateType")
	}
	limit, err := c.limit(in.Limit, 50)
	if err != nil {
		return nil, err
	}
	found := c.store.Certificates.asShown(c).where(func(cert Certificate) bool { return kind == all || cert.Type == kind })
	return newCertificateList(cut(found, val(in.Offset), limit), len(found)), nil
}

type certificateDetail struct {
	certificateInfo

	CertificateContent string  `json:"CertificateContent"`
	CertificateKey     *string `json:"CertificateKey"`
}

func (o *Options) newCertificateDetail(c Certificate) map[string]certificateDetail {
	detail := certificateDetail{certificateInfo: newCertificateInfo(c), CertificateContent: c.Content}
	if o.Certificate.ContentNormalised {
		detail.CertificateContent = normalise(c.Type, c.Content)
	}
	if c.Key != "" && !o.Certificate.KeyHidden {
		detail.CertificateKey = &c.Key
	}
	return map[string]certificateDetail{"CertificateDetail": detail}
}

func describeCertificateDetail(c *call, in *gaap.DescribeCertificateDetailRequestParams) (any, *apiError) {
	cert, ok := c.store.Certificates.asShown(c).get(*in.CertificateId)
	if !ok {
		return nil, c.unknownCertificate()
	}
	return c.opts.newCertificateDetail(cert), nil
}

// foreignCertificate is one that nobody asked for.
func foreignCertificate() Certificate {
	return Certificate{ID: "cert-foreign0", Name: "foreign", Content: "foreign:hash", CreateTime: time.Unix(1_600_000_000, 0)}
}
