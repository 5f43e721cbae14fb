package dist

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/pack"
)

// describe is Describe over a text archive.
func describe(name, text string) *Distribution {
	var paths []string
	var kept []Kept
	for _, f := range pack.Parse([]byte(text)) {
		paths = append(paths, f.Name)
		if Wanted(f.Name) {
			kept = append(kept, Kept{f.Name, f.Data})
		}
	}
	return Describe("zip", name, paths, kept)
}

func oddities(d *Distribution) (kinds []string) {
	for _, o := range d.Oddities {
		kinds = append(kinds, o.Kind)
	}
	return kinds
}

const wheelText = `
-- example/__init__.py --
-- example-1.0.data/scripts/run --
#!python
-- example-1.0.dist-info/METADATA --
Metadata-Version: 2.4
Name: Example
Version: 1.0.0
Summary: An example
  that goes on
Author: A. Person
Author-email: "A. Person" <a@example.com>
License-Expression: MIT
License: something else
Classifier: License :: OSI Approved :: BSD License
Classifier: Programming Language :: Python
Requires-Python: >=3.8
Requires-Dist: requests (>=2)
Requires-Dist: tomli; extra == "toml"
Provides-Extra: toml
Project-URL: Source, https://example.com/src
Home-page: https://example.com

# Description
Name: not a field
-- example-1.0.dist-info/WHEEL --
Wheel-Version: 1.0
Root-Is-Purelib: true
Tag: py2-none-any
Tag: py3-none-any
-- example-1.0.dist-info/RECORD --
example/__init__.py,,
-- example-1.0.dist-info/entry_points.txt --
[console_scripts]
# a comment
run = example.cli:main [toml]

[example.plugins]
a:b = example:plugin
-- example-1.0.dist-info/top_level.txt --
example
`

func TestWheel(t *testing.T) {
	d := describe("example-1.0-py2.py3-none-any.whl", wheelText)
	require.Empty(t, oddities(d), "%v", d.Oddities)
	require.Equal(t, Wheel, d.Kind)
	require.Equal(t, "example-1.0.dist-info/", d.InfoDir)
	require.Equal(t, "Example 1.0.0", d.Name+" "+d.Version)
	require.Equal(t, "An example\nthat goes on", d.Summary)
	require.Equal(t, `"A. Person" <a@example.com>`, d.AuthorEmail)
	require.Equal(t, &License{"MIT", "License-Expression"}, d.License)
	require.Equal(t, ">=3.8", d.RequiresPython)
	require.Equal(t, []string{"requests (>=2)", `tomli; extra == "toml"`}, d.Requires)
	require.Equal(t, []string{"toml"}, d.Extras)
	require.Equal(t, []string{"py2-none-any", "py3-none-any"}, d.Tags)
	require.Equal(t, []ProjectURL{{"Source", "https://example.com/src"}, {"Homepage", "https://example.com"}}, d.ProjectURLs)
	require.Equal(t, []string{"example-1.0.data/scripts/run"}, d.Scripts)
	require.Equal(t, []EntryPoint{
		{"console_scripts", "run", "example.cli:main", "example-1.0.dist-info/entry_points.txt", 3},
		{"example.plugins", "a:b", "example:plugin", "example-1.0.dist-info/entry_points.txt", 6},
	}, d.EntryPoints)
	require.Contains(t, d.Fields, Field{"example-1.0.dist-info/METADATA", "Author-email", `"A. Person" <a@example.com>`, 7})
	require.Equal(t, []string{"example"}, d.TopLevel)
	require.Len(t, d.Record, 1)
}

func TestDisagreements(t *testing.T) {
	for _, test := range []struct{ name, file, from, to, kinds string }{
		{"copy of a download", "example-1.0-py2.py3-none-any (1).whl", "", "", ""},
		{"no wheel's name", "x.zip", "", "", UnusualFileName},
		{"name", "other-1.0-py2.py3-none-any.whl", "", "", NameDisagrees},
		{"version", "example-2.0-py2.py3-none-any.whl", "", "", VersionDisagrees},
		{"tags", "example-1.0-py3-none-any.whl", "", "", TagsDisagree},
		{"folder", "example-1.0-py2.py3-none-any.whl", "Version: 1.0.0", "Version: 1.1", VersionDisagrees + " " + VersionDisagrees},
		{"field twice", "example-1.0-py2.py3-none-any.whl", "Name: Example\n", "Name: Example\nName: other\n", DuplicateField},
		{"broken", "example-1.0-py2.py3-none-any.whl", "Summary", "no header\nSummary", BrokenMetadata},
		{"no RECORD", "example-1.0-py2.py3-none-any.whl", "/RECORD --", "/other --", MissingRecord},
		{"no METADATA", "example-1.0-py2.py3-none-any.whl", "/METADATA --", "/other --", MissingMetadata},
		{"two folders", "example-1.0-py2.py3-none-any.whl", "-- example/__init__.py --", "-- other-1.dist-info/WHEEL --\n-- example/__init__.py --", SeveralMetadata},
	} {
		d := describe(test.file, strings.ReplaceAll(wheelText, test.from+strings.Repeat("\x00", max(0, 1-len(test.from))), test.to))
		require.ElementsMatch(t, strings.Fields(test.kinds), oddities(d), "%s: %v", test.name, d.Oddities)
		require.NotEmpty(t, d.Version, test.name)
	}
}

