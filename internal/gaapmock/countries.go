package gaapmock

import (
	"slices"

	gaap "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/gaap/v20180529"
)

// countryArea is CountryAreaMap of the API: a country, or a part of a large one,
// with the zone and the continent that it is in.
type countryArea struct {
	NationCountryName         string `json:"NationCountryName"`
	NationCountryInnerCode    string `json:"NationCountryInnerCode"`
	GeographicalZoneName      string `json:"GeographicalZoneName"`
	GeographicalZoneInnerCode string `json:"GeographicalZoneInnerCode"`
	ContinentName             string `json:"ContinentName"`
	ContinentInnerCode        string `json:"ContinentInnerCode"`
	Remark                    string `json:"Remark"`
}

// countries are some of the 226 that the service has.
//
// Assumption: the codes of China, Korea, Australia, New Zealand and Fiji are
// Tencent's, the others follow theirs; 401000 is a country and its zone.
var countries = [...]countryArea{
	{"North China", "101001", "East Asia", "101000", "Asia", "100000", "Beijing, Tianjin, Hebei, Shanxi, Inner Mongolia"},
	{"East China", "101002", "East Asia", "101000", "Asia", "100000", "Shanghai, Jiangsu, Zhejiang, Anhui, Fujian, Jiangxi, Shandong"},
	{"South China", "101003", "East Asia", "101000", "Asia", "100000", "Guangdong, Guangxi, Hainan"},
	{"Southwest China", "101004", "East Asia", "101000", "Asia", "100000", "Chongqing, Sichuan, Guizhou, Yunnan, Xizang"},
	{"Japan", "101006", "East Asia", "101000", "Asia", "100000", ""},
	{"Korea", "101007", "East Asia", "101000", "Asia", "100000", ""},
	{"Singapore", "102001", "South-East Asia", "102000", "Asia", "100000", ""},
	{"Indonesia", "102002", "South-East Asia", "102000", "Asia", "100000", ""},
	{"Thailand", "102003", "South-East Asia", "102000", "Asia", "100000", ""},
	{"India", "103001", "South Asia", "103000", "Asia", "100000", ""},
	{"Kazakhstan", "104001", "Central Asia", "104000", "Asia", "100000", ""},
	{"Saudi Arabia", "105001", "West Asia", "105000", "Asia", "100000", ""},
	{"Germany", "201001", "Central Europe", "201000", "Europe", "200000", ""},
	{"Poland", "201002", "Central Europe", "201000", "Europe", "200000", ""},
	{"France", "202001", "Western Europe", "202000", "Europe", "200000", ""},
	{"United Kingdom", "202002", "Western Europe", "202000", "Europe", "200000", ""},
	{"Egypt", "301001", "North Africa", "301000", "Africa", "300000", ""},
	{"South Africa", "302001", "South Africa", "302000", "Africa", "300000", ""},
	{"Australia", "401000", "Oceania", "401000", "Oceania", "400000", ""},
	{"New Zealand", "401001", "Oceania", "401000", "Oceania", "400000", ""},
	{"Fiji", "401012", "Oceania", "401000", "Oceania", "400000", ""},
	{"Western USA", "501001", "North America", "501000", "North America", "500000", "California, Oregon, Washington"},
	{"Central USA", "501002", "North America", "501000", "North America", "500000", "Illinois, Texas"},
	{"Eastern USA", "501003", "North America", "501000", "North America", "500000", "Virginia, New York"},
	{"Canada", "501004", "North America", "501000", "North America", "500000", ""},
	{"Brazil", "601001", "South America", "601000", "South America", "600000", ""},
	{"Chile", "601002", "South America", "601000", "South America", "600000", ""},
}

// findCountry looks a code up; that of a zone or continent is none.
func findCountry(code string) (countryArea, bool) {
	i := slices.IndexFunc(countries[:], func(c countryArea) bool { return c.NationCountryInnerCode == code })
	if i < 0 {
		return countryArea{NationCountryInnerCode: code}, false
	}
	return countries[i], true
}

// countriesWithin are the codes of a zone or continent.
func countriesWithin(code string) []string {
	var within []string
	for _, c := range countries {
		if c.GeographicalZoneInnerCode == code || c.ContinentInnerCode == code {
			within = append(within, c.NationCountryInnerCode)
		}
	}
	return within
}

func describeCountryAreaMapping(*call, *gaap.DescribeCountryAreaMappingRequestParams) (any, *apiError) {
	return map[string]any{"CountryAreaMappingList": countries}, nil
}
