# Renames the resources and the references to them in this folder's files, and
# leaves the old ones as *.bak. Take out of the list what is to stay where it is.
kinds='proxy|proxy_group|realserver|certificate|layer4_listener|layer7_listener|http_domain|http_rule|custom_header|domain_error_page|security_policy|security_rule|global_domain|global_domain_dns'
sed -E -i.bak "s/tencentcloud_gaap_($kinds)([\". ])/gaap_\1\2/g" *.tf
