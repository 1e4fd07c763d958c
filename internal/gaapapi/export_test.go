package gaapapi

// IsRead is the client's rule on which actions change nothing.
var IsRead = isRead
