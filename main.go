// Terraform-provider-gaap manages acceleration proxies of Tencent Cloud's Global
// Application Acceleration Platform.
package main

import (
	"flag"
	"log"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/provider"
)

// version is set by the linker.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "run so that a debugger can attach")
	flag.Parse()

	err := provider.Serve(provider.Options{Version: version}, *debug)
	if err != nil {
		log.Fatal(err)
	}
}
