package reference_test

import (
	"testing"

	"github.com/wheelscope/wheelscope/engine/reference"
)

// FuzzOpen: reference data can come from a folder the user names, so a broken
// file may give wrong answers but no crash and no endless search.
func FuzzOpen(f *testing.F) {
	f.Add("popularity", []byte("[\"a\",1],\n[\"b\",2]"), "a")
	f.Add("advisories", []byte(`["a",[{"id":"x","r":[["0",null,"2"]],"e":[1e300,2],"cv":"CVSS:3.1/S:U"}]]`), "a")
	f.Add("malicious", []byte(`["a","",[],[["1"]],[],"",""]`), "a")
	f.Add("lists", []byte(`["hosts a.example/",[["/b","c"]]]`), "a.example/bc")
	f.Add("prevalence", []byte(`["behavior a",[1,2,3,4]]`), "a")
	f.Add("licenses", []byte(`["mit","MIT","Permissive"]`), "(MIT OR x) AND y WITH z")
	f.Fuzz(func(t *testing.T, name string, rows []byte, key string) {
		data := append([]byte(`{"name":"`+name+`","format":1,"prevalence":{"strata":[{"analysed":1,"total":5},{"analysed":2,"total":2}]},"rows":[`+"\n"), rows...)
		d, err := reference.Open(map[string][]byte{name: append(data, "\n]}\n"...)})
		if err != nil {
			return
		}
		d.Popularity(key)
		d.Ranked(100, func(string, int) {})
		d.Vulnerabilities(key, "1.0", "package")
		d.Malicious(key, "1.0")
		for _, list := range []string{"shorteners", "tlds", "mail", "extensions", "hosts"} {
			d.Class(list, key)
		}
		d.License(key)
		d.Prevalence(key)
		d.Common(key)
	})
}
