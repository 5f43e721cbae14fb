package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// scan writes what was found in one line: URLs as "host=url", addresses as
// "class:address", e-mail addresses as "domain@address".
func scan(s *Scanner, data string) []string {
	out := []string{}
	s.Scan([]byte(data), func(m Match) {
		value := data[m.Start:m.End]
		switch m.Kind {
		case URL:
			out = append(out, m.Host+"="+value)
		case Address:
			out = append(out, m.Class+":"+value)
		case Email:
			out = append(out, m.Host+"<"+value)
		}
	})
	return out
}

func check(t *testing.T, rows [][]string) {
	t.Helper()
	s := NewScanner()
	for _, row := range rows {
		t.Run(row[0], func(t *testing.T) {
			require.Equal(t, append([]string{}, row[1:]...), scan(s, row[0]))
		})
	}
}

func TestURLs(t *testing.T) {
	check(t, [][]string{
		// schemes
		{"http://example.com", "example.com=http://example.com"},
		{"see HTTPS://Example.COM/A for more", "example.com=HTTPS://Example.COM/A"},
		{"ftp://ftp.example.org/pub/", "ftp.example.org=ftp://ftp.example.org/pub/"},
		{"ws://example.com/s wss://example.com/t", "example.com=ws://example.com/s", "example.com=wss://example.com/t"},
		{"git+https://example.com/x.git", "example.com=https://example.com/x.git"},
		{"sftp://example.com/x"},
		{"hxxp://example.com/x"},
		{"aws://example.com/x"},
		{"file:///etc/passwd"},
		{"http:/example.com"},
		{"http:example.com"},
		{"://example.com"},
		{"redirectedhttp://example.com/x", "example.com=http://example.com/x"},
		// ends: prose
		{"(see http://example.com/a).", "example.com=http://example.com/a"},
		{"http://example.com/a.", "example.com=http://example.com/a"},
		{"http://example.com.", "example.com=http://example.com"},
		{"http://example.com/a, http://example.com/b; end", "example.com=http://example.com/a", "example.com=http://example.com/b"},
		{"http://example.com/a,http://example.com/b", "example.com=http://example.com/a", "example.com=http://example.com/b"},
		{"http://example.com/a,b", "example.com=http://example.com/a,b"},
		{"http://example.com/a?!", "example.com=http://example.com/a"},
		{"http://example.com/wiki/A_(b)", "example.com=http://example.com/wiki/A_(b)"},
		{"(http://example.com/wiki/A_(b))", "example.com=http://example.com/wiki/A_(b)"},
		{"请访问https://example.com查看", "example.com=https://example.com"},
		{"见https://example.com/a。更多", "example.com=https://example.com/a"},
		{"https://example.com。", "example.com=https://example.com"},
		{"“https://example.com/a”", "example.com=https://example.com/a"},
		// ends: markup
		{"[a](https://example.com/a_(b)) x", "example.com=https://example.com/a_(b)"},
		{"![b](https://example.com/b.svg \"t\")", "example.com=https://example.com/b.svg"},
		{"[![b](https://example.com/b.svg)](https://example.org/c)", "example.com=https://example.com/b.svg", "example.org=https://example.org/c"},
		{"[1]: https://example.com/a 'T'", "example.com=https://example.com/a"},
		{"**https://example.com/a**", "example.com=https://example.com/a"},
		{"<https://example.com/a>", "example.com=https://example.com/a"},
		{"`text <https://example.com/a>`_", "example.com=https://example.com/a"},
		{"`https://example.com/a`", "example.com=https://example.com/a"},
		{"<a href=\"https://example.com/?a=1&amp;b=2\">", "example.com=https://example.com/?a=1&amp;b=2"},
		{"&lt;https://example.com/a&gt;", "example.com=https://example.com/a"},
		{"href=&quot;https://example.com/a&quot;", "example.com=https://example.com/a"},
		{"| https://example.com/a| b |", "example.com=https://example.com/a"},
		{"\\url{https://example.com/a}", "example.com=https://example.com/a"},
		{"{url: https://example.com/a}", "example.com=https://example.com/a"},
		{"[https://example.com/a]", "example.com=https://example.com/a"},
		{"https://example.com/?a[]=1&b", "example.com=https://example.com/?a[]=1&b"},
		{"https://example.com<br>", "example.com=https://example.com"},
		{"at https://example.com.<br>x", "example.com=https://example.com"},
		// ends: source code
		{"x = 'https://example.com/a'", "example.com=https://example.com/a"},
		{"x = \"https://example.com/it's\"", "example.com=https://example.com/it's"},
		{`"https://example.com/a\n"`, "example.com=https://example.com/a"},
		{`"\nhttps://example.com/a"`, "example.com=https://example.com/a"},
		{`"\twss://example.com/a"`, "example.com=wss://example.com/a"},
		{`'a\\nws://example.com/a'`},
		{`{"u":"https:\/\/example.com\/a\/b"}`, `example.com=https:\/\/example.com\/a\/b`},
		{"f'https://{host}/x'"},
		{"f'https://example.com/{path}'", "example.com=https://example.com/{path}"},
		{"f'https://example.com/{path}/x.'", "example.com=https://example.com/{path}/x"},
		{"f'https://example.com{path}'", "example.com=https://example.com{path}"},
		{"f'https://example.com:{port}/x'", "example.com=https://example.com:{port}/x"},
		{"f'https://api.{region}.example.com/'"},
		{"f'https://a.b{n}.example.com/'"},
		{"f'https://{user}:{password}@example.com/x'", "example.com=https://{user}:{password}@example.com/x"},
		{"'https://example.com/{' + name + '}'", "example.com=https://example.com/"},
		{"'https://%s/x'"},
		{"'https://%(host)s/x'"},
		{"'https://example.com/%s.zip' % n", "example.com=https://example.com/%s.zip"},
		{"'https://example.com/%(name)s.zip'", "example.com=https://example.com/%(name)s.zip"},
		{"'https://x.example%s.com/'"},
		{"`https://example.com/${a.b}/c`", "example.com=https://example.com/${a.b}/c"},
		{"`https://${host}/c`"},
		{"\"https://$HOST/c\""},
		{"\"https://a.$HOST/c\""},
		{"https://example.com/{{ name }}/y", "example.com=https://example.com/{{ name }}/y"},
		{"https://<host>/x"},
		{"https://s3.<region>.example.com/x"},
		{"https://*.example.com"},
		{"https://s3.*.example.com"},
		{"\"https://\" + host"},
		{"\"https://a.b.\" + host"},
		{"\"https://api.\" + host"},
		{"print('See https://docs.example.org.')", "docs.example.org=https://docs.example.org"},
		{"re: https?://example.com"},
		{"https://example.com/*", "example.com=https://example.com/"},
		{"https://example.com/a#b?c", "example.com=https://example.com/a#b?c"},
		{"https://example.com?a=b", "example.com=https://example.com?a=b"},
		{"https://example.com/a\x00b", "example.com=https://example.com/a"},
		{"https://example.com/\xff\xfe", "example.com=https://example.com/"},
		// hosts
		{"http://localhost:8080/x", "localhost=http://localhost:8080/x"},
		{"http://localhost", "localhost=http://localhost"},
		{"http://localhostess/x"},
		{"http://example/x"},
		{"http://example.c/x"},
		{"http://example.123/x"},
		{"http://-a.example.com/x"},
		{"http://a..example.com/x"},
		{"http://a_b.example.com/x", "a_b.example.com=http://a_b.example.com/x"},
		{"http://bücher.example/x", "bücher.example=http://bücher.example/x"},
		{"http://xn--bcher-kva.example/", "xn--bcher-kva.example=http://xn--bcher-kva.example/"},
		{"http://a.xn--p1ai/", "a.xn--p1ai=http://a.xn--p1ai/"},
		{"http://почта.рф/x", "почта.рф=http://почта.рф/x"},
		{"http://ПОЧТА.рф/x", "почта.рф=http://ПОЧТА.рф/x"},
		{"http://user@example.com/x", "example.com=http://user@example.com/x"},
		{"http://user:pa55@example.com:81/x", "example.com=http://user:pa55@example.com:81/x"},
		{"http://a.example@b.example/x", "b.example=http://a.example@b.example/x"},
		{"http://example.com:99999999/x", "example.com=http://example.com:99999"},
		{"http://example.com: x", "example.com=http://example.com"},
		{"http://192.0.2.7/x", "192.0.2.7=http://192.0.2.7/x", "documentation:192.0.2.7"},
		{"http://127.0.0.1:8000", "127.0.0.1=http://127.0.0.1:8000", "loopback:127.0.0.1"},
		{"http://1.2.3/x"},
		{"http://1.2.3.4.5/x"},
		{"http://256.1.1.1/x"},
		{"http://[::1]:80/x", "::1=http://[::1]:80/x", "loopback:::1"},
		{"http://[2001:DB8::1]/", "2001:db8::1=http://[2001:DB8::1]/", "documentation:2001:DB8::1"},
		{"http://[fe80::1%25eth0]/", "fe80::1=http://[fe80::1%25eth0]/", "link-local:fe80::1"},
		{"http://[x]/"},
		// inside others
		{"https://archive.example/web/http://example.com/x", "archive.example=https://archive.example/web/http://example.com/x", "example.com=http://example.com/x"},
		{"https://a.example/?u=http://b.example/x&v=1", "a.example=https://a.example/?u=http://b.example/x&v=1", "b.example=http://b.example/x"},
		{"https://a.example/?u=http://b.example/?q&v=1", "a.example=https://a.example/?u=http://b.example/?q&v=1", "b.example=http://b.example/?q&v=1"},
		{"https://a.example/?m=x@b.example", "a.example=https://a.example/?m=x@b.example", "b.example<x@b.example"},
		{"https://a.example/@x", "a.example=https://a.example/@x"},
	})
}

