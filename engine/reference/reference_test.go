package reference_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/reference"
	"github.com/wheelscope/wheelscope/engine/report"
	snapshots "github.com/wheelscope/wheelscope/web/static/reference"
)

// snapshot lays a file out as tools/snapshot does: rows are given in order.
func snapshot(name, extra string, rows ...string) []byte {
	return []byte(`{"name":"` + name + `","format":1,"date":"2026-01-02","source":"made for a test","license":"CC0-1.0","entries":` +
		strconv.Itoa(len(rows)) + extra + `,"rows":[` + "\n" + strings.Join(rows, ",\n") + "\n]}\n")
}

func with(t *testing.T, name, extra string, rows ...string) *reference.Data {
	t.Helper()
	d, err := reference.Open(map[string][]byte{name: snapshot(name, extra, rows...)})
	require.NoError(t, err)
	return d
}

func real(t testing.TB) *reference.Data {
	t.Helper()
	files, err := snapshots.Files()
	require.NoError(t, err)
	d, err := reference.Open(files)
	require.NoError(t, err)
	return d
}

func TestOpen(t *testing.T) {
	d, err := reference.Open(nil)
	require.NoError(t, err)
	require.Empty(t, d.Info())
	require.Equal(t, reference.Names, d.Missing())
	require.Nil(t, d.Popularity("x"))
	require.Nil(t, d.Prevalence("x"))
	require.False(t, d.Common("x"))
	require.False(t, d.HasAdvisories())
	require.Empty(t, d.Vulnerabilities("x", "1", "package"))
	require.NotNil(t, d.Vulnerabilities("x", "1", "package"))
	require.Empty(t, d.License("MIT"))
	class, _ := d.Class("mail", "proton.me")
	require.Empty(t, class)
	_, bad := d.Malicious("x", "1")
	require.False(t, bad)

	d = with(t, "popularity", "", `["a",1]`, `["b",2]`)
	require.Equal(t, []report.Reference{{Name: "popularity", Date: "2026-01-02", Source: "made for a test", License: "CC0-1.0", Entries: 2}}, d.Info())
	require.NotContains(t, d.Missing(), "popularity")
}

func TestOpenRefuses(t *testing.T) {
	good := string(snapshot("lists", "", `["mail a.example","free"]`))
	for name, text := range map[string]string{
		"empty":        "",
		"html":         "<!doctype html>\n<p>not found</p>\n",
		"cut":          good[:len(good)-5],
		"other format": strings.Replace(good, `"format":1`, `"format":2`, 1),
		"other name":   strings.Replace(good, `"lists"`, `"licenses"`, 1),
		"bad header":   strings.Replace(good, `"date"`, `date`, 1),
		"one line":     strings.ReplaceAll(good, "\n", ""),
	} {
		_, err := reference.Open(map[string][]byte{"lists": []byte(text)})
		require.ErrorContains(t, err, `"lists"`, name)
	}
}

// TestFind asks a table for every key, and for the gaps between them.
func TestFind(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 10, 100} {
		var rows []string
		for i := range n {
			rows = append(rows, `["k`+strconv.Itoa(1000+i*2)+`",`+strconv.Itoa(i+1)+`]`)
		}
		rows = append(rows, `["zz",7]`)
		d := with(t, "popularity", "", rows...)
		for i := range n {
			require.Equal(t, i+1, d.Popularity("k"+strconv.Itoa(1000+i*2)).Rank, "%d of %d", i, n)
			require.Zero(t, d.Popularity("k"+strconv.Itoa(1001+i*2)).Rank)
		}
		for _, other := range []string{"a", "k", "k1000x", "zzz", "~"} {
			require.Zero(t, d.Popularity(other).Rank, other)
		}
		require.Equal(t, 7, d.Popularity("zz").Rank)
	}
}

func TestPopularity(t *testing.T) {
	d := with(t, "popularity", "", `["a",1]`, `["b",100]`, `["c",101]`, `["d",1001]`, `["e-f",10001]`, `["g",10000]`)
	for name, want := range map[string]report.Popularity{
		"A": {Rank: 1, Stratum: "top100"}, "b": {Rank: 100, Stratum: "top100"}, "c": {Rank: 101, Stratum: "top1k"},
		"d": {Rank: 1001, Stratum: "top10k"}, "g": {Rank: 10000, Stratum: "top10k"}, "E_F": {Rank: 10001, Stratum: "community"},
		"none": {Stratum: "community"},
	} {
		require.Equal(t, &want, d.Popularity(name), name)
	}
	require.Nil(t, d.Popularity(""))

	var top []string
	d.Ranked(101, func(name string, rank int) { top = append(top, name+" "+strconv.Itoa(rank)) })
	require.Equal(t, []string{"a 1", "b 100", "c 101"}, top)
	require.Equal(t, []string{"a", "b", "c"}, d.MostUsed())
}

