package wire

import (
	"errors"
	"net"
	"net/url"
	"regexp"
	"strconv"
)

// CheckEndpoint says what is wrong with the URL of a service, in words that
// follow it. Every call carries credentials, so plain HTTP is for loopback
// addresses only.
func CheckEndpoint(endpoint string) error {
	parsed, err := url.Parse(endpoint)
	switch {
	case err != nil || !hostText.MatchString(parsed.Hostname()) || !isPort(parsed.Port()):
		return errors.New("is not a URL such as https://gaap.example.com")
	case parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "":
		return errors.New("may only have a host, a port and a path")
	case parsed.Scheme == "https", parsed.Scheme == "http" && isLoopback(parsed.Hostname()):
		return nil
	case parsed.Scheme == "http":
		return errors.New("is not encrypted; use https (http is accepted for loopback addresses only)")
	}
	return errors.New("must start with https://")
}

// hostText is what a host is made of. One with other letters would be signed as
// it is written and sent in ASCII.
var hostText = regexp.MustCompile(`^[\w.:-]+$`)

// maxDomain leaves room in a host name for that of a service.
const maxDomain = 253 - len("gaap.")

// domainText is what a domain is made of: labels of letters, digits and
// hyphens. The last one begins with a letter: with a number, it would be the end
// of an IP address.
var domainText = regexp.MustCompile(`^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`)

// CheckDomain says what is wrong with the domain that the hosts of the services
// are in, in words that follow it.
func CheckDomain(domain string) error {
	if len(domain) > maxDomain || !domainText.MatchString(domain) {
		return errors.New("is not a host name such as tencentcloudapi.com")
	}
	return nil
}

// isPort reports whether a port can be dialled; none is the scheme's.
func isPort(port string) bool {
	number, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && number > 0
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
