package simulation

import (
	"fmt"
	"strings"

	"github.com/tencentcloud-gaap/terraform-provider-gaap/internal/gaapmock"
)

// configuration is what the user has written by now, with the credentials and
// the endpoint of an account.
func (f *folder) configuration(account int) string {
	var b strings.Builder
	for _, block := range f.blocks {
		b.WriteString(block.text(account))
	}
	if f.list {
		b.WriteString(f.listText())
	}
	for _, i := range f.instances {
		if !f.list {
			b.WriteString(i.text())
		}
		if i.wanted && i.imports != "" && i.object() == nil {
			fmt.Fprintf(&b, "import {\n  to = %s\n  id = %q\n}\n", i.addr, i.imports)
		}
	}
	return b.String()
}

// endpoint tells the transport the block and the account of a process.
func (b *providerBlock) endpoint(account int) string {
	return fmt.Sprintf("https://block%s.account%d.example.com", b.alias, account)
}

func (b *providerBlock) text(account int) string {
	text := fmt.Sprintf("provider \"gaap\" {\n  endpoint = %q\n  secret_id = %q\n  secret_key = %q\n",
		b.endpoint(account), gaapmock.DefaultSecretID, gaapmock.DefaultSecretKey)
	if b.alias != "" {
		text += fmt.Sprintf("  alias = %q\n", b.alias)
	}
	if b.scope != "" {
		text += fmt.Sprintf("  client_token_scope = %q\n", b.scope)
	}
	if len(b.adopt) > 0 {
		text += "  adopt = " + list(b.adopt, quoted) + "\n"
	}
	return text + "}\n"
}

// text is the resource, or what remains to be said of one that is not wanted.
func (i *instance) text() string {
	_, label, _ := strings.Cut(i.addr, ".")
	if !i.wanted && i.letGo {
		return fmt.Sprintf("removed {\n  from = %s\n  lifecycle {\n    destroy = false\n  }\n}\n", i.addr)
	}
	if !i.wanted {
		return ""
	}
	text, name := "", quoted(i.in.name)
	if i.unknown {
		text, name = fmt.Sprintf("resource \"terraform_data\" %q {\n  input = %s\n}\n", label, name), "terraform_data."+label+".output"
	}
	if i.from != "" {
		text += fmt.Sprintf("moved {\n  from = %s\n  to = %s\n}\n", i.from, i.addr)
	}
	return text + resource(label, i.block, "", name, quoted(i.in.region), number(i.in.bandwidth), number(i.in.concurrent),
		fmt.Sprint(i.in.enable), optional(i.in.token), i)
}

// listText is a resource with a count. Each argument is taken from a list.
func (f *folder) listText() string {
	var all []arguments
	for _, i := range f.instances {
		if i.wanted {
			all = append(all, i.in)
		}
	}
	if len(all) == 0 {
		return ""
	}
	first := f.instances[0]
	of := func(write func(arguments) string) string { return list(all, write) + "[count.index]" }
	text, name := "", of(func(a arguments) string { return quoted(a.name) })
	if first.unknown {
		text = "resource \"terraform_data\" \"list\" {\n  input = " + strings.TrimSuffix(name, "[count.index]") + "\n}\n"
		name = "terraform_data.list.output[count.index]"
	}
	return text + resource("list", first.block, fmt.Sprintf("  count = %d\n", len(all)), name,
		of(func(a arguments) string { return quoted(a.region) }),
		of(func(a arguments) string { return number(a.bandwidth) }),
		of(func(a arguments) string { return number(a.concurrent) }),
		of(func(a arguments) string { return fmt.Sprint(a.enable) }),
		of(func(a arguments) string { return optional(a.token) }), first)
}

// resource writes a block; all but the lifecycle are expressions.
func resource(label string, of *providerBlock, more, name, region, bandwidth, concurrent, enable, token string, i *instance) string {
	if of.alias != "" {
		more += "  provider = gaap." + of.alias + "\n"
	}
	lifecycle := fmt.Sprintf("    create_before_destroy = %t\n", i.cbd)
	if i.ignores {
		lifecycle += "    ignore_changes = [bandwidth]\n"
	}
	return fmt.Sprintf(`resource "gaap_proxy" %q {
%s  name = %s
  access_region = %s
  realserver_region = "Shanghai"
  bandwidth = %s
  concurrent = %s
  enable = %s
  force_destroy = true
  client_token = %s
  lifecycle {
%s  }
}
`, label, more, name, region, bandwidth, concurrent, enable, token, lifecycle)
}

func list[T any](all []T, write func(T) string) string {
	var texts []string
	for _, one := range all {
		texts = append(texts, write(one))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func quoted(text string) string { return fmt.Sprintf("%q", text) }

func number(n int64) string { return fmt.Sprint(n) }

func optional(text string) string {
	if text == "" {
		return "null"
	}
	return quoted(text)
}
