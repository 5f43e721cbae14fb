package dist

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Rules read a field as one text, whatever its shape.
func TestPyprojectPeopleAreFields(t *testing.T) {
	d := Describe("tar.gz", "x-1.0.tar.gz", []string{"x-1.0/pyproject.toml"}, []Kept{{Path: "x-1.0/pyproject.toml", Data: []byte(`
[project]
name = "x"
authors = [{name = "A", email = "a@example.org"}, {email = "b@example.org"}]
`)}})
	for _, f := range d.Fields {
		if f.Name == "project.authors" {
			require.Equal(t, "A, a@example.org\nb@example.org", f.Value)
			require.Equal(t, 4, f.Line)
			return
		}
	}
	require.Fail(t, "the field is missing")
}