func TestMalicious(t *testing.T) {
	d := with(t, "malicious", "",
		`["all","*",[],[],["MAL-1"],"2024-01-01","here"]`,
		`["always","",[],[["0"]],["PYSEC-9"],"2024-01-01","here"]`,
		`["some","",["1.0","2.0"],[["3.0","3.5"],["4.0",null,"4.2"]],["MAL-2","PYSEC-1"],"2024-01-01","here"]`,
		`["unstated","?",[],[],["MAL-3"],"2024-01-01","here"]`)
	for _, c := range []struct {
		project, version string
		want             bool
	}{
		{"All", "", true}, {"all", "9", true}, {"always", "", true}, {"always", "odd", true}, {"some", "1.0", true}, {"some", "v2", true}, {"some", "2.1", false}, {"some", "", false},
		{"some", "3.0", true}, {"some", "3.5", false}, {"some", "4.2", true}, {"some", "4.3", false}, {"some", "odd", false},
		{"unstated", "1", true}, {"none", "1", false}, {"", "", false},
	} {
		e, got := d.Malicious(c.project, c.version)
		require.Equal(t, c.want, got, "%s %s", c.project, c.version)
		if got {
			require.NotEmpty(t, e.IDs)
			require.Equal(t, c.project == "unstated", e.Unstated)
			require.Equal(t, strings.EqualFold(c.project, "all") || c.project == "always", e.All)
		}
	}
}

func TestClass(t *testing.T) {
	d := real(t)
	for _, c := range []struct{ list, key, class, detail string }{
		{"shorteners", "bit.ly", "active", ""},
		{"shorteners", "WWW.Bit.ly", "active", ""},
		{"shorteners", "x.co", "inactive", ""},
		{"shorteners", "2ly.link", "active", "2ly.link"},
		{"shorteners", "youtu.be", "link-domain", "YouTube"},
		{"shorteners", "aka.ms", "link-domain", "Microsoft"},
		{"shorteners", "goo.gl", "active", ""},
		{"shorteners", "goo.gl/abc", "active", ""},
		{"shorteners", "goo.gl/maps/abc", "link-domain", "goo.gl/maps"},
		{"shorteners", "example.com", "", ""},
		{"shorteners", "sub.bit.ly", "", ""},
		{"tlds", "xyz", "B", ""},
		{"tlds", ".TOP", "A", ""},
		{"tlds", "click", "C", ""},
		{"tlds", "com", "", ""},
		{"mail", "proton.me", "encrypted", "Proton AG"},
		{"mail", "ProtonMail.com.", "encrypted", "Proton AG"},
		{"mail", "me.33mail.com", "alias", "33mail"},
		{"mail", "users.noreply.github.com", "forge-noreply", ""},
		{"mail", "qq.com", "pseudonymous-free", "free mail"},
		{"mail", "gmail.com", "free", ""},
		{"mail", "0-mail.com", "disposable", ""},
		{"mail", "example.com", "", ""},
		{"mail", "mail.proton.me", "", ""},
		{"extensions", "exe", "executable", ""},
		{"extensions", ".PS1", "script", ""},
		{"extensions", "apk", "archive", "mobile-crypto"},
		{"extensions", "html", "", ""},
		{"hosts", "discord.com", "chat-bot", "discord.com"},
		{"hosts", "discord.com/api/webhooks/1/x?y=1", "webhook", "discord.com/api/webhooks"},
		{"hosts", "api.telegram.org/bot123:abc/sendMessage", "webhook", "api.telegram.org/bot"},
		{"hosts", "a.b.lhr.life", "tunnel", "lhr.life"},
		{"hosts", "example.com", "", ""},
		{"hosts", "com", "", ""},
		{"hosts", `a"b\c d/e`, "", ""},
		{"none", "x", "", ""},
		{"mail", "", "", ""},
	} {
		class, detail := d.Class(c.list, c.key)
		require.Equal(t, c.class, class, "%s %s", c.list, c.key)
		if c.detail != "" {
			require.Equal(t, c.detail, detail, "%s %s", c.list, c.key)
		}
	}
	_, detail := d.Class("tlds", "xyz")
	require.Contains(t, detail, "CIC-2025")
}

