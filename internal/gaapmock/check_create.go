package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

type checkFlag struct {
	CheckFlag int `json:"CheckFlag"` // 1 can be created, 0 cannot
}

// Assumption: a size that no pair ever has is an error, a size or feature that
// this pair does not have is CheckFlag 0. GroupId is not looked at.
func checkProxyCreate(_ *call, in *gaap.CheckProxyCreateRequestParams) (any, *apiError) {
	f := newFeatures(in.IPAddressVersion, in.NetworkType, in.PackageType)
	if err := f.checkEnums("normal", "cn2"); err != nil {
		return nil, err
	}
	if val(in.Http3Supported) != 0 && val(in.Http3Supported) != 1 {
		return nil, invalidValue("Http3Supported")
	}
	access, origin, err := wantedPair(val(in.AccessRegion), val(in.RealServerRegion), *in.Bandwidth, *in.Concurrent)
	if err != nil {
		return nil, err
	}
	p, ok := findPair(access, origin)
	if !ok || !f.isSupportedBy(access) || p.checkSize(*in.Bandwidth, *in.Concurrent) != nil {
		return checkFlag{0}, nil
	}
	return checkFlag{1}, nil
}

// wantedPair looks up what somebody wants to know about: two regions, and a size
// that some pair has.
func wantedPair(accessID, originID string, bandwidth, concurrent uint64) (access, origin region, err *apiError) {
	access, ok := findRegion(accessID)
	if !ok {
		return access, origin, errorf("InvalidParameterValue.UnknownAccessRegion", "Unknown access region `%s`.", accessID)
	}
	origin, ok = findRegion(originID)
	if !ok {
		return access, origin, errorf("InvalidParameterValue.UnknownDestRegion", "Unknown origin region `%s`.", originID)
	}
	widest := pair{standardBandwidths(), standardConcurrents(), whitelistedBandwidths()}
	return access, origin, widest.checkSize(bandwidth, concurrent)
}

// checkSize refuses what the pair does not offer.
func (p pair) checkSize(bandwidth, concurrent uint64) *apiError {
	if !p.hasBandwidth(bandwidth) {
		return errorf("InvalidParameterValue.InvalidBandwidth", "The bandwidth %d is not one of those offered.", bandwidth)
	}
	if !p.hasConcurrent(concurrent) {
		return errorf("InvalidParameterValue.InvalidConcurrency", "The concurrency %d is not one of those offered.", concurrent)
	}
	return nil
}
