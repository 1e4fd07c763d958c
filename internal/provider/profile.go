package provider

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/quote"
	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/wire"
)

const defaultProfile = "default"

// The files of a tccli profile: NAME.credential and NAME.configure.
type (
	credentialFile struct {
		SecretID  string `json:"secretId"`
		SecretKey string `json:"secretKey"`
		Token     string `json:"token"`

		Type      any `json:"type"`
		ExpiresAt any `json:"expiresAt"` // Unix time: a key that tccli got by a login ends

		RoleARN         string `json:"role-arn"`
		RoleSessionName string `json:"role-session-name"`
	}
	configureFile struct {
		SysParam struct {
			Region string `json:"region"`
		} `json:"_sys_param"`
	}
)

// addProfile fills in what configuration and environment leave open from a
// tccli profile. A profile that is asked for by name must exist.
func (c configModel) addProfile(s *settings, diags *diag.Diagnostics) {
	name := orEnv(c.Profile, envProfile)
	named := name != ""
	if !named {
		name = defaultProfile
	}
	dir := expandHome(orEnv(c.SharedCredentialsDir, envSharedCredentialsDir))
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			if named && s.identity.isEmpty() {
				profileError(fmt.Errorf("finding the folder of profiles: %w", err), diags)
			}
			return // without a home there is no default folder
		}
		dir = filepath.Join(home, ".tccli")
	}
	if s.identity.isEmpty() {
		s.addKeyOfProfile(filepath.Join(dir, name+".credential"), named, diags)
	}
	if s.region == "" {
		s.addRegionOfProfile(filepath.Join(dir, name+".configure"), diags)
	}
}

func (s *settings) addKeyOfProfile(file string, named bool, diags *diag.Diagnostics) {
	var keys credentialFile
	err := readJSON(file, &keys)
	if !named && (errors.Is(err, fs.ErrNotExist) || err == nil && keys.isEmpty()) {
		s.emptyProfile = file
		return
	}
	if err == nil {
		err = keys.check(file, s.now)
	}
	if err != nil {
		profileError(err, diags)
		return
	}
	trim := strings.TrimSpace
	s.identity.keys = wire.Credentials{SecretID: trim(keys.SecretID), SecretKey: trim(keys.SecretKey), Token: trim(keys.Token)}
	if s.identity.role == nil {
		s.identity.role = roleOfProfile(keys, file, diags)
	}
}

// addRegionOfProfile does nothing without the file: the region has a default.
func (s *settings) addRegionOfProfile(file string, diags *diag.Diagnostics) {
	var configure configureFile
	if readJSON(file, &configure) != nil {
		return
	}
	s.region = strings.TrimSpace(configure.SysParam.Region)
	if s.region != "" && !regionForm.pattern.MatchString(s.region) {
		profileError(fmt.Errorf("region in %s is %s; it must be %s", file, quote.Text(s.region), regionForm.words), diags)
	}
}

func (f credentialFile) isEmpty() bool { return f.SecretID == "" && f.SecretKey == "" && f.Token == "" }

// check demands a key, which has not ended. A key is never put together from a
// profile and another place.
func (f credentialFile) check(file string, now time.Time) error {
	seconds, _ := f.ExpiresAt.(float64)
	switch {
	case f.isEmpty() && f.Type == "cvm-role":
		return fmt.Errorf("%s has no key; it stands for the role of an instance, which is cam_role_name here, or %s", file, envCAMRoleName)
	case f.SecretID == "":
		return fmt.Errorf("%s has no secretId", file)
	case f.SecretKey == "":
		return fmt.Errorf("%s has no secretKey", file)
	case seconds > 0 && seconds <= float64(now.Unix()):
		return fmt.Errorf("the temporary key in %s ended at %s; use tccli once, which renews it, or log in again (tccli auth login, or tccli sso login)",
			file, time.Unix(int64(seconds), 0).UTC().Format(time.RFC3339))
	}
	return nil
}

func profileError(err error, diags *diag.Diagnostics) {
	diags.AddAttributeError(path.Root("profile"), "Cannot read the profile", fmt.Sprintf(
		"%v. The profile comes from profile in the provider block or from %s, its folder from shared_credentials_dir or from %s.",
		err, envProfile, envSharedCredentialsDir))
}

// readJSON never puts what a file holds into its error: it may be a key.
func readJSON(file string, into any) error {
	content, err := readFile(file)
	if err != nil {
		return fmt.Errorf("reading the profile: %w", err)
	}
	if json.Unmarshal(content, into) != nil {
		return fmt.Errorf("the profile %s is not valid JSON", file)
	}
	return nil
}
