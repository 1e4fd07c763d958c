package gaapmock

// layer7Actions are those of HTTP and HTTPS listeners and of what hangs on them.
func layer7Actions() map[string]action {
	return map[string]action{
		"CreateHTTPListener":           writes("gaap", createHTTPListener, "ListenerName", "Port"),
		"CreateHTTPSListener":          writes("gaap", createHTTPSListener, "ListenerName", "Port", "CertificateId", "ForwardProtocol"),
		"ModifyHTTPListenerAttribute":  writes("gaap", modifyHTTPListenerAttribute, "ListenerId", "ListenerName"),
		"ModifyHTTPSListenerAttribute": writes("gaap", modifyHTTPSListenerAttribute, "ListenerId"),
		"SetTlsVersion":                writes("gaap", setTLSVersion, "ListenerId", "TLSSupportVersion", "TLSCiphers"),
	}
}
