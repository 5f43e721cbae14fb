package decode

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rc4"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAES(t *testing.T) {
	text := strings.Repeat("sixteen bytes at", 3)
	vector := "0123456789abcdef"
	for _, key := range []string{"k23456789012345!", "k2345678901234567890123!", "k2345678901234567890123456789012"} {
		block, err := aes.NewCipher([]byte(key))
		require.NoError(t, err)
		coded := make([]byte, len(text))
		cipher.NewCBCEncrypter(block, []byte(vector)).CryptBlocks(coded, []byte(text))
		got, ok := AES(string(coded), key, vector)
		require.True(t, ok)
		require.Equal(t, text, got)
		for i := 0; i < len(text); i += 16 {
			block.Encrypt(coded[i:], []byte(text)[i:])
		}
		got, ok = AES(string(coded), key, "")
		require.True(t, ok)
		require.Equal(t, text, got)
	}
	_, ok := AES("short", "k23456789012345!", "")
	require.False(t, ok)
}

func TestRC4(t *testing.T) {
	c, err := rc4.NewCipher([]byte("key"))
	require.NoError(t, err)
	coded := make([]byte, 300)
	c.XORKeyStream(coded, make([]byte, 300))
	got, ok := RC4(string(coded), "key")
	require.True(t, ok)
	require.Equal(t, string(make([]byte, 300)), got)
}

func TestFernet(t *testing.T) {
	got, ok := Fernet("gAAAAAAAAAAAMDEyMzQ1Njc4OWFiY2RlZjBkcG2ogeEkRK_XMqYRbOzKnJ2Aoa3vM71nnpZEmSS8MllMIr0Ovdq7Ke0s5ndkk_cNkImpM8SCpQSF1p9oZr8=",
		"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
	require.True(t, ok)
	require.Equal(t, "import os; os.system(1)", got)
	_, ok = Fernet("gAAAAA==", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
	require.False(t, ok)
}
