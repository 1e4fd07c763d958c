package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

const maxDomains = 100

func httpProtocols() []string { return []string{"HTTP", "HTTPS"} }

// absentError is the answer to a write for what is not there.
func (c *call) absentError(kind, id string) *apiError {
	if c.opts.Layer7.UnknownInvalidValue {
		return errorf("InvalidParameterValue", "The %s `%s` is not found.", kind, id)
	}
	return errorf("ResourceNotFound", "The %s `%s` is not found.", kind, id)
}

// aboveDomains finds the listener that a write below it is for.
func (c *call) aboveDomains(id string, version3 bool, protocols ...string) (Listener, *apiError) {
	l, on, err := c.writable(id, nil, nil, codeHasTask, protocols...)
	if err == nil && version3 && on.version != "3.0" {
		err = errorf("FailedOperation.ProxyVersionNotSupport", "The proxy is not of version 3.0.")
	}
	return l, err
}

// writableDomain finds the domain that a write is for.
func (c *call) writableDomain(listenerID, name string, version3 bool, protocols ...string) (l Listener, d Domain, err *apiError) {
	if l, err = c.aboveDomains(listenerID, version3, protocols...); err != nil {
		return l, d, err
	}
	d, ok := c.store.domain(listenerID, name, c.now)
	if !ok {
		return l, d, c.absentError("domain", name)
	}
	return l, d, c.checkNotBusy(d)
}

// checkNotBusy refuses a write on a domain, or below it, that is being deleted,
// or changed unless writes queue.
func (c *call) checkNotBusy(d Domain) *apiError {
	if d.Status == StatusRunning || d.Status == StatusModifying && c.opts.Listener.Lock == LockQueue {
		return nil
	}
	return errorf("FailedOperation.DomainStatusNotInRunning", "The domain `%s` is being changed.", d.Name)
}

// beginDomain puts a domain on its way to RUNNING.
func (c *call) beginDomain(d Domain) {
	d.Status = StatusModifying
	c.store.Domains.begin(c, d, step{c.ends(d.ListenerID, c.opts.Layer7.DomainDuration), StatusRunning})
}

// Assumption: certificates are InvalidParameterValue on HTTP listeners, unless
// they are `default`, and client certificates with AuthType 0; a domain needs
// no HTTP3 of its listener; the 101st is FailedOperation.
func createDomain(c *call, in *gaap.CreateDomainRequestParams) (any, *apiError) {
	l, err := c.aboveDomains(*in.ListenerId, true, httpProtocols()...)
	if err != nil {
		return nil, err
	}
	if !isFlag(in.Http3Supported) {
		return nil, invalidValue("Http3Supported")
	}
	d := Domain{ListenerID: l.ID, Name: *in.Domain, HTTP3: val(in.Http3Supported), Default: val(in.IsDefaultServer)}
	d = d.fill(c.store, c.now)
	if err := c.setCertificates(&d, l, in.CertificateId, in.ClientCertificateId, in.PolyClientCertificateIds); err != nil {
		return nil, err
	}
	if err := c.checkDomain(d, l); err != nil {
		return nil, err
	}
	if len(c.store.domainsOf(l.ID, c.now)) >= maxDomains {
		return nil, errorf("FailedOperation", "A listener has up to %d domains.", maxDomains)
	}
	c.moveDefault(d)
	c.makeDomain(d)
	return none{}, nil
}

func (c *call) makeDomain(d Domain) (id string) {
	d.ID = c.store.Domains.newID(c.store.Seed)
	c.beginDomain(d)
	return d.ID
}

// checkDomain refuses a name that cannot be had, or has no certificate, and a
// second default server.
func (c *call) checkDomain(d Domain, l Listener) *apiError {
	if !domainName.MatchString(d.Name) {
		return invalidValue("Domain")
	}
	if other, ok := c.store.domain(d.ListenerID, d.Name, c.now); ok && other.ID != d.ID {
		return errorf("FailedOperation.DomainAlreadyExisted", "The domain `%s` is in use under the listener.", d.Name)
	}
	if d.Default && c.opts.Layer7.SecondDefaultRefused && len(c.otherDefaults(d)) > 0 {
		return errorf("FailedOperation", "The listener has a default server.")
	}
	return c.checkMatch(d, l)
}

