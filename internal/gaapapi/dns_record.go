package gaapapi

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// The statuses of a DNS record, for which the service has numbers.
//
// Assumption: 0, which is not documented, but shown beside an empty list of proxies,
// is a record that has lost its proxies.
const (
	DNSRecordEmpty     = "EMPTY"
	DNSRecordRunning   = "RUNNING"
	DNSRecordCreating  = "CREATING"
	DNSRecordModifying = "MODIFYING"
	DNSRecordDeleting  = "DESTROYING"
)

var dnsWords = map[int64]string{0: DNSRecordEmpty, 1: DNSRecordRunning, 2: DNSRecordCreating, 3: DNSRecordModifying, 4: DNSRecordDeleting}

// DNSRecord is a record of a unified domain, as DescribeGlobalDomainDns shows it
// (type GlobalDns, https://cloud.tencent.com/document/api/608/79563): clients from
// one of the countries get one of the proxies.
type DNSRecord struct {
	DomainID  string
	Number    uint64   // what the service calls it by
	Countries []string // codes, sorted
	ProxyIDs  []string // sorted
	Status    string
}

// ID is the id of a record: the service has a number only, and finds records by
// their domain.
func (r DNSRecord) ID() string { return r.DomainID + "#" + strconv.FormatUint(r.Number, 10) }

func newDNSRecord(domainID string, info gaap.GlobalDns) (DNSRecord, error) {
	r := DNSRecord{DomainID: domainID, Number: value(info.DnsRecordId)}
	if r.Number == 0 {
		return DNSRecord{}, errors.New("the answer lacks the id of a DNS record")
	}
	if info.Status == nil {
		return DNSRecord{}, fmt.Errorf("the answer lacks the status of DNS record %d", r.Number)
	}
	r.Status = statusWord(dnsWords, *info.Status)
	for _, country := range values(info.CountryAreaList) {
		code := word(country.NationCountryInnerCode)
		if code == "" {
			return DNSRecord{}, fmt.Errorf("the answer lacks a country of DNS record %d", r.Number)
		}
		r.Countries = append(r.Countries, code)
	}
	for _, access := range values(info.AccessList) {
		id := value(access.ProxyId)
		if err := wire.CheckID("proxy", id); err != nil {
			return DNSRecord{}, err
		}
		r.ProxyIDs = append(r.ProxyIDs, id)
	}
	slices.Sort(r.Countries)
	slices.Sort(r.ProxyIDs)
	return r, nil
}

// dnsReads are the reads of DNS records that are shared: one call shows all of a
// domain.
type dnsReads struct {
	lists     *wire.SharedLists[string, DNSRecord]
	refreshed *wire.Memo[string, []DNSRecord] // until this process writes for the first time
	snapshots *wire.Snapshots[string, DNSRecord]
	written   *atomic.Bool
}

func newDNSReads(c *Client) dnsReads {
	lists := wire.NewSharedLists(c.Client, "DescribeGlobalDomainDns", c.describeDNSRecords)
	return dnsReads{
		lists:     lists,
		refreshed: wire.NewMemo("DescribeGlobalDomainDns", lists.Get),
		snapshots: wire.NewSnapshots(c.Client, "DescribeGlobalDomainDns", lists.Get),
		written:   new(atomic.Bool),
	}
}

// noteWrite notes that records are going to be written.
func (r *dnsReads) noteWrite() { r.written.Store(true) }

// DNSRecordsNow are the records of a unified domain after this moment, in a call
// that is shared with others who ask now. The error's class is [wire.Gone] if there
// is no such domain.
func (c *Client) DNSRecordsNow(ctx context.Context, domainID string) ([]DNSRecord, error) {
	return c.dnsRecords.lists.Get(ctx, domainID)
}

// RecentDNSRecords is [Client.DNSRecordsNow] for callers to whom an answer is good
// that is younger than so much, whatever was written meanwhile: they share it.
func (c *Client) RecentDNSRecords(ctx context.Context, domainID string, younger time.Duration) (wire.Snapshot[DNSRecord], error) {
	return c.dnsRecords.snapshots.Get(ctx, domainID, younger)
}

// DescribeDNSRecord reads one record after this moment. The error's class is
// [wire.Gone] if there is no such record, or no such domain.
func (c *Client) DescribeDNSRecord(ctx context.Context, domainID string, number uint64) (DNSRecord, error) {
	all, err := c.DNSRecordsNow(ctx, domainID)
	return dnsRecordOf(all, number, err)
}

// RefreshDNSRecord is [Client.DescribeDNSRecord] for a refresh of the state: until
// this process has written something, the records of a domain take one call.
func (c *Client) RefreshDNSRecord(ctx context.Context, domainID string, number uint64) (DNSRecord, error) {
	all, err := c.dnsRecords.refreshed.GetUntil(ctx, c.dnsRecords.written.Load, domainID)
	found, err := dnsRecordOf(all, number, err)
	if wire.ClassOf(err) == wire.Gone && !c.dnsRecords.written.Load() { // it may have been made since
		return c.DescribeDNSRecord(ctx, domainID, number)
	}
	return found, err
}

func dnsRecordOf(all []DNSRecord, number uint64, err error) (DNSRecord, error) {
	if err != nil {
		return DNSRecord{}, err
	}
	for _, r := range all {
		if r.Number == number {
			return r, nil
		}
	}
	return DNSRecord{}, wire.NotListedError("DescribeGlobalDomainDns", "", strconv.FormatUint(number, 10))
}

// describeDNSRecords sends one DescribeGlobalDomainDns call; the answer has no pages.
func (c *Client) describeDNSRecords(ctx context.Context, domainID string) ([]DNSRecord, error) {
	req := gaap.NewDescribeGlobalDomainDnsRequest()
	req.DomainId = &domainID
	resp := gaap.NewDescribeGlobalDomainDnsResponse()
	var all []DNSRecord
	_, err := c.Call(ctx, wire.ReadOnly, req, resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		all = nil
		for _, info := range values(resp.Response.GlobalDnsList) {
			r, err := newDNSRecord(domainID, info)
			if err != nil {
				return err
			}
			all = append(all, r)
		}
		slices.SortFunc(all, func(a, b DNSRecord) int { return cmp.Compare(a.Number, b.Number) })
		return wire.NoContradiction("DNS record", all, DNSRecord.ID)
	}, wire.Classify(globalClass))
	return all, err
}
