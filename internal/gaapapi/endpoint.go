package gaapapi

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
		return errors.New("is no URL such as https://gaap.example.com")
	case parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "":
		return errors.New("may hold a host, a port and a path, nothing else")
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

// isPort reports whether a port can be dialled; none is the scheme's.
func isPort(port string) bool {
	number, err := strconv.ParseUint(port, 10, 16)
	return port == "" || err == nil && number > 0
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
