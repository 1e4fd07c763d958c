# Prints a moved block for each tencentcloud_gaap_proxy in the state. One block
# moves all instances of a resource with count or for_each.
terraform state list | grep 'tencentcloud_gaap_proxy\.' | sed 's/\(tencentcloud_gaap_proxy\.[^[]*\).*/\1/' | sort -u |
  while read -r from; do
    to=$(printf '%s' "$from" | sed 's/tencentcloud_gaap_proxy\./gaap_proxy./')
    printf 'moved {\n  from = %s\n  to   = %s\n}\n\n' "$from" "$to"
  done