func TestLicense(t *testing.T) {
	for _, test := range []struct{ fields, expression, source string }{
		{"License-Expression: MIT OR Apache-2.0\nLicense: x\n", "MIT OR Apache-2.0", "License-Expression"},
		{"License: MIT\nClassifier: License :: OSI Approved :: BSD License\n", "MIT", "License"},
		{"License: UNKNOWN\nClassifier: License :: OSI Approved :: BSD License\n", "BSD License", "Classifier"},
		{"License: Copyright (c)\n        Permission is hereby granted\nClassifier: License :: OSI Approved :: MIT License\n", "MIT License", "Classifier"},
		{"License: The Example License\n        and its text\n", "The Example License", "License"},
		{"Classifier: License :: OSI Approved\nClassifier: License :: Public Domain\n", "Public Domain", "Classifier"},
	} {
		d := describe("a-1.tar.gz", "-- a-1/PKG-INFO --\nMetadata-Version: 2.1\nName: a\nVersion: 1\n"+test.fields)
		require.Equal(t, &License{test.expression, test.source}, d.License)
	}
	require.Nil(t, describe("a-1.tar.gz", "-- a-1/PKG-INFO --\nName: a\nVersion: 1\n").License)
}

func TestSdist(t *testing.T) {
	d := describe("example-1.0.tar.gz", `
-- example-1.0/setup.py --
-- example-1.0/setup.cfg --
[metadata]
name = ignored
license = MIT
[options]
install_requires =
    ignored
scripts = bin/run
[options.entry_points]
console_scripts =
    run = example:main
    other = example:other
-- example-1.0/pyproject.toml --
[build-system]
requires = ["setuptools>=61", "wheel"]  # tools
build-backend = "backend"
backend-path = ["_build"]
[project]
name = "ignored"
[project.scripts]
run = "example:main"
-- example-1.0/PKG-INFO --
Metadata-Version: 2.1
Name: example
Version: 1.0
Requires-Dist: six
-- example-1.0/example.egg-info/PKG-INFO --
Name: other
-- example-1.0/example.egg-info/requires.txt --
ignored
`)
	require.Empty(t, oddities(d))
	require.Equal(t, "sdist example-1.0/ example 1.0", strings.Join([]string{d.Kind, d.Root, d.Name, d.Version}, " "))
	require.Equal(t, []string{"six"}, d.Requires)
	require.Equal(t, "backend", d.BuildBackend)
	require.Equal(t, []string{"_build"}, d.BackendPath)
	require.Equal(t, []string{"setuptools>=61", "wheel"}, d.BuildRequires)
	require.Equal(t, []string{"example-1.0/bin/run"}, d.Scripts)
	require.Equal(t, []EntryPoint{
		{"console_scripts", "run", "example:main", "example-1.0/pyproject.toml", 8},
		{"console_scripts", "other", "example:other", "example-1.0/setup.cfg", 11},
	}, d.EntryPoints)
	require.Equal(t, &License{"MIT", "License"}, d.License)
}

