# Renames the resource and the references to it in this folder's files, and
# leaves the old ones as *.bak. tencentcloud_gaap_proxy_group is another resource.
sed -i.bak 's/tencentcloud_gaap_proxy\([". ]\)/gaap_proxy\1/g' *.tf
