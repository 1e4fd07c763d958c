package wire_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

// Who answers without JSON that a call is wrong, or cannot be made, is not the
// API: there is one sending, and the error names the address. Other statuses
// pass, so the call is sent again.
func TestAnswer_notTheAPI(t *testing.T) {
	t.Parallel()
	const notTheAPI, noJSON = "ClientError.NotTheAPI", "ClientError.ParseJsonError"
	for _, c := range []struct {
		status int
		body   string
		code   string
		calls  int
	}{
		{400, "<html>", notTheAPI, 1},
		{403, "", notTheAPI, 1},
		{404, "404 page not found", notTheAPI, 1},
		{407, "[]", notTheAPI, 1},
		{499, "<html>", notTheAPI, 1},
		{501, "<html>", notTheAPI, 1},
		{500, "<html>", noJSON, 7},
		{502, "<html>", noJSON, 7},
		{503, "", noJSON, 7},
		{504, "<html>", noJSON, 7},
		{404, `{"Response":{"Inst`, noJSON, 7},
		{404, `{"message":"oops"}`, "ClientError.HttpStatusCodeError", 7},
	} {
		t.Run(fmt.Sprint(c.status, " ", c.body), func(t *testing.T) {
			t.Parallel()
			calls := 0
			client := newStubClient(t, "https://gateway.example.com/v1", stub(func(req *http.Request) *http.Response {
				calls++
				resp := says([]byte(c.body))(req)
				resp.StatusCode, resp.Status = c.status, fmt.Sprint(c.status, " ", http.StatusText(c.status))
				return resp
			}))
			_, err := client.order(t.Context(), "t-1")
			words := []string{fmt.Sprint(c.status)}
			if c.calls == 1 {
				words = append(words, "https://gateway.example.com")
			}
			checkFailure(t, err, "CreateProxy", c.code, "", words...)
			if api := errorOf(t, err); calls != c.calls || api.Attempts != calls || (wire.ClassOf(err) == wire.Final) != (calls == 1) {
				t.Errorf("%d calls, %+v; want %d calls", calls, api, c.calls)
			}
		})
	}
}
