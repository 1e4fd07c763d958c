package gaapmock

import gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

// Assumption: it is for HTTPS listeners; a switch that is on needs its
// certificate (MissingParameter); ids are kept when a switch is off; TLS
// versions and suites come together, and stay when they are omitted.
func setAuthentication(c *call, in *gaap.SetAuthenticationRequestParams) (any, *apiError) {
	l, d, err := c.writableDomain(*in.ListenerId, *in.Domain, true, "HTTPS")
	if err != nil {
		return nil, err
	}
	for _, f := range []struct {
		name string
		in   *int64
		into *int64
	}{{"BasicAuth", in.BasicAuth, &d.BasicAuth}, {"GaapAuth", in.GaapAuth, &d.GaapAuth}, {"RealServerAuth", in.RealServerAuth, &d.RealServerAuth}} {
		if !isFlag(f.in) {
			return nil, invalidValue(f.name)
		}
		if f.in != nil || !c.opts.Layer7.OmittedSwitchKept {
			*f.into = val(f.in)
		}
	}
	if err := c.setAuthIDs(&d, in); err != nil {
		return nil, err
	}
	if (d.GaapAuth == 1 || d.RealServerAuth == 1) && l.ForwardProtocol != "HTTPS" {
		return nil, errorf("InvalidParameterValue", "GaapAuth and RealServerAuth need the ForwardProtocol HTTPS.")
	}
	if len(in.TLSSupportVersion) > 0 || val(in.TLSCiphers) != "" {
		if err := checkTLS(vals(in.TLSSupportVersion), val(in.TLSCiphers)); err != nil {
			return nil, err
		}
		d.TLSVersions, d.TLSCiphers = vals(in.TLSSupportVersion), *in.TLSCiphers
	}
	c.beginDomain(d)
	return none{}, nil
}

// setAuthIDs changes the certificates that are given, and wants those that the
// switches need.
func (c *call) setAuthIDs(d *Domain, in *gaap.SetAuthenticationRequestParams) *apiError {
	servers := vals(in.PolyRealServerCertificateIds)
	switch single := val(in.RealServerCertificateId); {
	case single != "" && len(servers) > 0 && !c.opts.Layer7.BothClientsTaken:
		return errorf("InvalidParameter", "RealServerCertificateId and PolyRealServerCertificateIds exclude each other.")
	case single != "" && len(servers) == 0:
		servers = []string{single}
	}
	for _, id := range servers {
		if !c.usableCertificate(id, slotRealServer) {
			return errorf(codeCertificateID, "The certificate `%s` cannot be used.", id)
		}
	}
	if len(servers) > 0 {
		d.RealServerCertificateIDs = servers
	}
	for _, f := range []struct {
		id   string
		slot certificateSlot
		into *string
	}{{val(in.BasicAuthConfId), slotBasicAuth, &d.BasicAuthID}, {val(in.GaapCertificateId), slotProxy, &d.GaapCertificateID}} {
		switch {
		case f.id == "":
		case !c.usableCertificate(f.id, f.slot):
			return errorf(codeCertificateID, "The certificate `%s` cannot be used.", f.id)
		default:
			*f.into = f.id
		}
	}
	if in.RealServerCertificateDomain != nil {
		d.RealServerDomain = *in.RealServerCertificateDomain
	}
	switch {
	case d.BasicAuth == 1 && d.BasicAuthID == "":
		return missing("BasicAuthConfId")
	case d.GaapAuth == 1 && d.GaapCertificateID == "":
		return missing("GaapCertificateId")
	case d.RealServerAuth == 1 && len(d.RealServerCertificateIDs) == 0:
		return missing("PolyRealServerCertificateIds")
	}
	return nil
}
