package gaapapi

import (
	"context"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// CreateDNSRecord orders a record of a unified domain: CREATING, then RUNNING. The
// answer has no id, and there is no ClientToken: the domain, the countries and the
// proxies tell what became of it. So it is not sent again after an answer that is
// lost.
func (c *Client) CreateDNSRecord(ctx context.Context, domainID string, countries, proxyIDs []string) error {
	req := gaap.NewCreateGlobalDomainDnsRequest()
	req.DomainId, req.NationCountryInnerCodes, req.ProxyIdList = &domainID, pointers(countries), pointers(proxyIDs)
	return c.writeDNSRecord(ctx, wire.CreatesEachTime, req, gaap.NewCreateGlobalDomainDnsResponse(), globalClass)
}

// ModifyDNSRecord gives a record these countries and proxies, and no others:
// MODIFYING, then RUNNING.
func (c *Client) ModifyDNSRecord(ctx context.Context, domainID string, number uint64, countries, proxyIDs []string) error {
	req := gaap.NewModifyGlobalDomainDnsRequest()
	req.DomainId, req.DnsRecordId, req.NationCountryInnerCodes, req.ProxyIdList = &domainID, &number, pointers(countries), pointers(proxyIDs)
	return c.writeDNSRecord(ctx, wire.Idempotent, req, gaap.NewModifyGlobalDomainDnsResponse(), globalClass)
}

// DeleteDNSRecord deletes a record: DESTROYING, then gone. The error's class is
// [wire.Gone] if there is no such record, and [wire.Busy] if it is refused: that may
// be because the service is at a change of the record, or at its deletion already.
func (c *Client) DeleteDNSRecord(ctx context.Context, number uint64) error {
	req := gaap.NewDeleteGlobalDomainDnsRequest()
	req.DnsRecordId = &number
	return c.writeDNSRecord(ctx, wire.Removes, req, gaap.NewDeleteGlobalDomainDnsResponse(), func(code, message string) wire.Class {
		if class := globalClass(code, message); class != wire.OK || code != "FailedOperation" {
			return class
		}
		return wire.Busy
	})
}

// writeDNSRecord sends a write. It makes later reads of records, and of how many
// proxies a domain has, fresh.
func (c *Client) writeDNSRecord(ctx context.Context, effect wire.Effect, req wire.Request, resp wire.Response, class func(code, message string) wire.Class) error {
	c.dnsRecords.noteWrite()
	c.globalDomains.refresh.Drop()
	_, err := c.Call(ctx, effect, req, resp, nil, wire.Classify(class))
	return err
}
