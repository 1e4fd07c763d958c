package providerdata

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapapi"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
)

// accountKey is where the private state of an object has the account that the
// object belongs to, a JSON string.
const accountKey = "account"

// Private is the private state of an object, as requests and answers have it.
type Private interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Account is what one run knows of the account that it works in. The service
// shows an account its own objects only, so one that is not found may live in
// another account: it is gone if its account is that of the run. Like the
// [Ledger], it is shared by all instances of a run.
type Account struct {
	client *gaapapi.Client

	mu   sync.Mutex
	id   string          // empty while it is not known
	seen map[string]bool // ids of objects that the service has shown, or has accepted to destroy
}

// NewAccount returns the account of a run that makes its calls with client.
func NewAccount(client *gaapapi.Client) *Account {
	return &Account{client: client, seen: map[string]bool{}}
}

// NoteFound notes that the service shows an object, and that its account is that of
// the run. If the object's private state has no account, it gets that of the
// run, unless the service does not say which that is.
func (a *Account) NoteFound(ctx context.Context, id string, private Private) diag.Diagnostics {
	stored, diags := storedAccount(ctx, private)
	a.NoteSeen(id)
	if stored != "" {
		a.set(stored)
		return diags
	}
	if account, err := a.currentAccount(ctx); err == nil {
		value, _ := json.Marshal(account) // of a string cannot fail
		diags.Append(private.SetKey(ctx, accountKey, value)...)
	}
	return diags
}

// NoteSeen notes that the service has shown an object in this run, or has accepted
// its destruction. If it is not found after that, it is gone.
func (a *Account) NoteSeen(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seen[id] = true
}

// Uncertainty says why an object that is not found may live all the same, and what to
// do. It is empty if there is no doubt that the object is gone.
func (a *Account) Uncertainty(ctx context.Context, id string, private Private) string {
	if a.hasSeen(id) {
		return ""
	}
	stored, _ := storedAccount(ctx, private) // what cannot be read is not known
	account, err := a.currentAccount(ctx)
	if err == nil && account == stored {
		return ""
	}
	own := "The account that it belongs to is not stored, or Terraform did not pass it on because the object is tainted (then apply again)"
	if stored != "" {
		own = "It belongs to account " + quote.Text(stored)
	}
	credentials := "the provider's credentials belong to account " + quote.Text(account)
	if err != nil {
		credentials = fmt.Sprintf("which account the provider's credentials belong to is not known: %v", err)
	}
	return own + "; " + credentials + ".\n\n" +
		"If it belongs to another account, it still exists and is billed there. If the credentials are of the wrong account, use others. " +
		"If it is gone, or no longer to be managed here, take it out of the state: with a removed block (destroy = false), or terraform state rm."
}

// currentAccount is the account of the run: that of any object found, or else what the
// service says, which is asked once.
func (a *Account) currentAccount(ctx context.Context) (string, error) {
	if id := a.knownAccount(); id != "" {
		return id, nil
	}
	id, err := a.client.CallerAccountOnce(ctx)
	if found := a.knownAccount(); found != "" { // meanwhile
		return found, nil
	}
	return id, err
}

func (a *Account) knownAccount() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.id
}

func (a *Account) set(id string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.id = id
}

func (a *Account) hasSeen(id string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.seen[id]
}

// storedAccount is the account in a private state, empty if there is none.
func storedAccount(ctx context.Context, private Private) (account string, diags diag.Diagnostics) {
	value, diags := private.GetKey(ctx, accountKey)
	if len(value) > 0 && json.Unmarshal(value, &account) != nil {
		account = "" // somebody edited it
	}
	return account, diags
}