func TestIPv4(t *testing.T) {
	check(t, [][]string{
		// classes
		{"8.8.8.8", "public:8.8.8.8"},
		{"0.0.0.0", "unspecified:0.0.0.0"},
		{"0.1.2.3", "reserved:0.1.2.3"},
		{"10.255.0.1", "private:10.255.0.1"},
		{"172.16.0.1 172.31.0.1 172.32.0.1", "private:172.16.0.1", "private:172.31.0.1", "public:172.32.0.1"},
		{"192.168.1.1", "private:192.168.1.1"},
		{"100.64.0.1 100.127.0.1 100.128.0.1", "shared:100.64.0.1", "shared:100.127.0.1", "public:100.128.0.1"},
		{"127.0.0.1 127.1.2.3", "loopback:127.0.0.1", "loopback:127.1.2.3"},
		{"169.254.169.254", "link-local:169.254.169.254"},
		{"192.0.2.1 198.51.100.1 203.0.113.1 233.252.0.1", "documentation:192.0.2.1", "documentation:198.51.100.1", "documentation:203.0.113.1", "documentation:233.252.0.1"},
		{"192.0.0.1 192.88.99.1 198.18.0.1 198.19.0.1", "reserved:192.0.0.1", "reserved:192.88.99.1", "reserved:198.18.0.1", "reserved:198.19.0.1"},
		{"224.0.0.1 239.1.1.1", "multicast:224.0.0.1", "multicast:239.1.1.1"},
		{"240.0.0.1 255.255.255.0", "reserved:240.0.0.1", "reserved:255.255.255.0"},
		{"255.255.255.255", "broadcast:255.255.255.255"},
		// places
		{"('192.0.2.1', 80)", "documentation:192.0.2.1"},
		{"192.0.2.1:8080", "documentation:192.0.2.1"},
		{"192.0.2.0/24", "documentation:192.0.2.0"},
		{"host=192.0.2.1", "documentation:192.0.2.1"},
		{"host == '192.0.2.1'", "documentation:192.0.2.1"},
		{"server: 192.0.2.1", "documentation:192.0.2.1"},
		{"DNSSERVER=192.0.2.1", "documentation:192.0.2.1"},
		{"root@192.0.2.1", "documentation:192.0.2.1"},
		{"tcp://192.0.2.1:80", "documentation:192.0.2.1"},
		{"connect to 192.0.2.1.", "documentation:192.0.2.1"},
		{"[192.0.2.1]", "documentation:192.0.2.1"},
		{`"a\n192.0.2.1\n"`, "documentation:192.0.2.1"},
		{"192.0.2.1-192.0.2.9", "documentation:192.0.2.1", "documentation:192.0.2.9"},
		{"192.0.2.1-254", "documentation:192.0.2.1"},
		{"192.0.2.0/255.255.255.0", "documentation:192.0.2.0", "reserved:255.255.255.0"},
		{"<ip>192.0.2.1</ip>", "documentation:192.0.2.1"},
		{"<192.0.2.1>", "documentation:192.0.2.1"},
		{"\n> 192.0.2.1", "documentation:192.0.2.1"},
		{"a -> 192.0.2.1", "documentation:192.0.2.1"},
		{"127.0.0.1 localhost", "loopback:127.0.0.1"},
		{"127.0.0.1\tLocal", "loopback:127.0.0.1"},
		{"8.8.8.8 Google", "public:8.8.8.8"},
		{"地址192.0.2.1。", "documentation:192.0.2.1"},
		{"# 192.0.2.1", "documentation:192.0.2.1"},
		// no addresses: form
		{"1.2.3"},
		{"1.2.3.4.5"},
		{"1.2.3.4.5.6.7.8"},
		{"256.1.1.1"},
		{"1.2.3.1234"},
		{"01.2.3.4"},
		{"1.2.3.04"},
		{"1..2.3.4"},
		{"x1.2.3.4"},
		{"1.2.3.4x"},
		{"1.2.3.4_5"},
		{".1.2.3.4"},
		{"1.2.3.*"},
		// no addresses: versions
		{"v1.2.3.4"},
		{"V1.2.3.4"},
		{"foo==1.2.3.4"},
		{"foo == 1.2.3.4"},
		{"foo>=1.2.3.4"},
		{"foo >= 1.2.3.4, < 2.0.0.0"},
		{"foo~=1.2.3.4"},
		{"foo!=1.2.3.4"},
		{"foo<1.2.3.4"},
		{"foo>1.2.3.4"},
		{"foo ~> 1.2.3.4"},
		{"foo ^1.2.3.4"},
		{"version 1.2.3.4"},
		{"Version: 1.2.3.4"},
		{"versions 1.2.3.4 and 1.2.3.5"},
		{"Version=1.2.3.4, Culture=neutral"},
		{"__version__ = '1.2.3.4'"},
		{"\"version\": \"1.2.3.4\""},
		{"\\\"version\\\": \\\"1.2.3.4\\\""},
		{"[assembly: AssemblyVersion(\"1.2.3.4\")]"},
		{"AssemblyFileVersion(\"1.2.3.4\")"},
		{"oldVersion=\"0.0.0.0-1.2.3.4\""},
		{"<Version>1.2.3.4</Version>"},
		{".. versionadded:: 1.2.3.4"},
		{"release 1.2.3.4"},
		{"libVer = '1.2.3.4'"},
		{"min-rev: 1.2.3.4"},
		{"Mozilla/5.0 Chrome/91.0.44.124 Safari/1.2.3.4"},
		{"Gecko rv:1.9.2.3"},
		{"MSIE 7.0.0.1"},
		{"lib-1.2.3.4.tar.gz"},
		{"foo-1.2.3.4-py3-none-any.whl"},
		{"foo_1.2.3.4_amd64.deb"},
		{"libfoo.so.1.2.3.4"},
		{"1.2.3.4.dist-info"},
		{"1.2.3.4rc1"},
		{"1.2.3.4+local"},
		{"1.2.3.4-1"},
		{"docs/1.2.3.4/index"},
		{"https://example.com/releases/1.2.3.4/x", "example.com=https://example.com/releases/1.2.3.4/x"},
		// no addresses: identifiers
		{"oid 1.2.3.4"},
		{"ObjectIdentifier(\"1.3.101.112\")"},
		{"see section 3.4.1.1 of the RFC"},
		{"(sections `3.1.3.6`_, `3.2.2.10`_)"},
		{"'Contract', '1.0.0.0'"},
		{"route 8.0.0.0/8", "public:8.0.0.0"},
		{"2.5.4.3"},
		{"2.5.29.17"},
		{"1.3.6.1"},
		{"1.3.6.1.4.1.311"},
		{"1.2.840.113549"},
		{"\x00 deflate 1.3.1.1 Copyright 1995"},
		{"`1.2.0.3</code> or above"},
		{"1.2.3.4 or later"},
		// no addresses: sections
		{"see §2.3.2.1"},
		{".. _`3.1.3.6`: x"},
		{"lines [3.3.2.3^1]"},
		{"RFC 5545 3.8.2.4: x"},
		{"RFC5545 3.8.2.4"},
		{"sections 5.2.4 and 6.2.2.3"},
		{"from 192.0.2.1 to 192.0.2.9", "documentation:192.0.2.1", "documentation:192.0.2.9"},
		{"\n1.2.3.4 Introduction\n"},
		{"\n1.2.3.4. Titles\n"},
		{"\n1.2.3.4 (2019-02-03)\n"},
		{"\n1.2.3.4 (unreleased)\n"},
		{"\n1.2.3.4 - 2019-02-03\n"},
		{"\n1.2.3.4\n-------\n"},
		{"\n1.2.3.4\r\n=======\n"},
		{"\n## 1.2.3.4\n"},
		{"\n### [1.2.3.4] x\n"},
		{"\n1.2.3.4 ........ 12\n"},
	})
}

