package proxy_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// badValue is an argument that is refused: where the CLI points, and what it says.
type badValue struct {
	changes arguments
	at      string
	says    string
}

func quoted(character string, times int) string { return `"` + strings.Repeat(character, times) + `"` }

// invalid are refused without asking the service.
var invalid = map[string]badValue{
	"name_empty":     {arguments{"name": `""`}, `name = ""`, "must be between 1 and 30"},
	"name_long":      {arguments{"name": quoted("x", 31)}, "name = ", "must be between 1 and 30"},
	"name_long_wide": {arguments{"name": quoted("道", 31)}, "name = ", "must be between 1 and 30"},
	"name_space_1":   {arguments{"name": `" edge"`}, `name = " edge"`, "must not start or end with a space"},
	"name_space_2":   {arguments{"name": `"edge "`}, `name = "edge "`, "must not start or end with a space"},
	"name_space_3":   {arguments{"name": `" "`}, `name = " "`, "must not start or end with a space"},
	"name_space_4":   {arguments{"name": `"edge\u3000"`}, `name = `, "must not start or end with a space"},
	"group_endless":  {arguments{"group_id": quoted("!", 24000)}, `group_id = `, `!!!" ... (24000 bytes)`},
	"project":        {arguments{"project_id": "-1"}, "project_id = -1", "at least 0"},
	"access":         {arguments{"access_region": `"Hong Kong"`}, "access_region = ", "must be a region id"},
	"access_empty":   {arguments{"access_region": `""`}, "access_region = ", "must be a region id"},
	"origin_empty":   {arguments{"realserver_region": `""`}, "realserver_region = ", "must be a region id"},
	"origin_missing": {arguments{"realserver_region": ""}, `resource "gaap_proxy"`, "A proxy needs realserver_region"},
	"origin_null":    {arguments{"realserver_region": "null"}, "realserver_region = null", "A proxy needs realserver_region"},
	"bandwidth_0":    {arguments{"bandwidth": "0"}, "bandwidth = 0", "at least 1"},
	"bandwidth_text": {arguments{"bandwidth": `"much"`}, "bandwidth = ", "number"},
	"concurrent_0":   {arguments{"concurrent": "-5"}, "concurrent = -5", "at least 1"},
	"group":          {arguments{"group_id": `"my group"`}, "group_id = ", "must be the id of a proxy group"},
	"group_empty":    {arguments{"group_id": `""`}, "group_id = ", "must be the id of a proxy group"},
	"clone":          {arguments{"cloned_proxy_id": `"link"`}, "cloned_proxy_id = ", "must be the id of a proxy"},
	"billing":        {arguments{"billing_type": "2"}, "billing_type = 2", "0"},
	"version":        {arguments{"ip_address_version": `"ipv4"`}, "ip_address_version = ", `"IPv4"`},
	"network":        {arguments{"network_type": `"secure_eip"`}, "network_type = ", `"triple"`},
	"package":        {arguments{"package_type": `"thunder"`}, "package_type = ", `"CrossBorder"`},
	"token_empty":    {arguments{"client_token": `""`}, "client_token = ", "between 1 and 64"},
	"token_long":     {arguments{"client_token": quoted("x", 65)}, "client_token = ", "between 1 and 64"},
	"token_wide":     {arguments{"client_token": `"tökén"`}, "client_token = ", "printable ASCII"},
	"token_control":  {arguments{"client_token": `"a\nb"`}, "client_token = ", "printable ASCII"},
	"tag_reserved_1": {arguments{"tags": `{ "qcs:x" = "1" }`}, "tags = ", "Reserved tag key"},
	"tag_reserved_2": {arguments{"tags": `{ project = "1" }`}, "tags = ", "Reserved tag key"},
	"tag_reserved_3": {arguments{"tags": `{ "项目a" = "1" }`}, "tags = ", "Reserved tag key"},
	"tag_key_empty":  {arguments{"tags": `{ "" = "1" }`}, "tags = ", "is empty"},
	"tag_key_long":   {arguments{"tags": "{ " + quoted("k", 128) + ` = "1" }`}, "tags = ", "has 128 characters; the limit is 127"},
	"tag_key_space":  {arguments{"tags": `{ " a" = "1" }`}, "tags = ", "starts or ends with a space"},
	"tag_key_chars":  {arguments{"tags": `{ "a*b" = "1" }`}, "tags = ", "a character that is not allowed"},
	"tag_value":      {arguments{"tags": `{ a = "x?" }`}, "tags = ", "a character that is not allowed"},
	"tag_value_nil":  {arguments{"tags": `{ a = null }`}, "tags = ", "has no value"},
	"tag_value_none": {arguments{"tags": `{ a = "" }`}, "tags = ", "is empty"},
	"tag_value_long": {arguments{"tags": "{ a = " + quoted("v", 256) + " }"}, "tags = ", "has 256 characters; the limit is 255"},
	"tags_many":      {arguments{"tags": `{ for n in range(51) : "k${n}" => "v" }`}, "tags = ", "There are 51 tags; a proxy can have 50"},
}