func (c *call) otherDefaults(d Domain) []Domain {
	return c.store.Domains.current(c.now).where(func(o Domain) bool { return o.ListenerID == d.ListenerID && o.ID != d.ID && o.Default })
}

// moveDefault takes the default server away from others.
func (c *call) moveDefault(d Domain) {
	if !d.Default {
		return
	}
	for _, other := range c.otherDefaults(d) {
		other.Default = false
		c.store.Domains.edit(c, other)
	}
}

// setCertificates changes the certificates that are given; the rest stays.
func (c *call) setCertificates(d *Domain, l Listener, server, client *string, poly []*string) *apiError {
	clients, given, err := c.clientCertificates(client, poly)
	if err != nil {
		return err
	}
	inherited := slices.Equal(clients, []string{defaultCertificate})
	switch id := val(server); {
	case id == "":
	case id == defaultCertificate:
		d.CertificateID = id
	case l.Protocol == "HTTP":
		return invalidValue("CertificateId")
	case !c.usableCertificate(id, slotServer):
		return errorf(codeCertificateID, "The certificate `%s` cannot be used.", id)
	default:
		d.CertificateID = id
	}
	switch {
	case !given:
		return nil
	case !inherited && l.AuthType == 0:
		return invalidValue("PolyClientCertificateIds")
	case !inherited:
		if err := c.checkClients(clients); err != nil {
			return err
		}
	}
	d.ClientCertificateIDs = clients
	return nil
}

// Assumption: certificates that are given need a proxy of version 3.0.
func modifyDomain(c *call, in *gaap.ModifyDomainRequestParams) (any, *apiError) {
	certificates := in.CertificateId != nil || in.ClientCertificateId != nil || len(in.PolyClientCertificateIds) > 0
	l, d, err := c.writableDomain(*in.ListenerId, *in.OldDomain, certificates, httpProtocols()...)
	if err != nil {
		return nil, err
	}
	d.Name = *in.NewDomain
	if in.IsDefaultServer != nil || c.opts.Layer7.OmittedDefaultReset {
		d.Default = val(in.IsDefaultServer)
	}
	if err := c.setCertificates(&d, l, in.CertificateId, in.ClientCertificateId, in.PolyClientCertificateIds); err != nil {
		return nil, err
	}
	if err := c.checkDomain(d, l); err != nil {
		return nil, err
	}
	c.moveDefault(d)
	c.beginDomain(d)
	return none{}, nil
}

func modifyCertificate(c *call, in *gaap.ModifyCertificateRequestParams) (any, *apiError) {
	l, d, err := c.writableDomain(*in.ListenerId, *in.Domain, true, "HTTPS")
	if err != nil {
		return nil, err
	}
	if c.opts.Layer7.OmittedClientsReset {
		d.ClientCertificateIDs = []string{defaultCertificate}
	}
	if err := c.setCertificates(&d, l, in.CertificateId, in.ClientCertificateId, in.PolyClientCertificateIds); err != nil {
		return nil, err
	}
	if err := c.checkMatch(d, l); err != nil {
		return nil, err
	}
	c.beginDomain(d)
	return none{}, nil
}

func deleteDomain(c *call, in *gaap.DeleteDomainRequestParams) (any, *apiError) {
	if *in.Force > 1 {
		return nil, invalidValue("Force")
	}
	_, d, err := c.writableDomain(*in.ListenerId, *in.Domain, false, httpProtocols()...)
	if err != nil {
		return nil, err
	}
	bound := slices.ContainsFunc(c.store.rulesOf(d.ID, c.now), func(r Rule) bool { return len(r.RealServers) > 0 })
	if *in.Force == 0 && bound {
		return nil, errorf(codeBound, "The domain `%s` has origin servers bound.", d.Name)
	}
	c.destroyTree(c.store.treeOf([]Domain{d}, c.now), c.ends(d.ListenerID, c.opts.Layer7.DomainDeleteDuration))
	return none{}, nil
}