func TestIPv6(t *testing.T) {
	check(t, [][]string{
		{"2001:db8::1:2", "documentation:2001:db8::1:2"},
		{"2001:db8:0:0:0:0:0:1", "documentation:2001:db8:0:0:0:0:0:1"},
		{"[2001:4860:4860::8888]:53", "public:2001:4860:4860::8888"},
		{"2606:4700:4700::1111/128", "public:2606:4700:4700::1111"},
		{"fe80::1ff:fe23:4567:890a%eth2", "link-local:fe80::1ff:fe23:4567:890a"},
		{"fd12:3456:789a::1", "private:fd12:3456:789a::1"},
		{"ff02::1:ff00:1", "multicast:ff02::1:ff00:1"},
		{"3fff:1:2::3", "documentation:3fff:1:2::3"},
		{"::ffff:192.0.2.1", "documentation:::ffff:192.0.2.1"},
		{"64:ff9b::10.0.0.1", "private:64:ff9b::10.0.0.1"},
		{"5f00:1:2::3", "reserved:5f00:1:2::3"},
		{"'::1'", "loopback:::1"},
		{"\"::1\"", "loopback:::1"},
		{"'fe80::1'", "link-local:fe80::1"},
		{"\"2001:db8::/32\"", "documentation:2001:db8::"},
		{"see 2001:db8:1::2.", "documentation:2001:db8:1::2"},
		{"1:2:3:4:5:6:7:8", "reserved:1:2:3:4:5:6:7:8"},
		// forms of fewer than three groups need quotes
		{"::1"},
		{"fe80::1"},
		{"x[::1]"},
		{"'::'"},
		// none
		{"12:30:45"},
		{"2020-01-01T12:30:45.123"},
		{"[::2]"},
		{"x[1::2]"},
		{"x[a::b]"},
		{"std::vec::Vec"},
		{"a::b"},
		{"'a::b'"},
		{"dead::beef::cafe"},
		{"bad::face:fade"},
		{"Foo::Bar"},
		{"00:1a:2b:3c:4d:5e"},
		{"00:1a:2b:3c:4d:5e:6f:70"},
		{"aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99"},
		{"1:2:3"},
		{"1:2:3:4:5:6:7"},
		{"1:2:3:4:5:6:7:8:9"},
		{"1::2::3:4"},
		{"12345::1:2"},
		{"::ffff:1.2.3.256"},
		{"node:192.0.2.1", "documentation:192.0.2.1"},
		{"cafe:192.0.2.1", "documentation:192.0.2.1"},
		{"crate::fd12:3456:789a::b"},
		{"x.fd12:3456:789a::1"},
		{"fd12:3456:789a::1x"},
	})
}