// refused are refused by what the service lists.
var refused = map[string]badValue{
	"bandwidth_15":     {arguments{"bandwidth": "15"}, "bandwidth = 15", "Allowed values: 10, 20, 50, 100, 200, 500, 1000."},
	"bandwidth_other":  {arguments{"access_region": `"Korea"`, "bandwidth": "2000"}, "bandwidth = 2000", "Allowed values: 10, 20, 50, 100, 200, 500, 1000."},
	"concurrent_3":     {arguments{"concurrent": "3"}, "concurrent = 3", "Allowed values: 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100."},
	"concurrent_short": {arguments{"access_region": `"Chongqing"`, "realserver_region": `"Hongkong"`, "concurrent": "40"}, "concurrent = 40", "Allowed values: 2, 5, 10, 20, 30."},
	"access_unknown":   {arguments{"access_region": `"Atlantis"`}, `access_region = "Atlantis"`, "Atlantis does not reach the origin region Shanghai. The access regions that do: Beijing, Chengdu,"},
	"origin_unknown":   {arguments{"realserver_region": `"Atlantis"`}, `realserver_region = "Atlantis"`, "No access region reaches the origin region Atlantis"},
	"pair":             {arguments{"access_region": `"Taipei"`}, `access_region = "Taipei"`, "Taipei does not reach the origin region Shanghai."},
	"feature":          {arguments{"access_region": `"Korea"`, "ip_address_version": `"IPv6"`}, `access_region = "Korea"`, "Korea does not reach the origin region Shanghai."},
}

var blankOrBar = regexp.MustCompile(`[\s│╷╵]+`)

// checkRefusals plans all bad values at once. Each must be refused where it
// stands, and nothing else; nothing is made.
func checkRefusals(t *testing.T, all map[string]badValue, more map[string]arguments) {
	t.Helper()
	x := newTest(t, gaapmock.Options{MaxProxies: -1})
	var config strings.Builder
	for name, bad := range all {
		config.WriteString(block(name, bad.changes))
	}
	for name, good := range more {
		config.WriteString(block(name, good))
	}
	x.Test(t, resource.TestCase{
		Steps: []resource.TestStep{{Config: x.Config(config.String())}},
		ErrorCheck: func(err error) error {
			if err == nil {
				return fmt.Errorf("nothing was refused")
			}
			problems := strings.Split(blankOrBar.ReplaceAllString(err.Error(), " "), "Error: ")[1:]
			for name, bad := range all {
				found := 0
				for _, problem := range problems {
					if !strings.Contains(problem, fmt.Sprintf("in resource \"gaap_proxy\" %q:", name)) {
						continue
					}
					found++
					if !strings.Contains(problem, ": "+bad.at) || !strings.Contains(problem, bad.says) {
						t.Errorf("%s: want %q and %q in: %s", name, bad.at, bad.says, problem)
					}
				}
				if found == 0 {
					t.Errorf("%s is not refused", name)
				}
			}
			for name := range more {
				for _, problem := range problems {
					if strings.Contains(problem, fmt.Sprintf("gaap_proxy.%s,", name)) {
						t.Errorf("%s is refused: %s", name, problem)
					}
				}
			}
			return nil
		},
	})
	if n := len(x.Mock.Calls("CreateProxy")); n != 0 {
		t.Errorf("%d CreateProxy calls were sent", n)
	}
}

func TestAccProxy_invalid(t *testing.T) {
	checkRefusals(t, invalid, map[string]arguments{
		"good_name":  {"name": quoted("道", 30)},
		"good_token": {"name": `"t"`, "client_token": quoted("~", 64)},
		"good_tags":  {"name": `"u"`, "tags": "{ " + quoted("键", 127) + " = " + quoted("值", 255) + `, "a +-=._:/@()[],;><b" = "Ä 1" }`},
		"good_50":    {"name": `"v"`, "tags": `{ for n in range(50) : "k${n}" => "v" }`},
	})
}

func TestAccProxy_refused(t *testing.T) {
	checkRefusals(t, refused, map[string]arguments{
		"good_cn2":       {"name": `"a"`, "network_type": `"cn2"`},
		"good_ipv6":      {"name": `"b"`, "access_region": `"Shanghai"`, "ip_address_version": `"IPv6"`},
		"good_region":    {"name": `"c"`, "access_region": `"SouthChina"`},
		"good_bandwidth": {"name": `"d"`, "bandwidth": "5000"},
	})
}

// A change to a size that there is none of is refused before any call.
func TestAccProxy_refusedUpdate(t *testing.T) {
	x := newTest(t, gaapmock.Options{})
	x.run(
		x.apply(arguments{}, x.wrote(ordinaryBody)),
		x.fails(arguments{"bandwidth": "15", "name": `"new"`}, "Bandwidth is not available", "bandwidth = 15", "Allowed values: 10, 20"),
		before(x.fails(arguments{"concurrent": "3"}, "Concurrency is not available", "concurrent = 3"), func() {
			if err := x.wrote()(nil); err != nil {
				t.Error(err)
			}
		}),
	)
}
