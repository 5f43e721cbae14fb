package behaviors

import (
	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ContainsObfuscatedCode tells by the names that obfuscators give, not by the
// marks of their makers.
var ContainsObfuscatedCode = &rule.Behavior{
	ID:        "contains-obfuscated-code",
	Title:     "Contains code that was made unreadable.",
	Category:  rule.Packer,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1027"},
	Why:       "Names that differ only in letters which look alike are made by tools, so that nobody can follow what the code does.",
	Fine:      "Companies protect their code against copying, and a bundle of scripts may hold a part that its maker protected.",
	Limits: "At least three names of a file must be like O0OO0O, lIlIl1, _____ or _0x4f2a, or a script must have the form that a known packer writes. " +
		"Minified code with short names is not counted.",
	Kinds: []fact.Kind{fact.Member},
	When:  func(p *rule.Pass, f *fact.Fact) { stated(p, f, "unreadable") },
}

// ContainsEncodedPrograms looks behind the decoders that constants ask for.
var ContainsEncodedPrograms = &rule.Behavior{
	ID:        "contains-encoded-programs",
	Title:     "Contains a native program as encoded or compressed data.",
	Category:  rule.Packer,
	Priority:  7,
	Important: true,
	Attack:    []string{"T1027.009", "T1140"},
	Why:       "A program that is a constant of the code is in no list of files, and no scanner of files sees it before it is written or run.",
	Fine:      "Installers and tools for other systems carry small programs like this.",
	Limits:    "Constants in Base64, hexadecimal digits or raw bytes are unpacked through gzip, zlib, bzip2, LZMA and zip, up to 1 MiB, and told by how the result begins: Windows, ELF and Mach-O.",
	Kinds:     []fact.Kind{fact.Member},
	When:      func(p *rule.Pass, f *fact.Fact) { stated(p, f, "program") },
}

// ContainsWalletAddresses asks for a checksum that holds.
var ContainsWalletAddresses = &rule.Behavior{
	ID:       "contains-wallet-addresses",
	Title:    "Contains addresses of cryptocurrency wallets.",
	Category: rule.Crypto,
	Priority: 5,
	Attack:   []string{"T1657"},
	Why:      "Who takes files hostage or mines on other machines wants the money somewhere, and who steals it puts his own address in place of a copied one.",
	Fine:     "Projects ask for donations, and libraries for cryptocurrency have addresses in tests and documentation.",
	Limits: "Addresses are known by their checksum: Bitcoin, Litecoin, Dogecoin, Dash, Zcash, Tron, XRP, Cardano, Cosmos, Monero, and Ethereum's in mixed case. " +
		"Those without a checksum, such as Solana's or Ethereum's in one case, are not told from other words.",
	Kinds: []fact.Kind{fact.Member},
	When:  func(p *rule.Pass, f *fact.Fact) { stated(p, f, "wallet") },
}

// ContainsMultiLineComments is said once a file.
var ContainsMultiLineComments = &rule.Behavior{
	ID:       "contains-multi-line-comments",
	Title:    "Contains comments of several lines.",
	Category: rule.General,
	Priority: 1,
	Why:      "Code that is commented out is not run, and instructions for programs that read code stand where people do not look.",
	Fine:     "Licences and explanations are written like this.",
	Limits:   "The first of a file is shown: of scripts and C a comment between /* and */, of Python a text of several lines that is a statement of its own. Docstrings and lines with # are not counted.",
	Kinds:    []fact.Kind{fact.Member},
	When:     func(p *rule.Pass, f *fact.Fact) { stated(p, f, "comment") },
}