func TestEmail(t *testing.T) {
	check(t, [][]string{
		{"a@example.com", "example.com<a@example.com"},
		{"Jane <Jane.Doe+x@Mail.Example.ORG>,", "mail.example.org<Jane.Doe+x@Mail.Example.ORG"},
		{"mailto:a_b@example.com?x", "example.com<a_b@example.com"},
		{"write to a@example.com.", "example.com<a@example.com"},
		{"--email=a@example.com", "example.com<a@example.com"},
		{"-a@example.com", "example.com<a@example.com"},
		{`"\na@example.com\n"`, "example.com<a@example.com"},
		{"a@example.com, b@example.com", "example.com<a@example.com", "example.com<b@example.com"},
		{"a@xn--bcher-kva.example", "xn--bcher-kva.example<a@xn--bcher-kva.example"},
		{"a@b.xn--p1ai", "b.xn--p1ai<a@b.xn--p1ai"},
		{"(a@example.com)", "example.com<a@example.com"},
		{"a@example.com: text", "example.com<a@example.com"},
		{strings.Repeat("a", 64) + "@example.com", "example.com<" + strings.Repeat("a", 64) + "@example.com"},
		// none
		{strings.Repeat("a", 65) + "@example.com"},
		{"@app.route"},
		{"\n@app.route('/')"},
		{"git@github.com:x/y.git"},
		{"user@example.com:/srv"},
		{"user@example.com:dir/file"},
		{"ssh://git@example.com/x"},
		{"postgres://user:secret@db.example.com/x"},
		{"https://user:secret@db.example.com/x", "db.example.com=https://user:secret@db.example.com/x"},
		{"user@host"},
		{"pkg@1.2.3"},
		{"@scope/pkg@1.2.3"},
		{"actions/checkout@v4.1"},
		{"x@v1.beta"},
		{"icon@2x.png"},
		{"icon@large.png"},
		{"icon@3x.retina"},
		{"getty@tty1.service"},
		{"a@b.c"},
		{"y@yMyQydy.zP"},
		{"a@b..com"},
		{"a.@example.com"},
		{"a..b@example.com"},
		{"a@-x.com"},
		{"a@example.com_x"},
		{"a@b.com@c"},
		{"q@k.transpose(1)"},
		{"memcpy@GLIBC_2.2.5"},
		{"a@@example.com"},
		{"a @example.com"},
		{"a@"},
		{"@"},
		{"https://cdn.example/npm/vue@next.min/x", "cdn.example=https://cdn.example/npm/vue@next.min/x"},
	})
}

