package slim

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestExplanationsAreBlanked(t *testing.T) {
	const value = "package b\n\nvar X = &rule.Behavior{\n\tID: \"x\",\n\tWhy: \"a, \" +\n\t\t\"b\",\n\tFine: `c`,\n\tLimits: \"d\",\n\tPython: `e\nf`,\n\tPriority: 3,\n}\n"
	thin, found, err := catalogues[0].unexplained([]byte(value))
	require.NoError(t, err)
	require.Equal(t, 1, found)
	require.Len(t, thin, len(value))
	require.Regexp(t, `^package b\s+var X = &rule.Behavior{\s+ID: "x",\s+Priority: 3,\s+}\s+$`, string(thin))

	_, _, err = catalogues[0].unexplained([]byte("package b\n\nvar X = &rule.Behavior{ID: \"x\", Why: \"a\"}\n"))
	require.ErrorContains(t, err, "line 3")
	_, found, err = catalogues[0].unexplained([]byte("package b\n\nvar X = rule.Policy{Why: 1}\n"))
	require.NoError(t, err)
	require.Zero(t, found)

	const policy = "package p\n\nvar X = &rule.Policy{\n\tID: \"x\",\n\tTitle: \"a\",\n\tPriority: 1,\n\tLabel: \"l\",\n\tProblem: \"b\",\n\tFine: \"c\",\n\tLimits: limits,\n\tSteps: []rule.Step{\n\t\t{Kind: \"fix\", Text: \"d, e\"},\n\t},\n\tWhen: f(1, 2),\n}\n"
	thin, found, err = catalogues[1].unexplained([]byte(policy))
	require.NoError(t, err)
	require.Equal(t, 1, found)
	require.Regexp(t, `^package p\s+var X = &rule.Policy{\s+ID: "x",\s+Priority: 1,\s+When: f\(1, 2\),\s+}\s+$`, string(thin))
}
