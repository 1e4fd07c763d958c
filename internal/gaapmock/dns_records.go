package gaapmock

import (
	"slices"
	"strconv"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// createGlobalDomainDNS is CreateGlobalDomainDns. The answer has no id.
//
// Assumption: the status of the domain does not matter; proxies may have any
// status but DESTROYING; what is there twice counts once.
func createGlobalDomainDNS(c *call, in *gaap.CreateGlobalDomainDnsRequestParams) (any, *apiError) {
	d, err := c.globalDomain(*in.DomainId, c.store.GlobalDomains.current(c.now))
	if err != nil {
		return nil, err
	}
	r := DNSRecord{DomainID: d.ID, Status: StatusCreating, CreateTime: c.now}
	if err := c.setRecord(&r, in.ProxyIdList, in.NationCountryInnerCodes); err != nil {
		return nil, err
	}
	if len(c.store.DNSRecords.Records) >= maxAdded {
		return nil, failedOperation("There are too many records.")
	}
	r.ID = c.store.DNSRecords.newID(c.store.Seed)
	c.store.DNSRecords.begin(c, r, step{c.now.Add(c.opts.GlobalDomain.RecordDuration), StatusRunning})
	return none{}, nil
}

// setRecord puts both lists into a record; an absent one leaves what is there.
func (c *call) setRecord(r *DNSRecord, proxyIDs, codes []*string) *apiError {
	kept := c.opts.GlobalDomain.OmittedListKept
	switch {
	case len(proxyIDs) == 0 && (proxyIDs != nil || !kept || len(r.ProxyIDs) == 0):
		return missing("ProxyIdList")
	case len(codes) == 0 && (codes != nil || !kept || len(r.Countries) == 0):
		return missing("NationCountryInnerCodes")
	}
	if proxyIDs != nil {
		if err := c.setProxies(r, vals(proxyIDs)); err != nil {
			return err
		}
	}
	if codes != nil {
		return c.setCountries(r, vals(codes))
	}
	return nil
}

func (c *call) setProxies(r *DNSRecord, ids []string) *apiError {
	r.ProxyIDs = nil
	for _, id := range ids {
		p, ok := c.store.Proxies.current(c.now).get(id)
		switch {
		case !ok || p.Status == StatusDestroying:
			return failedOperation("proxy %s not exits", id)
		case p.InBanBlacklist == 1:
			return errorf("InvalidParameterValue.HitBanBlacklist", "The proxy `%s` is banned.", id)
		case !slices.Contains(r.ProxyIDs, id):
			r.ProxyIDs = append(r.ProxyIDs, id)
		}
	}
	return nil
}

// setCountries puts the countries of codes into a record.
//
// Assumption: a record that is being deleted still has its countries.
func (c *call) setCountries(r *DNSRecord, codes []string) *apiError {
	r.Countries = nil
	for _, code := range codes {
		leaves := []string{code}
		if _, ok := findCountry(code); !ok {
			leaves = countriesWithin(code)
		}
		if len(leaves) == 0 || leaves[0] != code && !c.opts.GlobalDomain.AreasExpanded {
			return failedOperation("The code `%s` is not that of a country.", code)
		}
		for _, leaf := range leaves {
			if !slices.Contains(r.Countries, leaf) {
				r.Countries = append(r.Countries, leaf)
			}
		}
	}
	taken := func(code string) bool { return slices.Contains(r.Countries, code) }
	for _, other := range c.store.recordsOf(r.DomainID, c.store.DNSRecords.current(c.now)) {
		if other.ID != r.ID && slices.ContainsFunc(other.Countries, taken) && !c.opts.GlobalDomain.CountriesShared {
			return failedOperation("Another record of the domain has one of the countries.")
		}
	}
	return nil
}

// dnsRecord finds the record that a write names.
//
// Assumption: one that is being changed is refused.
func (c *call) dnsRecord(id uint64) (DNSRecord, *apiError) {
	r, ok := c.store.DNSRecords.current(c.now).get(strconv.FormatUint(id, 10))
	switch {
	case !ok && c.opts.GlobalDomain.Unknown == UnknownNotFound:
		return r, errorf("ResourceNotFound", "dns record not exits")
	case !ok:
		return r, failedOperation("dns record not exits")
	case r.Status != StatusRunning:
		return r, failedOperation("The record %d is being changed.", id)
	}
	return r, nil
}

// Assumption: the new lists show at once; a DomainId that is not that of the
// record is an unknown domain.
func modifyGlobalDomainDNS(c *call, in *gaap.ModifyGlobalDomainDnsRequestParams) (any, *apiError) {
	r, err := c.dnsRecord(*in.DnsRecordId)
	if err != nil {
		return nil, err
	}
	if r.DomainID != *in.DomainId {
		return nil, failedOperation("domain not exits")
	}
	if err := c.setRecord(&r, in.ProxyIdList, in.NationCountryInnerCodes); err != nil {
		return nil, err
	}
	r.Status = StatusModifying
	c.store.DNSRecords.begin(c, r, step{c.now.Add(c.opts.GlobalDomain.RecordDuration), StatusRunning})
	return none{}, nil
}

func deleteGlobalDomainDNS(c *call, in *gaap.DeleteGlobalDomainDnsRequestParams) (any, *apiError) {
	r, err := c.dnsRecord(*in.DnsRecordId)
	if err != nil {
		return nil, err
	}
	r.Status = StatusDestroying
	c.store.DNSRecords.begin(c, r, step{c.now.Add(c.opts.GlobalDomain.RecordDuration), ""})
	return none{}, nil
}

// proxyAccess is ProxyAccessInfo of the API.
type proxyAccess struct {
	RegionID            string     `json:"RegionId"`
	RegionName          string     `json:"RegionName"`
	ProxyID             string     `json:"ProxyId"`
	Vip                 string     `json:"Vip"`
	VipList             []ipDetail `json:"VipList"`
	SourceRegionIdcType string     `json:"SourceRegionIdcType"`
}

// dnsRecordInfo is GlobalDns of the API.
type dnsRecordInfo struct {
	DNSRecordID     uint64        `json:"DnsRecordId"`
	CountryAreaList []countryArea `json:"CountryAreaList"`
	AccessList      []proxyAccess `json:"AccessList"`
	Status          int64         `json:"Status"` // see recordStatus
}

// proxiesOf are the proxies of a record that are there.
func (c *call) proxiesOf(r DNSRecord) []Proxy {
	found := []Proxy{}
	for _, id := range r.ProxyIDs {
		if p, ok := c.store.Proxies.asOfLag(c.now).get(id); ok {
			found = append(found, p)
		}
	}
	return found
}

// recordStatus is the number of a status.
//
// Assumption: a record that has lost its proxies reads 0, which an example shows
// beside an empty list.
func recordStatus(status string, reached int) int64 {
	if status == StatusRunning && reached == 0 {
		return 0
	}
	return map[string]int64{StatusRunning: 1, StatusCreating: 2, StatusModifying: 3, StatusDestroying: 4}[status]
}

func (c *call) newDNSRecords(records []DNSRecord) map[string][]dnsRecordInfo {
	out := []dnsRecordInfo{}
	for _, r := range records {
		reached := c.proxiesOf(r)
		info := dnsRecordInfo{r.number(), []countryArea{}, []proxyAccess{}, recordStatus(r.Status, len(reached))}
		for _, code := range r.Countries {
			country, _ := findCountry(code)
			info.CountryAreaList = append(info.CountryAreaList, country)
		}
		for _, p := range reached {
			shown := newProxyInfo(p)
			region := shown.AccessRegionInfo
			info.AccessList = append(info.AccessList, proxyAccess{region.RegionID, region.RegionName, p.ID, shown.IP, shown.IPList, region.IDCType})
		}
		out = append(out, info)
	}
	return map[string][]dnsRecordInfo{"GlobalDnsList": out}
}

// Assumption: the order is that of their creation.
func describeGlobalDomainDNS(c *call, in *gaap.DescribeGlobalDomainDnsRequestParams) (any, *apiError) {
	_, err := c.globalDomain(*in.DomainId, c.store.GlobalDomains.asOfLag(c.now))
	if err != nil && c.opts.GlobalDomain.Unknown != UnknownOmitted {
		return nil, err
	}
	return c.newDNSRecords(c.store.recordsOf(*in.DomainId, c.store.DNSRecords.asShown(c))), nil
}
