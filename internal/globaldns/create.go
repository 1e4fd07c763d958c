package globaldns

import (
	"context"
	"errors"
	"fmt"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/object"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// create makes a DNS record. Its natural keys are its countries: a domain has one
// record for each.
//
// Assumption: records of one domain that share a country cannot stand beside each
// other. If they could, it would not be known which of the two a client gets.
func create(ctx context.Context, c *change) (string, error) {
	m, o := c.Plan, order{c}
	return c.CreateByKey(ctx, object.Key[gaapapi.DNSRecord]{
		Words: fmt.Sprintf("one of the countries %s of %s", listOf(m.countries()), m.DomainID.ValueString()),
		Look: func(ctx context.Context) (gaapapi.DNSRecord, error) {
			seen, err := c.Client.RecentDNSRecords(ctx, m.DomainID.ValueString(), object.SameLook)
			return o.holder(seen.All, err)
		},
		Holder: o.now,
		Lacks:  func(r gaapapi.DNSRecord) []string { return lacks(m, r) },
		Send:   o.send,
		Scope:  m.DomainID.ValueString(),
	})
}

// order is a record to create.
type order struct{ *change }

// holder is what has one of the countries. A domain that does not show yet, or is not
// there, has no records: the order tells.
func (o order) holder(all []gaapapi.DNSRecord, err error) (gaapapi.DNSRecord, error) {
	if wire.ClassOf(err) == wire.Gone {
		err = nil
	}
	return among(all, o.Plan.countries(), 0), err
}

func (o order) now(ctx context.Context) (gaapapi.DNSRecord, error) {
	return o.holder(o.Client.DNSRecordsNow(ctx, o.Plan.DomainID.ValueString()))
}

// send sends the order. The answer does not name the record: nobody had its countries
// before, so it is the one that has them now. It shows a while later.
func (o order) send(ctx context.Context) (string, error) {
	domainID, countries := o.Plan.DomainID.ValueString(), o.Plan.countries()
	if err := o.Client.CreateDNSRecord(ctx, domainID, countries, o.Plan.proxies()); err != nil {
		return "", o.refusalError(ctx, err)
	}
	ctx, end := o.Client.WithGrace(ctx)
	defer end()
	var made gaapapi.DNSRecord
	since := o.Client.Clock().Now()
	err := o.Client.Polling(wire.PollFast).Watch(ctx, func(ctx context.Context) (bool, error) {
		var err error
		made, err = o.now(ctx)
		if o.Client.Clock().Now().Sub(since) < object.MaxLag {
			err = nil // whatever it is, what was made must not be lost from sight for it
		} else if err == nil && made.Number == 0 {
			err = errors.New("no record of the domain has the countries")
		}
		return made.Number != 0, err
	})
	if err != nil {
		return "", object.Stop("GAAP DNS record was made, but does not show", fmt.Sprintf(
			"The service took the order of a DNS record for %s of %s. Which number it has could not be seen: %v. Apply again: if it shows then, that says how to take it over.", listOf(countries), domainID, err))
	}
	return made.ID(), nil
}

// refusalError adds to the service's refusal, which has one code for all reasons, that
// another record has one of the countries by now.
func (o order) refusalError(ctx context.Context, err error) error {
	if wire.CodeOf(err) != codeFailed {
		return err
	}
	if other, problem := o.now(ctx); problem == nil && other.Number != 0 {
		return sharedCountryError(other, err)
	}
	return err
}

// codeFailed is the code that the service has for all that it refuses of records.
const codeFailed = "FailedOperation"

func sharedCountryError(other gaapapi.DNSRecord, err error) error {
	return fmt.Errorf("DNS record %s has one of the countries; its own are %s: %w", other.ID(), listOf(other.Countries), err)
}
