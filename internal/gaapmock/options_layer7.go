package gaapmock

// Layer7Options are the switches of HTTP and HTTPS listeners, beside those of
// ListenerOptions, and of what hangs on them (L7 13). Durations are as in
// Options. Each bool is false for what the documents suggest.
type Layer7Options struct {
	UnknownWithProxyInternal bool // an unknown ListenerId beside a ProxyId is InternalError in DescribeHTTP(S)Listeners
	BothClientsTaken         bool // of ClientCertificateId and PolyClientCertificateIds the latter wins; otherwise InvalidParameter
	NoClientInvalid          bool // AuthType 1 without client certificates is InvalidParameter; otherwise MissingParameter
	NoClientEmpty            bool // no client certificates read [], of listeners and domains; otherwise null, and [default]
	NoTLSChoiceFailed        bool // SetTlsVersion on a proxy without the choice is FailedOperation; otherwise UnsupportedOperation
	TLSNumbered              bool // TLSv1 reads TLSv1.0; otherwise as it was sent
	ReplacedFreeAtOnce       bool // a certificate that a listener gives up is free before it is RUNNING again
}
