package wire

import (
	"context"
	"fmt"
	"slices"
)

// codeTokenFailure refuses temporary credentials that are wrong or have expired.
const codeTokenFailure = "AuthFailure.TokenFailure" //nolint:gosec // the name of an error

// CredentialSource hands out what a request is signed with. It is asked before
// each request, by many at once, and must not make them wait for long. Sources
// are [Credentials] themselves, [Client.AssumeRole],
// [Client.AssumeRoleWithWebIdentity] and [Client.InstanceRole].
type CredentialSource interface {
	Credentials(ctx context.Context) (Credentials, error)
}

// Credentials are a key pair of the account, with a token if they are temporary.
type Credentials struct {
	SecretID  string
	SecretKey string
	Token     string
}

// Credentials returns c: a key of the account stays as it is.
func (c Credentials) Credentials(context.Context) (Credentials, error) { return c, nil }

// CredentialsError is a call that could not be sent, because there were no
// credentials to sign it with. It does not unwrap to its cause: an [Error] of
// STS says nothing about what the call itself is about, such as that it is [Gone].
type CredentialsError struct {
	Action string // the call that was not sent
	Resent bool   // it had been sent before and may have been executed then
	Cause  error
}

// Error says what was not sent, and why.
func (e *CredentialsError) Error() string {
	return fmt.Sprintf("%s was not sent, because there are no valid credentials: %v", e.Action, e.Cause)
}

// credentials are what a request is signed with; there are some that need none.
func (c *Client) credentials(ctx context.Context, req Request) (Credentials, error) {
	if req.GetSkipSign() {
		return Credentials{}, nil
	}
	return c.keys.Credentials(ctx)
}

func notSentError(ctx context.Context, action string, resent bool, cause error) error {
	if ctx.Err() != nil {
		return interruptedError(ctx, action, resent, ctx.Err())
	}
	return &CredentialsError{Action: action, Resent: resent, Cause: cause}
}

// keyRefused are the codes of a service that does not know a key, or its token.
// They say nothing of what the key may do.
var keyRefused = []string{"AuthFailure", "AuthFailure.InvalidSecretId", "AuthFailure.SecretIdNotFound", "AuthFailure.SignatureFailure", codeTokenFailure}

// mayBeTooNew reports whether a call was refused because credentials that
// were handed out just now have not come round to the service that was called.
func mayBeTooNew(source CredentialSource, refused Credentials, err error) bool {
	s, temporary := source.(*session)
	return temporary && slices.Contains(keyRefused, CodeOf(err)) && s.isFresh(refused)
}

// expire tells a source that the service no longer takes some credentials. It
// reports whether the source can have others.
func expire(source CredentialSource, refused Credentials) bool {
	s, renewable := source.(*session)
	if renewable {
		s.expire(refused)
	}
	return renewable
}
