package reference_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/wheelscope/wheelscope/engine/reference"
)

func parse(t *testing.T, text string) reference.Version {
	t.Helper()
	v, err := reference.ParseVersion(text)
	require.NoError(t, err, text)
	return v
}

// The spellings of PEP 440, "Normalization".
func TestVersionSpellings(t *testing.T) {
	for text, want := range map[string]string{
		"1.1RC1": "1.1rc1", "00": "0", "09000": "9000", "1.0.00": "1.0.0",
		"1.1.a1": "1.1a1", "1.1-a1": "1.1a1", "1.1_a1": "1.1a1", "1.1a.1": "1.1a1", "1.1a-1": "1.1a1",
		"1.1alpha1": "1.1a1", "1.1beta2": "1.1b2", "1.1c3": "1.1rc3", "1.1pre4": "1.1rc4", "1.1preview5": "1.1rc5", "1.2a": "1.2a0",
		"1.2.post2": "1.2.post2", "1.2-post2": "1.2.post2", "1.2post2": "1.2.post2", "1.2.post-2": "1.2.post2", "1.2post": "1.2.post0",
		"1.0-r4": "1.0.post4", "1.0.rev4": "1.0.post4", "1.0-1": "1.0.post1",
		"1.2.dev2": "1.2.dev2", "1.2-dev2": "1.2.dev2", "1.2dev2": "1.2.dev2", "1.2.dev": "1.2.dev0",
		"1.0+ubuntu-1": "1.0+ubuntu.1", "1.0+UBUNTU_01": "1.0+ubuntu.1",
		"v1.0": "1.0", " 1.0\n": "1.0", "1!2.0": "1!2.0", "0!2.0": "2.0",
		"1.0a1.post2.dev3+x": "1.0a1.post2.dev3+x", "1.0-a-1-2": "1.0a1.post2",
		"123456789012345678901234567890": "123456789012345678901234567890",
	} {
		require.Equal(t, want, parse(t, text).String(), text)
	}
	for _, text := range []string{"", "v", "a", "1.", ".1", "1..0", "1.0+", "1.0+a..b", "1.0 1", "1!", "1!a", "1.0x", "french toast", "1.0-", "1.0+a+b", "2012g", "1.0.*"} {
		_, err := reference.ParseVersion(text)
		require.ErrorIs(t, err, reference.ErrVersion, text)
	}
}

// The order of PEP 440, "Summary of permitted suffixes and relative ordering"
// and its examples: each is before the next.
func TestVersionOrder(t *testing.T) {
	order := []string{
		"0.9", "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12",
		"1.0b1.dev456", "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1",
		"1.0", "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0+5.0", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1", "1.10",
		"2012.4", "99999999999999999999", "100000000000000000000", "1!0.1",
	}
	for i, a := range order {
		for j, b := range order {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			require.Equal(t, want, parse(t, a).Compare(parse(t, b)), "%s and %s", a, b)
		}
	}
	for _, same := range [][2]string{{"1.0", "1"}, {"1.0.0", "1"}, {"1.0a", "1.0a0"}, {"1.0-1", "1.0.post1"}, {"v1!1.0", "1!1"}, {"1+01", "1+1"}} {
		require.Zero(t, parse(t, same[0]).Compare(parse(t, same[1])), "%v", same)
	}
}

// The rules and examples of PEP 440, "Version specifiers".
func TestSpecifiers(t *testing.T) {
	for _, c := range []struct {
		clauses, in, out string
	}{
		{"~=2.2", "2.2 2.3 2.2.post1 2.99", "2.1 3.0 2.2rc1"},
		{"~=1.4.5", "1.4.5 1.4.6", "1.4.4 1.5"},
		{"~=2.2.post3", "2.2.post3 2.3", "2.2 2.2.post2 3.0"},
		{"~=1.4.5a4", "1.4.5a4 1.4.5 1.4.9", "1.4.5a3 1.5"},
		{"~=2.2.0", "2.2.0 2.2.9", "2.3.0"},
		{"~=1.4.5.0", "1.4.5.1", "1.4.6"},
		{"==1.1", "1.1 1.1.0 1.1+local", "1.1.post1 1.1a1 1.1.dev1 1.1.1"},
		{"==1.1.post1", "1.1.post1", "1.1"},
		{"==1.1.*", "1.1 1.1.post1 1.1a1 1.1.dev3 1.1.9 1.1+x", "1.2 1.0.9"},
		{"==1.1.0.*", "1.1 1.1.0.5", "1.1.1"},
		{"==1.1a1.*", "1.1a1 1.1a1.post2", "1.1 1.1a2"},
		{"==1.0+downstream1", "1.0+downstream1", "1.0 1.0+other"},
		{"!=1.1", "1.1.post1 1.2", "1.1 1.1.0 1.1+local"},
		{"!=1.1.*", "1.2 1.0", "1.1 1.1.post1 1.1.5"},
		{"<=1.0", "1.0 1.0+local 0.9 1.0rc1", "1.0.post1 1.1"},
		{">=1.0", "1.0 1.0+local 1.0.post1", "1.0rc1 0.9"},
		{"<1.0", "0.9 0.9.post1", "1.0 1.0a1 1.0.dev1 1.0+x"},
		{"<1.0rc2", "1.0rc1 1.0a1 0.9", "1.0rc2 1.0"},
		{">1.7", "1.7.1 1.8", "1.7 1.7.0.post1 1.7+local"},
		{">1.7.post2", "1.7.1 1.7.post3", "1.7.post2 1.7.0 1.7.post2+x"},
		{"===1.0", "1.0", "1.0.0 1.0+x"},
		{">=1.0, !=1.3.4.*, <2.0", "1.0 1.3.3 1.9", "1.3.4 1.3.4.post1 2.0 0.9"},
		{">=1,", "1 2", "0.9"},
		{"", "1 2.dev1", ""},
		{">=1!1.0", "1!1.0 2!0", "2024.1"},
	} {
		s, err := reference.ParseSpecifiers(c.clauses)
		require.NoError(t, err, c.clauses)
		for _, v := range fields(c.in) {
			require.True(t, s.Contains(parse(t, v)), "%s has %s", c.clauses, v)
		}
		for _, v := range fields(c.out) {
			require.False(t, s.Contains(parse(t, v)), "%s has not %s", c.clauses, v)
		}
	}
	for _, wrong := range []string{"1.0", "=1.0", "=>1.0", ">=", "~=1", ">1.0.*", ">=1.0+local", "==1.0.dev1.*", "==1.0+x.*", ">=a", "==1.0 1.1", "=== a b", "~=1.0.*"} {
		_, err := reference.ParseSpecifiers(wrong)
		require.Error(t, err, wrong)
	}
}

func TestSpecifiersTell(t *testing.T) {
	s, err := reference.ParseSpecifiers(" >= 1.0 ,== 2.*")
	require.NoError(t, err)
	require.Equal(t, ">=1.0,==2.*", s.String())
	require.False(t, s.Prereleases())
	_, pinned := s.Pinned()
	require.False(t, pinned)

	s, err = reference.ParseSpecifiers("==1.0rc1")
	require.NoError(t, err)
	require.True(t, s.Prereleases())
	version, pinned := s.Pinned()
	require.True(t, pinned)
	require.Equal(t, "1.0rc1", version)
}
