package gaapmock_test

import (
	"testing"
	"time"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// The client of the Go SDK understands what the mock says of unified domains.
func TestSDKGlobalDomain(t *testing.T) {
	for _, method := range []string{"POST", "GET"} {
		t.Run(method, func(t *testing.T) {
			x := newSDK(t, gaapmock.Options{}, method)
			create := gaap.NewCreateGlobalDomainRequest()
			create.ProjectId, create.DefaultValue, create.Alias = common.Int64Ptr(0), common.StringPtr("203.0.113.5"), common.StringPtr("www")
			create.TagSet = []*gaap.TagPair{{TagKey: common.StringPtr("team"), TagValue: common.StringPtr("net")}}
			made, err := x.gaap.CreateGlobalDomain(create)
			x.must(err)
			id := made.Response.DomainId
			modify := gaap.NewModifyGlobalDomainAttributeRequest()
			modify.DomainId, modify.ProjectId, modify.Alias = id, common.Uint64Ptr(1204), common.StringPtr("new")
			_, err = x.gaap.ModifyGlobalDomainAttribute(modify)
			x.must(err)
			x.record(id)

			list := gaap.NewDescribeGlobalDomainsRequest()
			list.ProjectId, list.Offset, list.Limit = common.Int64Ptr(1204), common.Uint64Ptr(0), common.Uint64Ptr(20)
			list.Filters = []*gaap.Filter{{Name: common.StringPtr("DomainId"), Values: []*string{id}}}
			listed, err := x.gaap.DescribeGlobalDomains(list)
			x.must(err)
			if d := listed.Response.Domains[0]; *listed.Response.TotalCount != 1 || *d.Alias != "new" || *d.Status != 0 || *d.Type != "IP" || *d.TagSet[0].TagValue != "net" {
				t.Errorf("listed is %+v", d)
			}
			tagged := gaap.NewDescribeResourcesByTagRequest()
			tagged.TagKey, tagged.TagValue = common.StringPtr("team"), common.StringPtr("net")
			byTag, err := x.gaap.DescribeResourcesByTag(tagged)
			x.must(err)
			if r := byTag.Response.ResourceSet[0]; *r.ResourceType != "domain" || *r.ResourceId != *id {
				t.Errorf("tagged is %+v", r)
			}
			remove := gaap.NewDeleteGlobalDomainRequest()
			remove.DomainId = id
			_, err = x.gaap.DeleteGlobalDomain(remove)
			x.wantCode(err, "FailedOperation")
			disable := gaap.NewDisableGlobalDomainRequest()
			disable.DomainId = id
			_, err = x.gaap.DisableGlobalDomain(disable)
			x.must(err)
			x.Advance(time.Minute)
			_, err = x.gaap.DeleteGlobalDomain(remove)
			x.must(err)
			enable := gaap.NewEnableGlobalDomainRequest()
			enable.DomainId = id
			_, err = x.gaap.EnableGlobalDomain(enable)
			x.wantCode(err, "FailedOperation")
		})
	}
}

// record makes, changes and deletes a record of a domain.
func (x *sdk) record(domain *string) {
	x.t.Helper()
	countries, err := x.gaap.DescribeCountryAreaMapping(gaap.NewDescribeCountryAreaMappingRequest())
	x.must(err)
	first := countries.Response.CountryAreaMappingList[0]
	create := gaap.NewCreateGlobalDomainDnsRequest()
	create.DomainId, create.NationCountryInnerCodes = domain, []*string{first.NationCountryInnerCode}
	create.ProxyIdList = common.StringPtrs([]string{x.AddProxy(gaapmock.Proxy{})})
	_, err = x.gaap.CreateGlobalDomainDns(create)
	x.must(err)
	x.Advance(time.Minute)
	show := gaap.NewDescribeGlobalDomainDnsRequest()
	show.DomainId = domain
	shown, err := x.gaap.DescribeGlobalDomainDns(show)
	x.must(err)
	r := shown.Response.GlobalDnsList[0]
	if *r.Status != 1 || *r.CountryAreaList[0].NationCountryName != *first.NationCountryName || *r.AccessList[0].ProxyId != *create.ProxyIdList[0] || len(r.AccessList[0].VipList) != 1 {
		x.t.Errorf("record %+v", r)
	}
	modify := gaap.NewModifyGlobalDomainDnsRequest()
	modify.DnsRecordId, modify.DomainId, modify.ProxyIdList = r.DnsRecordId, domain, create.ProxyIdList
	_, err = x.gaap.ModifyGlobalDomainDns(modify)
	x.wantCode(err, "MissingParameter")
	modify.NationCountryInnerCodes = common.StringPtrs([]string{"401000"})
	_, err = x.gaap.ModifyGlobalDomainDns(modify)
	x.must(err)
	x.Advance(time.Minute)
	remove := gaap.NewDeleteGlobalDomainDnsRequest()
	remove.DnsRecordId = r.DnsRecordId
	_, err = x.gaap.DeleteGlobalDomainDns(remove)
	x.must(err)
	x.Advance(time.Minute)
	if left := x.DNSRecords(*domain); len(left) != 0 {
		x.t.Errorf("%+v", left)
	}
}