func TestLicense(t *testing.T) {
	d := real(t)
	for text, want := range map[string]string{
		"MIT": "Permissive", "mit": "Permissive", "MIT License": "Permissive", "The MIT License (MIT)": "Permissive",
		"License :: OSI Approved :: MIT License": "Permissive", "License :: OSI Approved": "",
		"Apache 2.0": "Permissive", "Apache-2.0": "Permissive", "Apache License, Version 2.0": "Permissive", "Apache Software License": "Permissive",
		"License :: OSI Approved :: Apache Software License": "Permissive",
		"BSD License": "Permissive", "BSD": "Permissive", "BSD-3-Clause": "Permissive", "New BSD License": "Permissive",
		"GPLv3": "Copyleft", "GPL-2.0-or-later": "Copyleft", "GPL-2.0+": "Copyleft", "AGPL-3.0-only": "Copyleft",
		"License :: OSI Approved :: GNU General Public License v2 or later (GPLv2+)": "Copyleft",
		"GNU General Public License v3.0 only":                                       "Copyleft",
		"LGPL-2.1-only":                                                              "Copyleft Limited", "LGPL": "Copyleft Limited", "MPL-2.0": "Copyleft Limited", "Mozilla Public License 2.0 (MPL 2.0)": "Copyleft Limited",
		"License :: Other/Proprietary License": "Commercial", "Public Domain": "Public Domain", "Unlicense": "Public Domain", "CC0-1.0": "Public Domain",
		"PSF-2.0": "Permissive", "ISC": "Permissive",
		// expressions
		"MIT OR GPL-3.0-only": "Permissive", "MIT AND GPL-3.0-only": "Copyleft", "(MIT OR GPL-3.0-only) AND LGPL-2.1-only": "Copyleft Limited",
		"MIT AND (Apache-2.0 OR BSD-2-Clause)": "Permissive", "MIT or Apache-2.0": "Permissive", "MIT/Apache-2.0": "Permissive", "GPL-3.0-only/MIT": "Permissive",
		"GPL-2.0-only WITH Classpath-exception-2.0": "Copyleft Limited", "Apache-2.0 WITH LLVM-exception": "Permissive", "MIT AND LicenseRef-Own": "", "MIT OR LicenseRef-Own": "Permissive",
		"LicenseRef-Own": "", "MIT AND": "", "(MIT OR ISC": "", "MIT OR ISC)": "", "AND": "", "": "", "see LICENSE": "",
		"BSD License OR MIT License":        "Permissive",
		"MIT License\n\nCopyright somebody": "Permissive",
		strings.Repeat("(", 4000):           "",
		strings.Repeat("(", 300):            "",
		strings.Repeat("word ", 1000):       "",
	} {
		require.Equal(t, want, d.License(text), text)
	}
	require.Equal(t, "Apache-2.0", d.LicenseID("Apache License, Version 2.0"))
	require.Equal(t, "GPL-2.0-only", d.LicenseID("GPL-2.0-only"))
	require.Empty(t, d.LicenseID("MIT OR ISC"))
}

func TestLicenseKey(t *testing.T) {
	same := []string{"Apache License, Version 2.0", "apache-2.0", "Apache License v2.0", "The Apache Software License 2", "APACHE 2"}
	for _, s := range same {
		require.Equal(t, "apache 2", reference.LicenseKey(s), s)
	}
	require.Equal(t, "gpl 2+", reference.LicenseKey("GPL-2+"))
	require.Empty(t, reference.LicenseKey("The License"))
}

// TestRealData holds what every snapshot promises: sorted, unique, decodable
// rows, and as many as its header says where a row is an entry.
func TestRealData(t *testing.T) {
	files, err := snapshots.Files()
	require.NoError(t, err)
	for _, name := range reference.Names {
		text, ok := files[name]
		require.True(t, ok, "snapshot %s is missing", name)
		lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
		require.Equal(t, "]}", lines[len(lines)-1], name)
		var keys []string
		for _, l := range lines[1 : len(lines)-1] {
			key, _, ok := strings.Cut(strings.TrimPrefix(l, `["`), `"`)
			require.True(t, ok && strings.HasPrefix(l, `["`), "%s: %s", name, l)
			keys = append(keys, key)
		}
		require.True(t, slices.IsSorted(keys), name)
		require.Len(t, slices.Compact(slices.Clone(keys)), len(keys), name)
	}
	require.Len(t, real(t).Info(), len(reference.Names))
}
