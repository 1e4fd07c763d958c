package httpdomain

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

// nameForm is what the console takes for the name of a domain.
var nameForm = regexp.MustCompile(`^[a-z0-9._-]{3,80}$`)

// certificateForm is the id of a certificate, or what stands for the listener's.
var certificateForm = regexp.MustCompile(`^(default|[A-Za-z0-9]+-[A-Za-z0-9]+)$`)

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := identifyingAttributes()
	for _, group := range []map[string]schema.Attribute{certificateAttributes(), authAttributes(), tlsAttributes(), computedAttributes()} {
		for name, attribute := range group {
			attributes[name] = attribute
		}
	}
	return schema.Schema{
		MarkdownDescription: "A domain of an HTTP or HTTPS listener: requests for it are handed to origins by its rules, `gaap_http_rule`.",
		Attributes:          attributes,
		Blocks:              map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "domain", "run")},
	}
}

func identifyingAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"listener_id": schema.StringAttribute{
			MarkdownDescription: "Id of the HTTP or HTTPS listener. A change replaces the domain.",
			Required:            true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
			Validators: []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a listener such as listener-a1b2c3d4")},
		},
		"domain": schema.StringAttribute{
			MarkdownDescription: "Name of the domain, 3 to 80 characters of `a-z`, `0-9`, `.`, `-` and `_`, without wildcards. A change renames the domain in place, with its rules, and changes its id.",
			Required:            true,
			Validators:          []validator.String{providerdata.Matches(nameForm, "must be 3 to 80 characters of a-z, 0-9, point, hyphen and underscore; there are no wildcards")},
		},
		"is_default_server": schema.BoolAttribute{
			MarkdownDescription: "Whether requests for names that no domain of the listener has come here. One domain of a listener can be it. Default `false`.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
		},
		"http3_supported": schema.BoolAttribute{
			MarkdownDescription: "Whether clients may use HTTP/3. HTTPS only. Default `false`. A change replaces the domain.",
			Optional:            true, Computed: true, Default: booldefault.StaticBool(false),
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.RequiresReplace()},
		},
	}
}

func certificateAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"certificate_id": schema.StringAttribute{
			MarkdownDescription: "Id of the certificate, a `gaap_certificate` of type `SERVER`, or `default`, the default, for that of the listener. HTTPS only.",
			Optional:            true, Computed: true, Default: stringdefault.StaticString(gaapapi.DefaultCertificate),
			Validators: []validator.String{certificate()},
		},
		"client_certificate_ids": several("Ids of the CAs that verify the certificates of clients, of type `CLIENT`, or `default`, the default, for those of the listener, which has to ask clients for certificates.", certificate()),
		"client_certificate_id":  single("The same for one CA.", "client_certificate_ids", certificate()),
	}
}

func authAttributes() map[string]schema.Attribute {
	flag := func(description string) schema.BoolAttribute {
		return schema.BoolAttribute{MarkdownDescription: description, Optional: true, Computed: true, Default: booldefault.StaticBool(false)}
	}
	id := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Optional: true, Computed: true, Validators: []validator.String{ownCertificate()}}
	}
	return map[string]schema.Attribute{
		"basic_auth":                 flag("Whether clients need a name and a password. HTTPS only. Default `false`."),
		"basic_auth_id":              id("Id of the users, a `gaap_certificate` of type `BASIC`. Required with `basic_auth`, and without effect otherwise."),
		"gaap_auth":                  flag("Whether the proxy shows a certificate to origins. HTTPS only, and only if the listener forwards by HTTPS. Default `false`."),
		"gaap_auth_id":               id("Id of that certificate, of type `PROXY`. Required with `gaap_auth`, and without effect otherwise."),
		"realserver_auth":            flag("Whether the proxy checks the certificates of origins. HTTPS only, and only if the listener forwards by HTTPS. Default `false`."),
		"realserver_certificate_ids": several("Ids of the CAs that verify the certificates of origins, of type `REALSERVER`. Required with `realserver_auth`, and without effect otherwise.", ownCertificate()),
		"realserver_certificate_id":  single("The same for one CA.", "realserver_certificate_ids", ownCertificate()),
		"realserver_certificate_domain": schema.StringAttribute{
			MarkdownDescription: "Name that the certificates of origins are for.",
			Optional:            true, Computed: true, Validators: []validator.String{stringvalidator.LengthBetween(1, maxName)},
			DeprecationMessage: "The service has replaced it by the server name that a rule sends to origins: sni of gaap_http_rule.",
		},
	}
}

const maxName = 253 // of a name in DNS

func tlsAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"tls_support_versions": schema.SetAttribute{
			MarkdownDescription: "TLS versions that clients may use: `TLSv1`, `TLSv1.1`, `TLSv1.2`, `TLSv1.3`. Needs `tls_ciphers`. HTTPS only. Without both, a new domain has what its listener has. A domain from which they are removed again keeps what it has; replace it to have that of the listener.",
			Optional:            true, Computed: true, ElementType: types.StringType,
			Validators: []validator.Set{
				setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(providerdata.OneOf("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")),
				setvalidator.AlsoRequires(path.MatchRoot("tls_ciphers")),
			},
		},
		"tls_ciphers": schema.StringAttribute{
			MarkdownDescription: "Cipher suites that clients may use: `GAAP_TLS_CIPHERS_STRICT`, `GAAP_TLS_CIPHERS_GENERAL` or `GAAP_TLS_CIPHERS_WIDE`. Needs `tls_support_versions`.",
			Optional:            true, Computed: true,
			Validators: []validator.String{
				providerdata.OneOf("GAAP_TLS_CIPHERS_STRICT", "GAAP_TLS_CIPHERS_GENERAL", "GAAP_TLS_CIPHERS_WIDE"),
				stringvalidator.AlsoRequires(path.MatchRoot("tls_support_versions")),
			},
		},
	}
}

func computedAttributes() map[string]schema.Attribute {
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{MarkdownDescription: description, Computed: true}
	}
	return map[string]schema.Attribute{
		"id":         text("Id of the domain: those of the listener, its protocol and the name, such as `listener-a1b2c3d4+HTTPS+www.example.com`."),
		"status":     text("Status of the domain, such as `RUNNING`."),
		"ban_status": text("Whether Tencent Cloud lets traffic through: `RECOVER` is yes, `BANNED` no."),
	}
}

func several(description string, form validator.String) schema.SetAttribute {
	return schema.SetAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, ElementType: types.StringType,
		Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(form)},
	}
}

func single(description, of string, form validator.String) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Optional: true, Computed: true, DeprecationMessage: "Use " + of + ".",
		Validators: []validator.String{form, stringvalidator.ConflictsWith(path.MatchRoot(of))},
	}
}

func certificate() validator.String {
	return providerdata.Matches(certificateForm, "must be the id of a certificate such as cert-a1b2c3d4, or default")
}

func ownCertificate() validator.String {
	return providerdata.Matches(providerdata.ObjectID, "must be the id of a certificate such as cert-a1b2c3d4")
}
