package provider

// Quiet is what Serve does about logs.
var Quiet = quiet
