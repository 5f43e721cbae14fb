package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Addresses are the test vectors of the proposals, those that everybody knows,
// and 20 bytes from 1 to 20 under each version.
func TestWallets(t *testing.T) {
	for word, network := range map[string]string{
		"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa":                                                              "Bitcoin",
		"16L5yRNPTuciSgXGHqYwn9N6NeoKqopAu":                                                               "Bitcoin",
		"31nM1WuowNDzocNxPPW9NQWJEtwWpjfcLj":                                                              "Bitcoin",
		"LKKHMBjCU89fyFNgSRprDoD8Jb25N8uWvd":                                                              "Litecoin",
		"D5ERdEN1gsouFSs7zsq7VYJxyWP6dP28H1":                                                              "Dogecoin",
		"XanAvE5GMB8CsPH78B9moJq9viEVKvCS4f":                                                              "Dash",
		"TA4Y62o6YC2Zsck9rZVGTvqW1AQ7X9zTnj":                                                              "Tron",
		"t1Hxw6JqWMnhDK5jRCieg5bFHM2qt7UtQvu":                                                             "Zcash",
		"mfcHP2WMCVLsVZA8yrovmhMgxNFW9r98xw":                                                              "Bitcoin, test network",
		"raLnyR4PTuc5SgXGHqYA894a4eoKqoFwu":                                                               "XRP",
		"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4":                                                      "Bitcoin",
		"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0":                                  "Bitcoin",
		"tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7":                                  "Bitcoin, test network",
		"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed":                                                      "Ethereum",
		"44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A": "Monero",

		"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb":                                                              "", // the last letter
		"AFsCjUGzicZmXQtWpwVt6fQTZyaVe7bfEk":                                                              "", // a version of no network
		"raLnyR4PTuc5SgXGHqYA894a4eoKqoFwv":                                                               "",
		"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5":                                                      "",
		"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd":                                  "", // BIP-350: the older checksum
		"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD":                                                      "",
		"0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed":                                                      "", // no checksum
		"0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED":                                                      "",
		"44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3B": "",
		"4wBqpZM9xaSheZzJSMawUKKwhdpChKbZ5eu5ky4Vigw":                                                     "", // Solana's have no checksum
		strings.Repeat("1", 34):                                                                           "",
		strings.Repeat("A", 500):                                                                          "",
		strings.Repeat("q", shortest):                                                                     "",
		strings.Repeat("4", 95):                                                                           "",
		strings.Repeat("8", 106):                                                                          "",
		"bc1" + strings.Repeat("q", 30):                                                                   "",
	} {
		for _, around := range [][2]string{{"", ""}, {"pay to ", " now"}, {`x = "`, `"`}, {`"\n`, `\n"`}, {"https://example.com/", "?x"}, {"(", ")."}} {
			data := around[0] + word + around[1]
			var got []Match
			NewScanner().Scan([]byte(data), func(m Match) {
				if m.Kind == Wallet {
					got = append(got, m)
				}
			})
			if network == "" {
				require.Empty(t, got, data)
				continue
			}
			start := len(around[0])
			require.Equal(t, []Match{{Kind: Wallet, Start: start, End: start + len(word), Class: network}}, got, data)
			require.Equal(t, "wallet", got[0].Kind.String())
		}
		for _, data := range []string{"x" + word, word + "x", "_" + word, word + "_", strings.ToLower(word) + "z"} {
			NewScanner().Scan([]byte(data), func(m Match) { require.NotEqual(t, Wallet, m.Kind, data) })
		}
	}
}
