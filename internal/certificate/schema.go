package certificate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

const maxNameLength = 50 // characters; that of ModifyCertificateAttributes

func resourceSchema(ctx context.Context) schema.Schema {
	return schema.Schema{
		MarkdownDescription: "A certificate, or the users of a site, which listeners and domains of the account use. Its content never changes: another one replaces it.",
		Attributes: map[string]schema.Attribute{
			"id": shownText("Id of the certificate, such as `cert-a1b2c3d4`."),
			"type": schema.StringAttribute{
				MarkdownDescription: "What it is for: `SERVER`, the certificate of a listener or a domain; `CLIENT`, a CA of clients; `REALSERVER`, a CA of origins; `PROXY`, what the proxy shows to origins; `BASIC`, users and the hashes of their passwords. A change replaces it.",
				Required:            true,
				Validators:          []validator.String{providerdata.OneOf(typeNames...)},
				PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
			},
			"name": schema.StringAttribute{
				MarkdownDescription: "Name of the certificate, at most 50 characters. It need not be unique. Default: none.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(""),
				Validators: append([]validator.String{stringvalidator.UTF8LengthAtMost(maxNameLength)}, providerdata.NameForm()...),
			},
			"content": schema.StringAttribute{
				MarkdownDescription: "Certificates in PEM: of `SERVER` and `PROXY` the own one first, then its issuer, and so on. Of `BASIC`, lines of `user:hash`, as `openssl passwd` makes the hash. Either this or `content_wo` is required. Another content replaces the certificate; the same one in another layout does not.",
				Optional:            true, Sensitive: true,
			},
			"content_wo":         writeOnly("content"),
			"content_wo_version": version("content"),
			"key": schema.StringAttribute{
				MarkdownDescription: "Private key in PEM, without a passphrase. `SERVER` and `PROXY` need this or `key_wo`. `CLIENT` and `REALSERVER` need none: one is not sent, and is a warning. `BASIC` has none.",
				Optional:            true, Sensitive: true,
			},
			"key_wo":         writeOnly("key"),
			"key_wo_version": version("key"),
			"create_time":    shownText("When it was made, in RFC 3339."),
			"begin_time":     shownText("Start of its validity, in RFC 3339. Null for `BASIC`."),
			"end_time":       shownText("End of its validity, in RFC 3339. A plan warns 30 days before. Null for `BASIC`."),
			"issuer_cn":      shownText("Common name of the issuer. Null for `BASIC`."),
			"subject_cn":     shownText("Common name of the subject. Null for `BASIC`."),
		},
		Blocks: map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "certificate", "show")},
	}
}

// shownText is what the service says of a certificate, and never changes.
func shownText(description string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description, Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

func writeOnly(of string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "Like `" + of + "`, but write-only: it is stored neither in the state nor in a plan. Needs Terraform 1.11 or later, and `" + of + "_wo_version`.",
		Optional:            true, Sensitive: true, WriteOnly: true,
	}
}

func version(of string) schema.Int64Attribute {
	return schema.Int64Attribute{
		MarkdownDescription: "Version of `" + of + "_wo`, by which a change of it is noticed: another number replaces the certificate.",
		Optional:            true,
		Validators:          []validator.Int64{int64validator.AtLeast(1), int64validator.AlsoRequires(path.MatchRoot(of + "_wo"))},
	}
}
