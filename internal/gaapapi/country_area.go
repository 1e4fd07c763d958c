package gaapapi

import (
	"context"
	"errors"
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// CountryArea is a country, or a part of a large one, by which a DNS record knows
// clients (type CountryAreaMap of DescribeCountryAreaMapping).
type CountryArea struct {
	Code, Name                   string // of the country
	ZoneCode, ZoneName           string // such as East Asia
	ContinentCode, ContinentName string
	Remark                       string // such as the provinces
}

// CountryAreas are the countries that there are, in the order of the service. They
// are looked up once.
func (c *Client) CountryAreas(ctx context.Context) ([]CountryArea, error) {
	all, err := c.countryAreas.Get(ctx, struct{}{})
	return slices.Clone(all), err
}

func (c *Client) describeCountryAreas(ctx context.Context, _ struct{}) ([]CountryArea, error) {
	resp := gaap.NewDescribeCountryAreaMappingResponse()
	var all []CountryArea
	_, err := c.Call(ctx, wire.ReadOnly, gaap.NewDescribeCountryAreaMappingRequest(), resp, func() error {
		if err := present(resp.Response); err != nil {
			return err
		}
		all = nil
		for _, info := range values(resp.Response.CountryAreaMappingList) {
			area := CountryArea{
				Code: word(info.NationCountryInnerCode), Name: value(info.NationCountryName),
				ZoneCode: word(info.GeographicalZoneInnerCode), ZoneName: value(info.GeographicalZoneName),
				ContinentCode: word(info.ContinentInnerCode), ContinentName: value(info.ContinentName), Remark: value(info.Remark),
			}
			if area.Code == "" {
				return errors.New("the answer lacks the code of a country")
			}
			all = append(all, area)
		}
		return wire.NoContradiction("country", all, func(area CountryArea) string { return area.Code })
	})
	return all, err
}
