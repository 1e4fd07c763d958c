package catalogue_test

import (
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/acctest"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// Countries are listed whole or by where they are.
func TestAccCountryAreas(t *testing.T) {
	t.Parallel()
	const kind, action, entry = "gaap_country_area_mapping", "DescribeCountryAreaMapping", "country_area_mapping_list.0."
	env := acctest.New(t, gaapmock.Options{})
	acctest.DataSources{
		"all": {
			Type: kind, Action: action, Sends: `{}`,
			Shows: map[string]string{
				"codes.#": "27", "codes.0": "101001", "country_area_mapping_list.#": "27", entry + "nation_country_inner_code": "101001", entry + "nation_country_name": "North China",
				entry + "geographical_zone_inner_code": "101000", entry + "geographical_zone_name": "East Asia", entry + "continent_inner_code": "100000", entry + "continent_name": "Asia",
				entry + "remark": "Beijing, Tianjin, Hebei, Shanxi, Inner Mongolia",
			},
		},
		"zone": {
			Type: kind, Arguments: `geographical_zone_inner_code = "102000"`, Action: action, Sends: `{}`,
			Shows: map[string]string{"codes.#": "3", "codes.2": "102003", "country_area_mapping_list.#": "3", entry + "nation_country_name": "Singapore"},
		},
		"continent": {Type: kind, Arguments: `continent_inner_code = "600000"`, Shows: map[string]string{"codes.#": "2", "codes.0": "601001"}},
		"both":      {Type: kind, Arguments: "continent_inner_code = \"600000\"\ngeographical_zone_inner_code = \"102000\"", Shows: map[string]string{"codes.#": "0", "country_area_mapping_list.#": "0"}},
	}.Run(t, env)
	acctest.DataSources{
		"no code": {Type: kind, Arguments: `continent_inner_code = "Asia"`, Fails: []string{`continent_inner_code = "Asia"`, "must be a code such as 101000"}},
		"refused": {Type: kind, Action: action, Fault: "UnauthorizedOperation", Fails: []string{"Cannot list the countries of GAAP", "CAM policy"}},
	}.Run(t, acctest.New(t, gaapmock.Options{}))
}
