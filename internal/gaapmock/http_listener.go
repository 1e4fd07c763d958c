package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

func createHTTPListener(c *call, in *gaap.CreateHTTPListenerRequestParams) (any, *apiError) {
	return c.createHTTP(Listener{Protocol: "HTTP", Name: *in.ListenerName, ProxyID: val(in.ProxyId), GroupID: val(in.GroupId)}, *in.Port)
}

// Assumption: client certificates are InvalidParameterValue with AuthType 0; an
// HTTP3 listener needs no feature of its proxy.
func createHTTPSListener(c *call, in *gaap.CreateHTTPSListenerRequestParams) (any, *apiError) {
	l := Listener{
		Protocol: "HTTPS", Name: *in.ListenerName, ProxyID: val(in.ProxyId), GroupID: val(in.GroupId),
		ForwardProtocol: *in.ForwardProtocol, CertificateID: *in.CertificateId, HTTP3: val(in.Http3Supported),
		TLSVersions: tlsVersions(), TLSCiphers: tlsWide,
	}
	if val(in.AuthType) > 1 {
		return nil, invalidValue("AuthType")
	}
	l.AuthType = int64(val(in.AuthType)) //nolint:gosec // checked: 0 or 1
	if !isFlag(in.Http3Supported) {
		return nil, invalidValue("Http3Supported")
	}
	clients, _, err := c.clientCertificates(in.ClientCertificateId, in.PolyClientCertificateIds)
	if err != nil {
		return nil, err
	}
	l.ClientCertificateIDs = clients
	if err := c.checkHTTPS(l); err != nil {
		return nil, err
	}
	return c.createHTTP(l, *in.Port)
}

// createHTTP is CreateHTTPListener and CreateHTTPSListener.
//
// Assumption: they are UnsupportedOperation on IPv6 proxies and groups.
func (c *call) createHTTP(l Listener, port uint64) (any, *apiError) {
	if err := c.checkParents(&l.ProxyID, &l.GroupID, false); err != nil {
		return nil, err
	}
	on := c.parentOf(l.ProxyID, l.GroupID)
	if !on.found {
		return nil, c.noParent(l)
	}
	if err := c.opts.checkLongName("ListenerName", l.Name); err != nil {
		return nil, err
	}
	if err := c.checkBatch([]uint64{port}, nil, on); err != nil {
		return nil, err
	}
	if on.ipVersion == "IPv6" {
		return nil, errorf("UnsupportedOperation", "IPv6 has no %s listeners.", l.Protocol)
	}
	code := "FailedOperation.ProxyStatusNotInRuning"
	if c.opts.Listener.InstanceStatusOnly {
		code = codeNotRunning
	}
	if err := c.checkRunning(on, l.GroupID, code); err != nil {
		return nil, err
	}
	if err := c.checkIdle(l, codeHasTask); err != nil {
		return nil, err
	}
	fit, err := c.freePorts(l, on, []uint64{port})
	if err != nil {
		return nil, err
	}
	l.ID, l.Port, l.Status, l.CreateTime = c.store.Listeners.newID(c.store.Seed), fit[0], StatusCreating, c.now
	c.beginListener(l, c.opts.Listener.CreateDuration)
	return map[string]string{"ListenerId": l.ID}, nil
}

// checkHTTPS refuses settings that an HTTPS listener cannot have.
func (c *call) checkHTTPS(l Listener) *apiError {
	switch {
	case !slices.Contains(forwardProtocols(), l.ForwardProtocol):
		return invalidValue("ForwardProtocol")
	case !c.usableCertificate(l.CertificateID, slotServer):
		return errorf(codeCertificateID, "The certificate `%s` cannot be used.", l.CertificateID)
	case l.AuthType == 0 && len(l.ClientCertificateIDs) > 0:
		return invalidValue("PolyClientCertificateIds")
	case l.AuthType == 1 && len(l.ClientCertificateIDs) == 0 && c.opts.Layer7.NoClientInvalid:
		return errorf("InvalidParameter", "AuthType 1 needs a client certificate.")
	case l.AuthType == 1 && len(l.ClientCertificateIDs) == 0:
		return missing("PolyClientCertificateIds")
	}
	return c.checkClients(l.ClientCertificateIDs)
}

const codeCertificateID = "InvalidParameterValue.InvalidCertificateId"

func forwardProtocols() []string { return []string{"HTTP", "HTTPS"} }

// clientCertificates reads the two parameters for client certificates; given is
// false if neither is there.
//
// Assumption: an empty id or list is the same as none.
func (c *call) clientCertificates(single *string, poly []*string) (ids []string, given bool, err *apiError) {
	switch {
	case val(single) != "" && len(poly) > 0 && !c.opts.Layer7.BothClientsTaken:
		return nil, false, errorf("InvalidParameter", "ClientCertificateId and PolyClientCertificateIds exclude each other.")
	case len(poly) > 0:
		return vals(poly), true, nil
	case val(single) != "":
		return []string{*single}, true, nil
	}
	return nil, false, nil
}

// checkClients refuses client certificates that cannot be used.
//
// Assumption: one that is there twice is InvalidParameterValue; any number will do.
func (c *call) checkClients(ids []string) *apiError {
	for i, id := range ids {
		if !c.usableCertificate(id, slotClient) {
			return errorf(codeCertificateID, "The certificate `%s` cannot be used.", id)
		}
		if slices.Contains(ids[:i], id) {
			return invalidValue("PolyClientCertificateIds")
		}
	}
	return nil
}
