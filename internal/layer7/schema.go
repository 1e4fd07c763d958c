package layer7

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/listener"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/providerdata"
)

func resourceSchema(ctx context.Context) schema.Schema {
	attributes := listener.Attributes(protocols...)
	maps.Copy(attributes, certificateAttributes())
	maps.Copy(attributes, tlsAttributes())
	return schema.Schema{
		MarkdownDescription: "An HTTP or HTTPS listener: takes traffic at a port of a proxy, or of all proxies of a group. Its domains and their rules say which origins get it.",
		Attributes:          attributes,
		Blocks:              map[string]schema.Block{"timeouts": object.TimeoutsBlock(ctx, "listener", "run")},
	}
}

// certificateAttributes are what an HTTPS listener shows and asks for.
func certificateAttributes() map[string]schema.Attribute {
	certificate := []validator.String{providerdata.Matches(providerdata.ObjectID, "must be the id of a certificate such as cert-a1b2c3d4")}
	return map[string]schema.Attribute{
		"certificate_id": schema.StringAttribute{
			MarkdownDescription: "Id of the certificate that clients are shown, a `gaap_certificate` of type `SERVER`. Required for HTTPS.",
			Optional:            true, Validators: certificate,
		},
		"forward_protocol": schema.StringAttribute{
			MarkdownDescription: "Protocol to the origins: `HTTP` or `HTTPS`. Required for HTTPS; an HTTP listener speaks HTTP.",
			Optional:            true, Validators: []validator.String{providerdata.OneOf("HTTP", "HTTPS")},
		},
		"auth_type": schema.Int64Attribute{
			MarkdownDescription: "Whether clients have to show a certificate: `0`, the default for HTTPS, or `1`. A change replaces the listener.",
			Optional:            true, Computed: true,
			Validators:    []validator.Int64{int64validator.OneOf(0, 1)},
			PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplaceIfConfigured()},
		},
		"client_certificate_ids": schema.SetAttribute{
			MarkdownDescription: "Ids of the certificates of type `CLIENT` that verify those of clients, with `auth_type = 1`.",
			ElementType:         types.StringType, Optional: true, Computed: true,
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(certificate...)},
		},
		"client_certificate_id": schema.StringAttribute{
			MarkdownDescription: "The one of `client_certificate_ids`, if there is one.",
			DeprecationMessage:  "Use client_certificate_ids, which takes several.",
			Optional:            true, Computed: true, Validators: certificate,
		},
		"http3_supported": schema.BoolAttribute{
			MarkdownDescription: "Whether an HTTPS listener takes HTTP/3, too. It takes the UDP port of the same number then. Default `false`. A change replaces the listener.",
			Optional:            true, Computed: true,
			PlanModifiers: []planmodifier.Bool{boolplanmodifier.RequiresReplaceIfConfigured()},
		},
	}
}

// tlsAttributes are the TLS that an HTTPS listener takes.
func tlsAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"tls_support_versions": schema.SetAttribute{
			MarkdownDescription: "Versions of TLS that an HTTPS listener takes, of `TLSv1`, `TLSv1.1`, `TLSv1.2` and `TLSv1.3`. The service's default is all of them. The proxy has to support the choice.",
			ElementType:         types.StringType, Optional: true, Computed: true,
			Validators: []validator.Set{setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(providerdata.OneOf(allVersions...))},
		},
		"tls_ciphers": schema.StringAttribute{
			MarkdownDescription: "Ciphers that an HTTPS listener takes: `GAAP_TLS_CIPHERS_STRICT`, `GAAP_TLS_CIPHERS_GENERAL` or `GAAP_TLS_CIPHERS_WIDE`, the service's default.",
			Optional:            true, Computed: true,
			Validators: []validator.String{providerdata.OneOf("GAAP_TLS_CIPHERS_STRICT", "GAAP_TLS_CIPHERS_GENERAL", anyCiphers)},
		},
	}
}

// What a listener takes unless it is told otherwise.
var allVersions = []string{"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"}

const anyCiphers = "GAAP_TLS_CIPHERS_WIDE"
