package acctest

import "os"

// Tests say in their configuration as whom they call. These variables would add
// to that, so whoever runs the tests may have them set to anything.
func init() {
	for _, name := range []string{
		"TENCENTCLOUD_CAM_ROLE_NAME", "TENCENTCLOUD_METADATA_ENDPOINT",
		"TENCENTCLOUD_ASSUME_ROLE_ARN", "TENCENTCLOUD_ASSUME_ROLE_SESSION_NAME", "TENCENTCLOUD_ASSUME_ROLE_SESSION_DURATION",
		"TENCENTCLOUD_ASSUME_ROLE_EXTERNAL_ID", "TENCENTCLOUD_ASSUME_ROLE_PROVIDER_ID",
		"TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN", "TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE",
		"TKE_REGION", "TKE_PROVIDER_ID", "TKE_WEB_IDENTITY_TOKEN_FILE", "TKE_ROLE_ARN",
	} {
		if err := os.Unsetenv(name); err != nil {
			panic(err)
		}
	}
}
