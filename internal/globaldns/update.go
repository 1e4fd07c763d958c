package globaldns

import (
	"context"
	"slices"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// modify gives a record other countries or proxies. Both lists are sent each time, so
// the one that does not change is what the service shows now.
func modify(c *change) step {
	codes, proxies := object.Changes(c.Plan.Countries, c.State.Countries), object.Changes(c.Plan.ProxyIDs, c.State.ProxyIDs)
	s := step{
		Doing: "Changing countries or proxies", Needed: codes || proxies,
		Shows: func(r gaapapi.DNSRecord) bool {
			return (!codes || slices.Equal(r.Countries, c.Plan.countries())) && (!proxies || slices.Equal(r.ProxyIDs, c.Plan.proxies()))
		},
		NotYet: "the new countries and proxies do not show yet",
	}
	s.Do = func(ctx context.Context) error {
		shown, other, err := awaitFree(ctx, c)
		if err != nil {
			return err
		}
		if codes {
			shown.Countries = c.Plan.countries()
		}
		if proxies || len(shown.ProxyIDs) == 0 {
			shown.ProxyIDs = c.Plan.proxies()
		}
		err = c.WriteUntil(ctx, gaapapi.DNSRecordRunning, func(ctx context.Context) error {
			return c.Client.ModifyDNSRecord(ctx, shown.DomainID, shown.Number, shown.Countries, shown.ProxyIDs)
		}, s.Shows)
		if wire.CodeOf(err) == codeFailed && other.Number != 0 {
			return sharedCountryError(other, err)
		}
		return err
	}
	return s
}

// awaitFree waits until the service is at no change of a record, which it would
// refuse to change meanwhile; and until no other record of the domain has one of the
// countries, which one that this run changes or destroys may be about to set free.
// After a while it is for the service to refuse them; other is who has one then.
func awaitFree(ctx context.Context, c *change) (shown, other gaapapi.DNSRecord, err error) {
	domainID, number := keyOf(c.State.ID)
	since := c.Client.Clock().Now()
	err = c.Client.Polling(wire.PollFast).Watch(ctx, func(ctx context.Context) (bool, error) {
		all, err := c.Client.DNSRecordsNow(ctx, domainID)
		if err != nil {
			return false, err
		}
		late := c.Client.Clock().Now().Sub(since) >= object.MaxLag
		at := slices.IndexFunc(all, func(r gaapapi.DNSRecord) bool { return r.Number == number })
		switch {
		case at < 0 && late:
			return false, wire.NotListedError("DescribeGlobalDomainDns", "", c.ID)
		case at < 0: // a new one may not show to each read yet
			return false, nil
		}
		shown, other = all[at], among(all, c.Plan.countries(), number)
		return statuses.IsStable(shown.Status) && (other.Number == 0 || late), nil
	})
	return shown, other, err
}
