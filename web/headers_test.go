package web

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write generated files anew")

func TestNoAddressGetsAHeaderTwice(t *testing.T) {
	for _, r := range Rules() {
		path := strings.Replace(r.Path, "*", "x", 1)
		seen := map[string]bool{}
		for _, h := range For(path) {
			require.False(t, seen[h.Name], "%s is given twice to %s", h.Name, path)
			seen[h.Name] = true
		}
	}
}

func TestHeaders(t *testing.T) {
	get := func(path, name string) string {
		for _, h := range For(path) {
			if h.Name == name {
				return h.Value
			}
		}
		return ""
	}
	for _, path := range []string{"/", "/index.html", "/assets/main-ABC.js", "/anything/else"} {
		require.Equal(t, Policy, get(path, "Content-Security-Policy"), path)
		require.Equal(t, "nosniff", get(path, "X-Content-Type-Options"), path)
		require.Equal(t, "no-referrer", get(path, "Referrer-Policy"), path)
	}
	require.Contains(t, get("/assets/main-ABC.js", "Cache-Control"), "immutable")
	require.Contains(t, get("/", "Cache-Control"), "must-revalidate")
}

// The policy is worth only what it leaves out.
func TestPolicyIsTight(t *testing.T) {
	for _, word := range []string{"unsafe-inline", "'unsafe-eval'", "font-src", "http:", "https:", "frame-src", "*"} {
		require.NotContains(t, Policy, word)
	}
	for _, word := range []string{"default-src 'none'", "worker-src blob:", "require-trusted-types-for 'script'", "trusted-types wheelscope", "form-action 'none'", "base-uri 'none'"} {
		require.Contains(t, Policy, word)
	}
}

// netlify.toml is written by tools/build; this fails when it is stale or was edited by hand.
func TestNetlifyIsFresh(t *testing.T) {
	if *update {
		require.NoError(t, os.WriteFile("../netlify.toml", Netlify(), 0o644))
	}
	have, err := os.ReadFile("../netlify.toml")
	require.NoError(t, err)
	require.Equal(t, string(Netlify()), string(have), "run `make generate`")
}
