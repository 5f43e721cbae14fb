package slim

import (
	"testing"

	"github.com/stretchr/testify/require"
)

const sample = `package p

import (
	"fmt"
	"net/http"
)

// Gone serves.
type Gone struct{}

// Serve does.
func (g *Gone) Serve(w http.ResponseWriter) {}

// Kept stays.
type Kept struct{ f http.Flusher }

// Say is kept too.
func (k Kept) Say() { fmt.Println("kept") }
`

func TestCut(t *testing.T) {
	c := cut{drop: []string{"Gone"}, unimport: []string{"net/http"}, replace: [][2]string{{"http.Flusher", "interface{ Flush() }"}}}
	out, err := c.apply([]byte(sample))
	require.NoError(t, err)
	require.NoError(t, check(out))
	require.NotContains(t, string(out), "Gone")
	require.NotContains(t, string(out), "Serve")
	require.Contains(t, string(out), "// Kept stays.\ntype Kept struct{ f interface{ Flush() } }")
}

func TestCutIsLoud(t *testing.T) {
	for name, c := range map[string]cut{
		"declaration that is not there": {drop: []string{"Missing"}},
		"import that is not there":      {unimport: []string{"net/url"}},
		"text that is not there":        {replace: [][2]string{{"http.Pusher", "any"}}},
		"text that is there twice":      {replace: [][2]string{{"Kept", "Other"}}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := c.apply([]byte(sample))
			require.ErrorContains(t, err, "not once")
		})
	}
	require.ErrorContains(t, check([]byte(sample)), "net/http")
	require.ErrorContains(t, check([]byte("package p\nimport _ \"net/http/cookiejar\"\n")), "net/http/cookiejar")
}
