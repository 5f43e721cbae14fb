package reference_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/reference"
)

func fields(s string) []string { return strings.Fields(s) }

func TestRequirement(t *testing.T) {
	for _, c := range []struct {
		text                                         string
		name, extras, specifiers, url, marker, extra string
	}{
		{text: "A", name: "A"},
		{text: "A.B-C_D", name: "A.B-C_D"},
		{text: "name<=1", name: "name", specifiers: "<=1"},
		{text: "name>=3,<2", name: "name", specifiers: ">=3,<2"},
		{text: "name (>=1.0, <2)", name: "name", specifiers: ">=1.0,<2"},
		{text: "name ()", name: "name"},
		{text: "name@http://example.com", name: "name", url: "http://example.com"},
		{text: "name @ https://example.com/a;b ; extra == 'x'", name: "name", url: "https://example.com/a;b", marker: "extra == 'x'", extra: "x"},
		{text: "name [fred,bar] @ http://example.com ; python_version=='2.7'", name: "name", extras: "fred bar", url: "http://example.com", marker: "python_version=='2.7'"},
		{text: "name[quux, strange];python_version<'2.7' and platform_version=='2'", name: "name", extras: "quux strange", marker: "python_version<'2.7' and platform_version=='2'"},
		{text: "name; os_name=='a' or os_name=='b'", name: "name", marker: "os_name=='a' or os_name=='b'"},
		{text: "name; os_name=='a' and (os_name=='b' or os_name=='c')", name: "name", marker: "os_name=='a' and (os_name=='b' or os_name=='c')"},
		{text: `requests [security,tests] >= 2.8.1, == 2.8.* ; python_version < "2.7"`, name: "requests", extras: "security tests", specifiers: ">=2.8.1,==2.8.*", marker: `python_version < "2.7"`},
		{text: `x>=1 ; python_version >= "3" and "test" == extra`, name: "x", specifiers: ">=1", marker: `python_version >= "3" and "test" == extra`, extra: "test"},
		{text: `x ; "linux" not in sys_platform and 'a' in os.name`, name: "x", marker: `"linux" not in sys_platform and 'a' in os.name`},
		{text: "x[]", name: "x"},
		{text: "x===any-text", name: "x", specifiers: "===any-text"},
	} {
		r, err := reference.ParseRequirement(c.text)
		require.NoError(t, err, c.text)
		require.Equal(t, c.name, r.Name, c.text)
		require.Equal(t, c.extras, strings.Join(r.Extras, " "), c.text)
		require.Equal(t, c.specifiers, r.Specifiers.String(), c.text)
		require.Equal(t, c.url, r.URL, c.text)
		require.Equal(t, c.marker, r.Marker, c.text)
		require.Equal(t, c.extra, r.Extra, c.text)
	}
}

func TestRequirementErrors(t *testing.T) {
	for text, name := range map[string]string{
		"": "", "-x": "-x", "x-": "x-", ">=1": "", "x[a": "x", "x[a,]": "x", "x[a b]": "x", "x 1.0": "x", "x (>=1": "x", "x =1": "x",
		"x @": "x", "x @ http://example.com y": "x", "x,>=1": "x",
		"x;": "x", "x; foo == '1'": "x", "x; os_name": "x", "x; os_name ==": "x", "x; os_name == 'a": "x", "x; (os_name == 'a'": "x",
		"x; os_name == 'a' or": "x", "x; os_name == 'a' b": "x", "x; os_name is 'a'": "x", "x; python_version >= 3": "x",
		"x; " + strings.Repeat("(", 5000): "x",
	} {
		r, err := reference.ParseRequirement(text)
		require.Error(t, err, text)
		require.Equal(t, name, r.Name, text)
	}
}

func FuzzRequirement(f *testing.F) {
	for _, seed := range []string{"a[b]>=1,<2; extra=='c'", "a @ b ; os_name=='x'", "a (==1.*)", "1.0a1.post2.dev3+x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := reference.ParseRequirement(text)
		if err == nil {
			again, err := reference.ParseSpecifiers(r.Specifiers.String())
			require.NoError(t, err)
			require.Equal(t, r.Specifiers, again)
		}
		if v, err := reference.ParseVersion(text); err == nil {
			w, err := reference.ParseVersion(v.String())
			require.NoError(t, err)
			require.Zero(t, v.Compare(w))
			require.Equal(t, v.String(), w.String())
		}
	})
}
