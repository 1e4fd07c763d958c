package wire

import (
	"context"
	"regexp"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// answerError is an answer that is not handed on to the SDK.
type answerError struct{ code, message string }

// Error says what is wrong with the answer.
func (e *answerError) Error() string { return e.message }

// received is what was seen of an answer while it was read, whether or not it
// could be decoded, and what of it must not be shown.
type received struct {
	requestID string
	secrets   secrets
	values    tagValues
	keys      bool // it may hold keys, so nothing of it must be shown
}

// message is what may be shown of the words of an answer. What is hidden goes
// first, or a part of it could be left where the text is cut.
func (r *received) message(text string) string {
	text = r.secrets.hide(text[:min(len(text), maxMessage+maxSecret)])
	return quote.Printable(r.values.hide(text), maxMessage)
}

type receivedKey struct{}

// withReceived returns a context in which one request is sent, and the place
// where what comes back is noted.
func withReceived(ctx context.Context, req Request, hide secrets, keys bool) (context.Context, *received) {
	seen := &received{secrets: hide, values: tagValuesOf(req), keys: keys || strings.HasPrefix(req.GetAction(), "AssumeRole")}
	return context.WithValue(ctx, receivedKey{}, seen), seen
}

// requestIDField finds the RequestId in a body that may be broken.
var requestIDField = regexp.MustCompile(`"RequestId"\s*:\s*"([^"\\]+)"`)

// noteReceived returns what the body belongs to; no request comes without it.
func noteReceived(ctx context.Context, body []byte) *received {
	seen, ok := ctx.Value(receivedKey{}).(*received)
	if !ok {
		seen = &received{}
	}
	if found := requestIDField.FindSubmatch(body); found != nil {
		seen.requestID = string(found[1])
	}
	return seen
}