// TestSdistWithoutPkgInfo: pyproject.toml says it all.
func TestSdistWithoutPkgInfo(t *testing.T) {
	d := describe("main.zip", `
-- x-main/pyproject.toml --
[project]
name = "x-y"
version = "2.0"
description = "words"
authors = [{name = "A", email = "a@example.com"}, {name = "B"}]
maintainers = [{email = "c@example.com"}]
license = {text = "BSD"}
requires-python = ">=3.9"
dependencies = [
  "one>=1", # why
  'two ; python_version < "3"',
]
classifiers = ["Programming Language :: Python"]
dynamic = ["readme"]
urls.Source = "https://example.com"
[project.optional-dependencies]
test = ["three", 'four; os_name == "nt" or x']
[project.gui-scripts]
g = "x:g"
[project.entry-points."x.plugins"]
p = "x:p"
`)
	require.Equal(t, []string{MissingMetadata}, oddities(d))
	require.Equal(t, []string{"sdist", "x-main/", "x-y", "2.0", "words", "B", "A <a@example.com>", "c@example.com", ">=3.9"},
		[]string{d.Kind, d.Root, d.Name, d.Version, d.Summary, d.Author, d.AuthorEmail, d.MaintainerEmail, d.RequiresPython})
	require.Equal(t, []string{"one>=1", `two ; python_version < "3"`, `three; extra == "test"`, `four; (os_name == "nt" or x) and extra == "test"`}, d.Requires)
	require.Equal(t, []ProjectURL{{"Source", "https://example.com"}}, d.ProjectURLs)
	require.Equal(t, []string{"gui_scripts g x:g", "x.plugins p x:p"}, []string{join(d.EntryPoints[0]), join(d.EntryPoints[1])})
	require.Equal(t, &License{"BSD", "License"}, d.License)
	require.Equal(t, "setuptools.build_meta:__legacy__", d.BuildBackend)
}

func join(e EntryPoint) string { return e.Group + " " + e.Name + " " + e.Target }

func TestPoetry(t *testing.T) {
	d := describe("p-1.tar.gz", `
-- p-1/pyproject.toml --
[tool.poetry]
name = "p"
version = "1"
authors = ["A <a@example.com>"]
license = "MIT"
[tool.poetry.dependencies]
python = "^3.8"
one = "^1.2"
two = {version = "*", optional = true}
three = {git = "https://example.com/three.git"}
[tool.poetry.scripts]
run = "p:main"
`)
	require.Equal(t, "p 1 A <a@example.com> ^3.8", strings.Join([]string{d.Name, d.Version, d.AuthorEmail, d.RequiresPython}, " "))
	require.Equal(t, []string{"one ^1.2", "three @ https://example.com/three.git"}, d.Requires)
	require.Len(t, d.EntryPoints, 1)
	require.Equal(t, "MIT", d.License.Expression)
}

func TestOtherKinds(t *testing.T) {
	egg := describe("my_egg-1.0-py3.8.egg", "-- EGG-INFO/PKG-INFO --\nName: my-egg\nVersion: 1.0\n-- EGG-INFO/requires.txt --\none\n[x]\ntwo\n[:python_version<\"3\"]\nthree\n-- EGG-INFO/scripts/s --\n")
	require.Equal(t, []string{Egg, "my-egg", "EGG-INFO/scripts/s"}, []string{egg.Kind, egg.Name, egg.Scripts[0]})
	require.Equal(t, []string{"one", `two; extra == "x"`, `three; python_version<"3"`}, egg.Requires)
	require.Empty(t, oddities(egg))

	old := describe("old-0.1.tar.gz", "-- old-0.1/setup.py --\n")
	require.Equal(t, []string{Sdist, "old", "0.1", "old-0.1/"}, []string{old.Kind, old.Name, old.Version, old.Root})

	plain := describe("photos.zip", "-- a.txt --\n-- b/c.txt --\n")
	require.Equal(t, []string{Archive, "", "", ""}, []string{plain.Kind, plain.Name, plain.Version, plain.Root})
	require.Empty(t, oddities(plain))

	several := describe("a-1.tar.gz", "-- a-1/PKG-INFO --\nName: a\nVersion: 1\n-- tests/x.py --\n")
	require.Equal(t, []string{Sdist, "a-1/"}, []string{several.Kind, several.Root})
	require.Equal(t, []string{SeveralRoots}, oddities(several))
}

func TestWanted(t *testing.T) {
	for name, want := range map[string]bool{
		"a-1.dist-info/METADATA": true, "./a-1.dist-info/RECORD": true, "a-1.dist-info/licenses/LICENSE": false, "b/vendor/a-1.dist-info/METADATA": false,
		"a-1/PKG-INFO": true, "a-1/src/a.egg-info/PKG-INFO": true, "a-1/pyproject.toml": true, "a-1/tests/pyproject.toml": false, "setup.cfg": true,
		"x.whl!/a-1.dist-info/METADATA": false, "EGG-INFO/PKG-INFO": true, "a.py": false, "METADATA": false,
	} {
		require.Equal(t, want, Wanted(name), name)
	}
}
