package proxy

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"hash"
	"maps"
	"slices"
	"strconv"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
)

// maxTokenLength is the most ASCII characters that the service accepts as a ClientToken.
const maxTokenLength = 64

// tokenPrefix shows in logs of the service where a token comes from.
const tokenPrefix = "tfgaap-"

// tokenVersion is part of what is hashed. Raising it changes the token of every
// proxy that is planned but not created yet.
const tokenVersion = "gaap ClientToken 1"

var tokenEncoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// DeriveToken derives the ClientToken of a CreateProxy call from what the call
// asks for: 59 lower-case letters, digits and one hyphen. Equal requests have
// equal tokens, in every process and at every time, so a request that is planned,
// applied, lost and applied again is the same request to the service. scope tells
// apart requests that are equal but meant to be two.
func DeriveToken(scope string, in gaapapi.CreateProxyInput) string {
	e := tokenEncoder{sha256.New()}
	e.write("version", tokenVersion)
	e.write("scope", scope)
	e.write("ProjectId", strconv.FormatInt(in.ProjectID, 10))
	e.write("ProxyName", in.Name)
	e.write("AccessRegion", in.AccessRegion)
	e.write("RealServerRegion", in.RealServerRegion)
	e.write("Bandwidth", strconv.FormatInt(in.Bandwidth, 10))
	e.write("Concurrent", strconv.FormatInt(in.Concurrent, 10))
	e.write("GroupId", in.GroupID)
	for _, key := range slices.Sorted(maps.Keys(in.Tags)) {
		e.write("TagKey", key)
		e.write("TagValue", in.Tags[key])
	}
	e.write("ClonedProxyId", in.ClonedProxyID)
	if in.BillingType != nil {
		e.write("BillingType", strconv.FormatInt(*in.BillingType, 10))
	}
	e.write("IPAddressVersion", in.IPAddressVersion)
	e.write("NetworkType", in.NetworkType)
	e.write("PackageType", in.PackageType)
	return e.token()
}

// tokenEncoder hashes fields so that no two lists of fields look the same.
type tokenEncoder struct{ hash hash.Hash }

func (e tokenEncoder) write(name, value string) {
	_, _ = fmt.Fprintf(e.hash, "%s %d:%s\n", name, len(value), value) // a hash never fails
}

func (e tokenEncoder) token() string {
	return tokenPrefix + tokenEncoding.EncodeToString(e.hash.Sum(nil))
}