func TestSplitURL(t *testing.T) {
	for _, row := range []struct{ url, scheme, host, port, path string }{
		{"HTTPS://Example.com:8443/A/b.py?x=/y#z", "https", "example.com", "8443", "/A/b.py"},
		{"http://u:p@example.com", "http", "example.com", "", ""},
		{"http://example.com?x=1/2", "http", "example.com", "", ""},
		{"http://example.com#/x.py", "http", "example.com", "", ""},
		{"http://[::1]:80/x", "http", "::1", "80", "/x"},
		{"http://[FE80::1%25eth0]/x", "http", "fe80::1", "", "/x"},
		{`https:\/\/example.com\/a`, "https", "example.com", "", "/a"},
		{"https://example.com{path}", "https", "example.com", "", ""},
		{"nothing", "", "", "", ""},
	} {
		scheme, host, port, path := SplitURL(row.url)
		require.Equal(t, row, struct{ url, scheme, host, port, path string }{row.url, scheme, host, port, path})
	}
}

func TestNestedURLsAreBounded(t *testing.T) {
	s := NewScanner()
	total, count := 0, 0
	s.Scan([]byte(strings.Repeat("http://a.example/", 1000)), func(m Match) {
		total += m.End - m.Start
		count++
	})
	require.Equal(t, 1000, count)
	require.Less(t, total, 200_000)
}

