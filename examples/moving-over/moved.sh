# Prints a moved block for each resource in the state that has a place here. One
# block moves all instances of a resource with count or for_each.
kinds='proxy|proxy_group|realserver|certificate|layer4_listener|layer7_listener|http_domain|http_rule|custom_header|domain_error_page|security_policy|security_rule|global_domain|global_domain_dns'
terraform state list | grep -E "tencentcloud_gaap_($kinds)\." | grep -v 'data\.tencentcloud' | sed -E 's/(tencentcloud_gaap_[^[]*).*/\1/' | sort -u |
  while read -r from; do
    to=$(printf '%s' "$from" | sed 's/tencentcloud_gaap_/gaap_/')
    printf 'moved {\n  from = %s\n  to   = %s\n}\n\n' "$from" "$to"
  done
