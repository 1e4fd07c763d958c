package acctest

import (
	"cmp"
	"hash/fnv"
	"os"
	"strconv"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/tfcore"
)

// Test runs the steps of a test case with the provider of the environment: in
// process, or with the Terraform CLI if GAAP_TEST_ENGINE is cli. What is
// arbitrary in Terraform is decided by the test's name and GAAP_TEST_SEED.
func (e *Environment) Test(t *testing.T, c resource.TestCase) {
	t.Helper()
	c.ProtoV6ProviderFactories = e.Factories()
	if os.Getenv("GAAP_TEST_ENGINE") == "cli" {
		resource.Test(t, c)
		return
	}
	e.Clock.bubble(t, func(t *testing.T) {
		t.Helper()
		tfcore.Test(t, &tfcore.Workspace{Choose: tfcore.Seeded(seed(t))}, c)
	})
}

// seed decides about the order of a test.
func seed(t *testing.T) uint64 {
	t.Helper()
	variable := os.Getenv("GAAP_TEST_SEED")
	n, err := strconv.ParseUint(cmp.Or(variable, "0"), 10, 64)
	if err != nil {
		t.Fatalf("GAAP_TEST_SEED=%s is no number", variable)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("GAAP_TEST_SEED was %d", n)
		}
	})
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(t.Name()))
	return hash.Sum64() ^ n
}
