package gaapapi

import (
	"context"
	"regexp"
)

// answerError is an answer that is not handed on to the SDK.
type answerError struct{ code, message string }

// Error says what is wrong with the answer.
func (e *answerError) Error() string { return e.message }

// received is what was seen of an answer while it was read, whether or not it
// could be decoded.
type received struct{ requestID string }

type receivedKey struct{}

// withReceived returns a context in which one request is sent, and the place
// where what comes back is noted.
func withReceived(ctx context.Context) (context.Context, *received) {
	seen := &received{}
	return context.WithValue(ctx, receivedKey{}, seen), seen
}

// requestIDField finds the RequestId in a body that may be broken.
var requestIDField = regexp.MustCompile(`"RequestId"\s*:\s*"([^"\\]+)"`)

func noteReceived(ctx context.Context, body []byte) {
	seen, ok := ctx.Value(receivedKey{}).(*received)
	if !ok {
		return
	}
	if found := requestIDField.FindSubmatch(body); found != nil {
		seen.requestID = string(found[1])
	}
}
