package gaapmock

import (
	"slices"
	"time"
)

// certificateSlot is a place for a certificate: the type of those that fit.
type certificateSlot int64

const (
	slotBasicAuth  certificateSlot = CertificateBasic
	slotClient     certificateSlot = CertificateClient
	slotServer     certificateSlot = CertificateServer
	slotRealServer certificateSlot = CertificateRealServer
	slotProxy      certificateSlot = CertificateProxy
)

// usableCertificate says whether the certificate of an id can be put into a slot.
func (c *call) usableCertificate(id string, slot certificateSlot) bool {
	certificate, ok := c.store.Certificates.current(c.now).get(id)
	return ok && (c.opts.Certificate.WrongTypeTaken || certificate.Type == int64(slot))
}

// certificateAlias is the alias that is shown beside an id; null beside null.
//
// Assumption: beside `default` it is `default`.
func (c *call) certificateAlias(id any) any {
	text, _ := id.(string)
	if certificate, ok := c.store.Certificates.current(c.now).get(text); ok {
		return certificate.Name
	}
	return id
}

// checkMatch refuses a certificate that is not for the domain that it serves.
//
// Assumption: a domain that uses what its listener has is checked like others.
// What is not known here, see AddListener, fits.
func (c *call) checkMatch(d Domain, l Listener) *apiError {
	id := d.CertificateID
	if id == defaultCertificate {
		id = l.CertificateID
	}
	certificate, known := c.store.Certificates.current(c.now).get(id)
	if !known || !c.opts.Layer7.CertificateMatched || certificate.covers(d.Name) {
		return nil
	}
	return errorf("InvalidParameterValue.CertificateNotMatchDomain", "The certificate `%s` is not for `%s`.", id, d.Name)
}

// covers says whether a certificate is for a domain.
//
// Assumption: the common name counts beside the names for servers.
func (c Certificate) covers(domain string) bool {
	leaf := c.leaf()
	return leaf != nil && (leaf.Subject.CommonName == domain || leaf.VerifyHostname(domain) == nil)
}

// certificateUsers are the ids of the listeners and domains that use a certificate. One
// that a listener has given up is used until the change is over.
func (st *store) certificateUsers(o *Options, id string, now time.Time) []string {
	users := []string{}
	for _, l := range st.Listeners.current(now).list() {
		replaced := !o.Layer7.ReplacedFreeAtOnce && slices.Contains(l.ReplacedCertificateIDs, id) && st.Listeners.isBusy(l, now)
		if l.CertificateID == id || slices.Contains(l.ClientCertificateIDs, id) || replaced {
			users = append(users, l.ID)
		}
	}
	for _, d := range st.Domains.current(now).list() {
		if slices.Contains(append(slices.Concat(d.ClientCertificateIDs, d.RealServerCertificateIDs), d.CertificateID, d.BasicAuthID, d.GaapCertificateID), id) {
			users = append(users, d.ID)
		}
	}
	return users
}

// aliased is CertificateAliasInfo
type aliased struct {
	CertificateID    string `json:"CertificateId"`
	CertificateAlias any    `json:"CertificateAlias"`
}

func (c *call) aliasedList(ids []string) []aliased {
	list := []aliased{}
	for _, id := range ids {
		list = append(list, aliased{id, c.certificateAlias(id)})
	}
	return list
}

// firstOrNull is the one that the older field for a single id shows.
func firstOrNull(ids []string) any {
	if len(ids) == 0 {
		return nil
	}
	return ids[0]
}
