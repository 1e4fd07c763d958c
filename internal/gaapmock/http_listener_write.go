package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// Assumption: it works without ProxyId, and below groups, as the official
// provider has it.
func modifyHTTPListenerAttribute(c *call, in *gaap.ModifyHTTPListenerAttributeRequestParams) (any, *apiError) {
	l, _, err := c.writable(*in.ListenerId, in.ProxyId, nil, codeListenerStatus, "HTTP")
	if err != nil {
		return nil, err
	}
	l.Name = *in.ListenerName
	return c.changeHTTP(l)
}

const codeListenerStatus = "FailedOperation.ListenerStatusError"

// Assumption: as for HTTP; what is omitted stays.
func modifyHTTPSListenerAttribute(c *call, in *gaap.ModifyHTTPSListenerAttributeRequestParams) (any, *apiError) {
	l, _, err := c.writable(*in.ListenerId, in.ProxyId, nil, codeListenerStatus, "HTTPS")
	if err != nil {
		return nil, err
	}
	clients, given, err := c.clientCertificates(in.ClientCertificateId, in.PolyClientCertificateIds)
	if err != nil {
		return nil, err
	}
	old := append(slices.Concat(l.ReplacedCertificateIDs, l.ClientCertificateIDs), l.CertificateID)
	if given {
		l.ClientCertificateIDs = clients
	}
	for _, f := range []struct{ into, from *string }{
		{&l.Name, in.ListenerName}, {&l.ForwardProtocol, in.ForwardProtocol}, {&l.CertificateID, in.CertificateId},
	} {
		if f.from != nil {
			*f.into = *f.from
		}
	}
	if err := c.checkHTTPS(l); err != nil {
		return nil, err
	}
	l.ReplacedCertificateIDs = old
	return c.changeHTTP(l)
}

// changeHTTP stores a listener with new values, which show at once.
func (c *call) changeHTTP(l Listener) (any, *apiError) {
	if err := c.opts.checkLongName("ListenerName", l.Name); err != nil {
		return nil, err
	}
	l.Status = StatusModifying
	c.beginListener(l, c.opts.Listener.ModifyDuration)
	return none{}, nil
}

const tlsWide = "GAAP_TLS_CIPHERS_WIDE"

func tlsVersions() []string { return []string{"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"} }

func setTLSVersion(c *call, in *gaap.SetTlsVersionRequestParams) (any, *apiError) {
	l, on, err := c.writable(*in.ListenerId, nil, nil, codeHasTask, "HTTPS")
	if err != nil {
		return nil, err
	}
	if err := checkTLS(vals(in.TLSSupportVersion), *in.TLSCiphers); err != nil {
		return nil, err
	}
	if on.noTLSChoice {
		code := "UnsupportedOperation"
		if c.opts.Layer7.NoTLSChoiceFailed {
			code = "FailedOperation"
		}
		return nil, errorf(code, "The proxy does not support the choice of TLS versions.")
	}
	l.TLSVersions, l.TLSCiphers = vals(in.TLSSupportVersion), *in.TLSCiphers
	return c.changeHTTP(l)
}

// checkTLS refuses versions and suites that there are not.
//
// Assumption: a version twice is InvalidParameterValue, none at all MissingParameter.
func checkTLS(versions []string, ciphers string) *apiError {
	if len(versions) == 0 {
		return missing("TLSSupportVersion")
	}
	for i, v := range versions {
		if !slices.Contains(tlsVersions(), v) || slices.Contains(versions[:i], v) {
			return invalidValue("TLSSupportVersion")
		}
	}
	if !slices.Contains([]string{"GAAP_TLS_CIPHERS_STRICT", "GAAP_TLS_CIPHERS_GENERAL", tlsWide}, ciphers) {
		return invalidValue("TLSCiphers")
	}
	return nil
}

// tlsShown spells versions as they read.
func (o *Options) tlsShown(versions []string) []string {
	out := append([]string{}, versions...)
	for i, v := range out {
		if v == "TLSv1" && o.Layer7.TLSNumbered {
			out[i] = "TLSv1.0"
		}
	}
	return out
}

// addHTTPSInfo adds what HTTPSListener has beside HTTPListener.
func (c *call) addHTTPSInfo(l Listener, info map[string]any) {
	first := firstOrNull(l.ClientCertificateIDs)
	var clients any
	if len(l.ClientCertificateIDs) > 0 || c.opts.Layer7.NoClientEmpty {
		clients = c.aliasedList(l.ClientCertificateIDs)
	}
	for name, value := range map[string]any{
		"CertificateId": l.CertificateID, "CertificateAlias": c.certificateAlias(l.CertificateID),
		"ForwardProtocol": l.ForwardProtocol, "AuthType": l.AuthType, "Http3Supported": l.HTTP3,
		"ClientCertificateId": first, "ClientCertificateAlias": c.certificateAlias(first), "PolyClientCertificateAliasInfo": clients,
		"TLSSupportVersion": c.opts.tlsShown(l.TLSVersions), "TLSCiphers": l.TLSCiphers,
	} {
		info[name] = value
	}
}
