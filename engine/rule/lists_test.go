package rule

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestListsTravel(t *testing.T) {
	full := func() []*Behavior {
		return []*Behavior{
			{ID: "a", Title: "A.", Attack: []string{"T1", "T2"}, Python: "x.y # no\n\tz(a=b|c)  @w", Native: "n", Script: "s(-x)", Hosts: "example.com(/a/*)", Text: "\n\tLogin Data\n# no\n.ssh"},
			{ID: "b", Title: "B."},
		}
	}
	policies := func() []*Policy {
		return []*Policy{{ID: "p", Title: "P.", Label: "things", Single: "thing", Problem: "Q.", Fine: "F.", Limits: "L.", Steps: []Step{{"fix", "Mend it."}, {"stop", "Do not."}}}}
	}
	thinner := []*Policy{{ID: "p"}}
	file := WriteLists(full(), policies())
	thin := []*Behavior{{ID: "a"}, {ID: "b"}}
	require.NoError(t, ReadLists(thin, thinner, file))
	require.Equal(t, "x.y z(a=b|c) @w", thin[0].Python)
	require.Equal(t, "Login Data\n.ssh", thin[0].Text)
	require.Equal(t, string(file), string(WriteLists(thin, thinner)))
	require.Equal(t, Digest(full(), policies()), Digest(thin, thinner), "both builds have one digest")
	for name, bad := range map[string][]*Behavior{"another": {{ID: "a"}, {ID: "c"}}, "one more": {{ID: "a"}, {ID: "b"}, {ID: "c"}}, "none": nil} {
		require.Error(t, ReadLists(bad, thinner, file), name)
	}
	require.Error(t, ReadLists(thin, thinner, nil))
	require.Error(t, ReadLists(thin, []*Policy{{ID: "q"}}, file))
	require.Equal(t, policies(), thinner)
}
