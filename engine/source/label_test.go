package source

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"
)

func TestLabel(t *testing.T) {
	for python, want := range map[string]string{
		"shift_jis": "shift_jis", "cp932": "shift_jis", "EUC-JP": "euc-jp", "euc_jp": "euc-jp", "iso2022_jp": "iso-2022-jp", "gb2312": "gbk", "gbk": "gbk",
		"GB18030": "gb18030", "big5": "big5", "cp950": "big5", "euc_kr": "euc-kr", "cp949": "euc-kr", "cp1251": "windows-1251", "koi8-r": "koi8-r",
		"iso-8859-15": "iso-8859-15", "cp866": "ibm866", "euc-jp-unix": "euc-jp", "nonsense": "", "": "",
	} {
		got := Label(python)
		require.Equal(t, want, got, python)
		if want != "" {
			_, err := htmlindex.Get(got)
			require.NoError(t, err, got)
		}
	}
}

func TestShiftedEncodings(t *testing.T) {
	_, _, err := Decode([]byte("# coding: utf-7\nx = 1\n"), Python)
	require.ErrorIs(t, err, ErrEncoding)
	_, _, err = Decode([]byte("# coding: shift_jis\nx = 1\n"), Python)
	require.NoError(t, err)
}
