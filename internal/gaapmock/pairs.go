package gaapmock

import "slices"

// pair is an access region with an origin region, and what can be ordered there.
type pair struct {
	bandwidths  []int64 // Mbps
	concurrents []int64 // units of 10,000 connections
	unlisted    []int64 // further bandwidths that are accepted but not listed
}

// findPair says what a pair offers; ok is false if there is no connection.
//
// Assumption: a region may accelerate to itself, and all listed pairs offer the
// same but for the one that Tencent's example shows shorter.
func findPair(access, origin region) (p pair, ok bool) {
	if access.id == "Taipei" && origin.mainland() || origin.id == "Taipei" && access.mainland() {
		return pair{}, false
	}
	p = pair{bandwidths: standardBandwidths(), concurrents: standardConcurrents()}
	if access.id == "Chongqing" && origin.id == "Hongkong" {
		p.concurrents = []int64{2, 5, 10, 20, 30}
	}
	if access.id == "Hongkong" && origin.id == "Shanghai" {
		// Stands for sizes that Tencent unlocks for single accounts.
		p.unlisted = whitelistedBandwidths()
	}
	return p, true
}

func standardBandwidths() []int64    { return []int64{10, 20, 50, 100, 200, 500, 1000} }
func whitelistedBandwidths() []int64 { return []int64{2000, 5000} }
func standardConcurrents() []int64   { return []int64{2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100} }

func (p pair) hasBandwidth(n uint64) bool {
	return contains(p.bandwidths, n) || contains(p.unlisted, n)
}

func (p pair) hasConcurrent(n uint64) bool { return contains(p.concurrents, n) }

func contains(list []int64, n uint64) bool {
	return slices.ContainsFunc(list, func(v int64) bool { return uint64(v) == n }) //nolint:gosec // sizes are positive
}

// features are the wishes that a region may not fulfil.
type features struct {
	ipVersion, network, pack string
}

// newFeatures fills the documented defaults in.
//
// Assumption: they are also the defaults of CreateProxy, whose page states none
// for network and package.
func newFeatures(ipVersion, network, pack *string) features {
	f := features{val(ipVersion), val(network), val(pack)}
	setDefault(&f.ipVersion, "IPv4")
	setDefault(&f.network, "normal")
	setDefault(&f.pack, "Thunder")
	return f
}

// checkEnums refuses values that no region knows.
func (f features) checkEnums(networks ...string) *apiError {
	for _, e := range []struct {
		name, value string
		allowed     []string
	}{
		{"IPAddressVersion", f.ipVersion, []string{"IPv4", "IPv6"}},
		{"NetworkType", f.network, networks},
		{"PackageType", f.pack, []string{"Thunder", "Accelerator", "CrossBorder"}},
	} {
		if !slices.Contains(e.allowed, e.value) {
			return invalidValue(e.name)
		}
	}
	return nil
}

// isSupportedBy applies the pair rules of the API.
func (f features) isSupportedBy(access region) bool {
	switch {
	case f.ipVersion == "IPv6" && !access.mainland():
		return false
	case f.network == "cn2" && access.id != "Hongkong":
		return false
	case f.network == "triple" && !access.mainland():
		return false
	}
	return true
}

// bitmap is the FeatureBitmap of a proxy.
func (f features) bitmap() int64 {
	bits := int64(featureL4 | featureL7)
	if f.ipVersion == "IPv6" {
		bits |= featureIPv6
	} else {
		bits |= featureHTTP3
	}
	switch f.network {
	case "cn2":
		bits |= featureCN2
	case "triple":
		bits |= featureTriple
	}
	return bits
}

func invalidValue(name string) *apiError {
	return errorf("InvalidParameterValue", "The value of the parameter `%s` is not valid.", name)
}
