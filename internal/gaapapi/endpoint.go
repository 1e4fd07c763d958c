package gaapapi

import (
	"errors"
	"net"
	"net/url"
)

// CheckEndpoint says what is wrong with the URL of a service, in words that
// follow it. Every call carries credentials, so plain HTTP is for loopback
// addresses only.
func CheckEndpoint(endpoint string) error {
	parsed, err := url.Parse(endpoint)
	switch {
	case err != nil || parsed.Host == "" || parsed.Hostname() == "":
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

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