func TestNoAllocationWithoutMatches(t *testing.T) {
	data := []byte(strings.Repeat("for x in y: z.a = 1.5 # a:b @c 'd'[::2] 12:30:45 v1.2.3.4\n", 100))
	s := NewScanner()
	require.Zero(t, testing.AllocsPerRun(10, func() { s.Scan(data, func(m Match) { panic(fmt.Sprint(m)) }) }))
}

func TestHostsAreShared(t *testing.T) {
	data := []byte(strings.Repeat("https://Example.com/x 192.0.2.1 a@example.com\n", 100))
	s := NewScanner()
	s.Scan(data, func(Match) {})
	require.Zero(t, testing.AllocsPerRun(10, func() { s.Scan(data, func(Match) {}) }))
}

// Eight bytes at once find what one after the other does.
func TestNextAnchor(t *testing.T) {
	alphabet := []byte(".:@/\\0a9fg \n\x80\xff_")
	state := uint32(1)
	for range 3000 {
		data := make([]byte, 1+state%40)
		for i := range data {
			state = state*1664525 + 1013904223
			data[i] = alphabet[state>>16%uint32(len(alphabet))]
			if state>>8&3 != 0 {
				data[i] = 'x'
			}
		}
		for i := range data {
			want := i
			for want < len(data) && !anchors(data, want) {
				want++
			}
			require.Equal(t, want, nextAnchor(data, i), "%q from %d", data, i)
		}
	}
}
