package certificate

import (
	"crypto/x509"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
)

// model is a gaap_certificate in configuration, plan or state.
type model struct {
	object.Core

	Type             types.String `tfsdk:"type"`
	Name             types.String `tfsdk:"name"`
	Content          types.String `tfsdk:"content"`
	ContentWO        types.String `tfsdk:"content_wo"` // of a configuration only
	ContentWOVersion types.Int64  `tfsdk:"content_wo_version"`
	Key              types.String `tfsdk:"key"`
	KeyWO            types.String `tfsdk:"key_wo"` // of a configuration only
	KeyWOVersion     types.Int64  `tfsdk:"key_wo_version"`
	CreateTime       types.String `tfsdk:"create_time"`
	BeginTime        types.String `tfsdk:"begin_time"`
	EndTime          types.String `tfsdk:"end_time"`
	IssuerCN         types.String `tfsdk:"issuer_cn"`
	SubjectCN        types.String `tfsdk:"subject_cn"`
}

// typeNames are the words for the types, which the service counts from 0.
var typeNames = []string{"BASIC", "CLIENT", "SERVER", "REALSERVER", "PROXY"}

func typeName(of gaapapi.CertificateType) string { return typeNames[of] }

// typeOf is the type that a word stands for.
func typeOf(name types.String) gaapapi.CertificateType {
	return gaapapi.CertificateType(slices.Index(typeNames, name.ValueString()))
}

// hasKey reports whether certificates of a type come with a private key.
func hasKey(of gaapapi.CertificateType) bool {
	return of == gaapapi.CertificateServer || of == gaapapi.CertificateProxy
}

// isCA reports whether certificates of a type are what those of others are signed
// with.
func isCA(of gaapapi.CertificateType) bool {
	return of == gaapapi.CertificateClient || of == gaapapi.CertificateRealServer
}

// notRead stands in the state for the key of a certificate that was imported: it
// is never read, but not being there would be a change to plan.
const notRead = "(not read: the service has it)"

// fromAPI fills the model with what the service shows. A content stays as it is
// written if it is the same, and out of the state if it is write-only. A list
// shows none.
func (m *model) fromAPI(c gaapapi.Certificate) {
	m.Type, m.Name = types.StringValue(typeName(c.Type)), types.StringValue(c.Name)
	m.CreateTime, m.BeginTime, m.EndTime = object.Time(c.CreateTime), object.Time(c.BeginTime), object.Time(c.EndTime)
	m.IssuerCN, m.SubjectCN = object.Text(c.IssuerCN), object.Text(c.SubjectCN)
	if c.Content != "" && m.ContentWOVersion.IsNull() && (m.Content.IsNull() || !same(c.Content, m.Content.ValueString())) {
		m.Content = types.StringValue(c.Content)
	}
	if hasKey(c.Type) && m.Key.IsNull() && m.KeyWOVersion.IsNull() {
		m.Key = types.StringValue(notRead)
	}
}

// contentArgument is the content of a configuration, and the argument that has it.
func (m *model) contentArgument() (content types.String, name string) {
	if m.Content.IsNull() {
		return m.ContentWO, "content_wo"
	}
	return m.Content, "content"
}

// keyArgument is the key of a configuration, and the argument that has it.
func (m *model) keyArgument() (key types.String, name string) {
	if m.Key.IsNull() && !m.KeyWO.IsNull() {
		return m.KeyWO, "key_wo"
	}
	return m.Key, "key"
}

// leafOf is the certificate that a content is about; nil for users, and for what
// is none.
func leafOf(of gaapapi.CertificateType, content string) *x509.Certificate {
	chain, err := chainOf(content)
	if of == gaapapi.CertificateBasic || err != nil {
		return nil
	}
	return chain[0]
}

// lacks says in what a certificate is not what is ordered, but for its content,
// which lists do not show.
func lacks(in gaapapi.CertificateInput, c gaapapi.Certificate) []string {
	var found []string
	if c.Name != in.Name {
		found = append(found, fmt.Sprintf("its name is %q, not %q", c.Name, in.Name))
	}
	if c.Type != in.Type {
		found = append(found, fmt.Sprintf("its type is %s, not %s", typeName(c.Type), typeName(in.Type)))
	}
	return found
}

// looksLike reports whether the names and dates that the service shows are those
// of a content. That they are not proves nothing: how the service writes them is
// not documented.
func looksLike(content string, c gaapapi.Certificate) bool {
	leaf := leafOf(c.Type, content)
	return leaf == nil || c.SubjectCN == leaf.Subject.CommonName && c.IssuerCN == leaf.Issuer.CommonName &&
		c.BeginTime.Unix() == leaf.NotBefore.Unix() && c.EndTime.Unix() == leaf.NotAfter.Unix()
}
