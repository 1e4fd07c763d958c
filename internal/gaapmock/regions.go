package gaapmock

import (
	"fmt"
	"slices"
)

// Bits of FeatureBitmap.
const (
	featureL4     = 1 << 0
	featureL7     = 1 << 1
	featureHTTP3  = 1 << 2
	featureIPv6   = 1 << 3
	featureCN2    = 1 << 4
	featureTriple = 1 << 5
)

// region is an access or origin region.
//
// Assumption: every listed region serves both ends.
type region struct {
	id, name, area string
	bitmap         int64
	unlisted       bool // valid, but not in the Describe*Regions* lists
}

// catalogue holds the 32 ids of the official example, and
// four of the older ids that still occur in documents and configurations.
var catalogue = [...]region{
	{"Hongkong", "Hong Kong", "Asia", 151, false},
	{"SoutheastAsia", "Singapore", "Asia", 135, false},
	{"Korea", "Korea", "Asia", 135, false},
	{"WestIndia", "Mumbai", "Asia", 135, false},
	{"Thailand", "Bangkok", "Asia", 135, false},
	{"Japan", "Tokyo", "Asia", 135, false},
	{"Taipei", "Taipei", "Asia", 135, false},
	{"Jakarta", "Jakarta", "Asia", 135, false},
	{"SL_AZURE_NorthUAE", "Dubai", "Asia", 7, false},
	{"SL_AZURE_SouthIndia", "Chennai", "Asia", 7, false},
	{"SL_AZURE_SoutheastAsia", "Singapore (partner)", "Asia", 7, false},
	{"SL_AZURE_JapanEast", "Tokyo (partner)", "Asia", 3, false},
	{"Europe", "Frankfurt", "Europe", 135, false},
	{"SL_AZURE_CentralFrance", "Paris", "Europe", 7, false},
	{"SL_AZURE_SouthEngland", "London", "Europe", 7, false},
	{"SL_AZURE_NorwayEast", "Oslo", "Europe", 7, false},
	{"NorthAmerica", "Silicon Valley", "NorthAmerica", 135, false},
	{"Virginia", "Virginia", "NorthAmerica", 135, false},
	{"SL_AZURE_NorthCentralUSA", "Illinois", "NorthAmerica", 7, false},
	{"SL_AZURE_EastUS", "Virginia (partner)", "NorthAmerica", 7, false},
	{"SL_AZURE_WestUS", "California", "NorthAmerica", 7, false},
	{"SL_AZURE_SouthCentralUSA", "Texas", "NorthAmerica", 7, false},
	{"SaoPaulo", "Sao Paulo", "SouthAmerica", 135, false},
	{"SL_AZURE_SouthBrazil", "Sao Paulo (partner)", "SouthAmerica", 7, false},
	{"SL_AZURE_EastAUS", "Sydney", "Oceania", 7, false},
	{"SL_AZURE_NorthZAF", "Johannesburg", "Africa", 7, false},
	{"Beijing", "Beijing", "NorthChina", 79, false},
	{"Shanghai", "Shanghai", "EastChina", 79, false},
	{"Nanjing", "Nanjing", "EastChina", 71, false},
	{"Guangzhou", "Guangzhou", "SouthChina", 79, false},
	{"Chengdu", "Chengdu", "SouthwestChina", 79, false},
	{"Chongqing", "Chongqing", "SouthwestChina", 71, false},
	{"NorthChina", "North China", "NorthChina", 79, true},
	{"EastChina", "East China", "EastChina", 79, true},
	{"SouthChina", "South China", "SouthChina", 79, true},
	{"SouthwestChina", "Southwest China", "SouthwestChina", 79, true},
}

// findRegion looks an id up, see Options.RegionCaseIgnored.
func findRegion(id string) (region, bool) {
	i := slices.IndexFunc(catalogue[:], func(r region) bool { return r.id == id })
	if i < 0 {
		return region{}, false
	}
	return catalogue[i], true
}

func (r region) mainland() bool {
	switch r.area {
	case "NorthChina", "EastChina", "SouthChina", "SouthwestChina":
		return true
	}
	return false
}

// listedRegions are those that the Describe*Regions* actions show.
func listedRegions() []region {
	return slices.DeleteFunc(slices.Clone(catalogue[:]), func(r region) bool { return r.unlisted })
}

func checkGroups(groups []Group) error {
	for _, g := range groups {
		if _, ok := findRegion(g.RealServerRegion); !ok || g.ID == "" {
			return fmt.Errorf("%w: group %q needs an id and a known region, not %q", errNonsense, g.ID, g.RealServerRegion)
		}
	}
	return nil
}
