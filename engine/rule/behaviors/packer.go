package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

var CompressesWithGzip = &rule.Behavior{
	ID:       "compresses-with-gzip",
	Title:    "Compresses data with gzip.",
	Category: rule.Packer,
	Priority: 5,
	Attack:   []string{"T1560.002"},
	Why:      "Data is packed before it leaves, and programs are packed so that they are not read.",
	Fine:     "Logs, downloads and answers of servers are compressed.",
	Limits:   "What is compressed is not looked at.",
	Python: `
		gzip.compress gzip.open(mode/1=*w*|*a*|*x*) gzip.GzipFile(mode/1=*w*|*a*) zlib.compressobj(wbits/2=*31*|*16*) tarfile.open(mode/1=w:gz|w|gz) pgzip.open(1=*w*) indexed_gzip.* isal.igzip.compress mgzip.open(1=*w*) django.utils.text.compress_string`,
	Native: `gzopen gzwrite gzputs deflateInit2_`,
	Script: `gzip(!-d*,!--decompress,!-l) pigz(!-d) zlib.{gzip,gzipSync,createGzip} pako.gzip tar(c*z*f|-c*z*f|z*c*f|-z*c*f|-cz*|cfz|-cfz) compress`,
}

var DecompressesGzip = &rule.Behavior{
	ID:       "decompresses-gzip",
	Title:    "Decompresses gzip data.",
	Category: rule.Packer,
	Priority: 5,
	Attack:   []string{"T1140"},
	Why:      "What comes out was hidden until then.",
	Fine:     "Downloads and data sets are compressed.",
	Limits:   "Constant data is unpacked here and read; other data is not.",
	Python: `
		gzip.decompress gzip.open(!mode/1=*w*|*a*|*x*) gzip.GzipFile(!mode/1=*w*|*a*) zlib.decompressobj(wbits/0=*16*|*31*|*47*) zlib.decompress(wbits/1=*16*|*31*|*47*) urllib3.response.GzipDecoder isal.igzip.decompress setuptools.archive_util.* mgzip.open`,
	Native: `gzread gzgets inflateInit2_`,
	Script: `
		gzip(-d*|--decompress) tar(x*z*f|-x*z*f|z*x*f|-z*x*f|-xz*|xfz|-xfz) gunzip zcat zgrep zlib.{gunzip,gunzipSync,createGunzip} pako.{ungzip,inflate} System.IO.Compression.GzipStream new-object(*gzipstream)`,
}

var CompressesWithZlib = &rule.Behavior{
	ID:       "compresses-with-zlib",
	Title:    "Compresses data with zlib.",
	Category: rule.Packer,
	Priority: 5,
	Attack:   []string{"T1560.002"},
	Why:      "Data is packed before it leaves, and programs are packed so that they are not read.",
	Fine:     "Pictures, archives and protocols are compressed like this.",
	Limits:   "What is compressed is not looked at.",
	Python: `
		zlib.{compress,compressobj} codecs.encode(encoding/1=zlib|zip|zlib_codec) isal.isal_zlib.compress zopfli.zlib.compress`,
	Native: `compress compress2 deflate deflateInit_ deflateInit2_`,
	Script: `
		zlib.{deflate,deflateSync,deflateRaw,deflateRawSync,createDeflate} pako.{deflate,deflateRaw} CompressionStream`,
}

var DecompressesZlib = &rule.Behavior{
	ID:       "decompresses-zlib",
	Title:    "Decompresses data with zlib.",
	Category: rule.Packer,
	Priority: 5,
	Attack:   []string{"T1140"},
	Why:      "What comes out was hidden until then; it is a usual wrapping of malicious code.",
	Fine:     "Pictures, archives and protocols are compressed like this.",
	Limits:   "Constant data is unpacked here and read; other data is not.",
	Python: `
		zlib.{decompress,decompressobj} codecs.decode(encoding/1=zlib|zip|zlib_codec) urllib3.response.DeflateDecoder isal.isal_zlib.decompress`,
	Native: `uncompress uncompress2 inflate inflateInit_ RtlDecompressBuffer`,
	Script: `
		zlib.{inflate,inflateSync,inflateRaw,inflateRawSync,createInflate,unzip,unzipSync} pako.{inflate,inflateRaw} DecompressionStream fflate.* System.IO.Compression.DeflateStream new-object(*deflatestream) zlib-flate(-uncompress)`,
}

var CompressesWithBzip2OrLzma = &rule.Behavior{
	ID:       "compresses-with-bzip2-or-lzma",
	Title:    "Compresses data with bzip2, LZMA, Zstandard or similar.",
	Category: rule.Packer,
	Priority: 4,
	Attack:   []string{"T1560.002"},
	Why:      "Data is packed before it leaves, and programs are packed so that they are not read.",
	Fine:     "Data sets, backups and caches are compressed like this.",
	Limits:   "What is compressed is not looked at.",
	Python: `
		bz2.{compress,BZ2Compressor} lzma.{compress,LZMACompressor} {bz2,lzma}.{open,BZ2File,LZMAFile}(mode/1=*w*|*a*|*x*) backports.lzma.compress compression.{bz2,lzma,zstd}.{compress,BZ2Compressor,LZMACompressor,ZstdCompressor} codecs.encode(encoding/1=bz2|bz2_codec) zstandard.{compress,ZstdCompressor} zstd.compress pyzstd.compress lz4.{frame,block}.compress {brotli,brotlicffi}.{compress,Compressor} snappy.compress lzo.compress blosc.{compress,pack_array}`,
	Native: `
		BZ2_bzBuffToBuffCompress BZ2_bzCompress lzma_easy_encoder lzma_stream_encoder lzma_stream_buffer_encode ZSTD_compress ZSTD_compress2 ZSTD_compressStream2 LZ4_compress_default BrotliEncoderCompress`,
	Script: `
		bzip2(!-d*,!--decompress,!-t*) xz(!-d*,!--decompress,!-l*,!-t*) lzma(!-d*) zstd(!-d*,!--decompress) lz4(!-d*) brotli(!-d*,!--decompress) zlib.{brotliCompress,brotliCompressSync}`,
}

var DecompressesBzip2OrLzma = &rule.Behavior{
	ID:       "decompresses-bzip2-or-lzma",
	Title:    "Decompresses bzip2, LZMA, Zstandard or similar data.",
	Category: rule.Packer,
	Priority: 4,
	Attack:   []string{"T1140"},
	Why:      "What comes out was hidden until then.",
	Fine:     "Data sets and archives of systems are compressed like this.",
	Limits:   "Constant data is unpacked here and read; other data is not.",
	Python:   decompressesBzip2OrLzmaPython,
	Native: `
		BZ2_bzBuffToBuffDecompress BZ2_bzDecompress lzma_stream_decoder lzma_stream_buffer_decode LzmaDecode ZSTD_decompress LZ4_decompress_safe BrotliDecoderDecompress`,
	Script: `
		bunzip2 bzcat unxz xzcat unlzma xz(-d*) bzip2(-d*) zstd(-d*) unzstd lz4(-d) zlib.{brotliDecompress,brotliDecompressSync}`,
}

//go:embed names/decompresses_bzip2_or_lzma.txt
var decompressesBzip2OrLzmaPython string

var DecodesBase64 = &rule.Behavior{
	ID:       "decodes-base64",
	Title:    "Decodes Base64 data.",
	Category: rule.Packer,
	Priority: 6,
	Attack:   []string{"T1140"},
	Why:      "Texts, addresses and programs are hidden like this from people and scanners.",
	Fine:     "Mail, pictures in pages, keys and tokens are written in Base64.",
	Limits:   "Constant data is decoded here and read; other data is not.",
	Python: `
		base64.{b64decode,standard_b64decode,urlsafe_b64decode,decodebytes,decodestring,decode} binascii.a2b_base64 codecs.decode(encoding/1=base64|base64_codec|base-64) email.base64mime.{decode,body_decode} pybase64.{b64decode,standard_b64decode,urlsafe_b64decode} jwt.utils.base64url_decode django.utils.http.urlsafe_base64_decode itsdangerous.base64_decode werkzeug.http.b64decode jose.utils.base64url_decode tornado.escape.b64decode`,
	Native: `
		EVP_DecodeBlock EVP_DecodeUpdate CryptStringToBinaryA CryptStringToBinaryW BIO_f_base64 b64_pton g_base64_decode`,
	Script: `
		base64(-d|-D|--decode|-di|-*d) openssl(base64|-base64|-d,!version) atob window.atob Buffer.from.toString [System.Convert]::FromBase64String [Convert]::FromBase64String certutil(-decode|/decode) uudecode js-base64.{decode,Base64.decode} Base64.decode Buffer.from(base64) basenc(-d)`,
}

var EncodesBase64 = &rule.Behavior{
	ID:       "encodes-base64",
	Title:    "Encodes data in Base64.",
	Category: rule.Packer,
	Priority: 6,
	Attack:   []string{"T1132.001"},
	Why:      "Stolen data is written like this before it is sent, because it passes everywhere.",
	Fine:     "Mail, pictures in pages, keys and tokens are written in Base64.",
	Limits:   "What is encoded is followed only for flows.",
	Python: `
		base64.{b64encode,standard_b64encode,urlsafe_b64encode,encodebytes,encodestring,encode} binascii.b2a_base64 codecs.encode(encoding/1=base64|base64_codec) email.base64mime.{body_encode,header_encode} email.encoders.encode_base64 pybase64.{b64encode,standard_b64encode,urlsafe_b64encode} jwt.utils.base64url_encode django.utils.http.urlsafe_base64_encode itsdangerous.base64_encode requests.auth._basic_auth_str urllib3.make_headers(basic_auth=*)`,
	Native: `EVP_EncodeBlock EVP_EncodeUpdate CryptBinaryToStringA CryptBinaryToStringW b64_ntop g_base64_encode`,
	Script: `
		base64(!-d,!-D,!--decode,!-di,!-*d,!--help,!--version) btoa window.btoa [System.Convert]::ToBase64String [Convert]::ToBase64String certutil(-encode|/encode) uuencode js-base64.{encode,Base64.encode} Base64.encode`,
}

// ConvertsBytesToText counts the codes of Python that are no encodings of languages, and building of texts from numbers.
var ConvertsBytesToText = &rule.Behavior{
	ID:       "converts-bytes-to-text",
	Title:    "Turns bytes into text or back, also in codes that hide.",
	Category: rule.Packer,
	Priority: 3,
	Attack:   []string{"T1140"},
	Why:      "A text that is built from numbers, or by a code such as ROT13, is not found by whoever searches for it.",
	Fine:     "Tests and puzzles use such codes.",
	Limits:   "Decoding UTF-8 and its like is not counted: every program does that. A codec whose name is not constant is not counted.",
	Python: `
		codecs.{decode,encode}(encoding/1=rot13|rot_13|rot-13|hex|hex_codec|uu|uu_codec|punycode|unicode_escape|raw_unicode_escape|quopri|idna|utf_7|utf-7) codecs.{getdecoder,lookup}(0=rot13|rot_13|hex|hex_codec|base64|base64_codec|uu|zlib|bz2|unicode_escape) binascii.{unhexlify,a2b_hex,a2b_uu,a2b_qp} quopri.{decode,decodestring} uu.decode encodings.rot_13.rot13`,
	Script: `
		String.fromCharCode String.fromCodePoint unescape decodeURIComponent TextDecoder tr(*a-z*n-za-m*) xxd(-r*) uudecode`,
}

var DecodesHex = &rule.Behavior{
	ID:       "decodes-hex",
	Title:    "Decodes hexadecimal digits.",
	Category: rule.Packer,
	Priority: 4,
	Attack:   []string{"T1140"},
	Why:      "Programs and addresses are hidden like this.",
	Fine:     "Digests, keys and identifiers are written in hexadecimal.",
	Limits:   "Constant data is decoded here and read; other data is not.",
	Python: `
		binascii.{unhexlify,a2b_hex} base64.b16decode builtins.{bytes,bytearray}.fromhex codecs.decode(encoding/1=hex|hex_codec) bitstring.BitArray(hex=*)`,
	Native: `OPENSSL_hexstr2buf sodium_hex2bin`,
	Script: `xxd(-r*) Buffer.from(*hex*) certutil(-decodehex)`,
}

var DecodesOtherEncodings = &rule.Behavior{
	ID:       "decodes-other-encodings",
	Title:    "Decodes Base32, Base85 or other rare encodings.",
	Category: rule.Packer,
	Priority: 4,
	Attack:   []string{"T1140"},
	Why:      "Rare encodings are chosen so that nobody recognises them.",
	Fine:     "Patches, keys of two-factor log-in and identifiers use them.",
	Limits:   "Constant data is decoded here and read; other data is not.",
	Python: `
		base64.{b32decode,b32hexdecode,b85decode,a85decode,z85decode} base58.{b58decode,b58decode_check} base62.{decode,decodebytes} base91.decode base36.* base45.b45decode baseconv.* uu.decode quopri.{decode,decodestring} binascii.{a2b_uu,a2b_qp,a2b_hqx,rledecode_hqx} zbase32.* base92.* ecoji.* bech32.{decode,bech32_decode} multibase.decode`,
	Script: `base32(-d|--decode) basenc(-d|--decode) uudecode`,
}

var BuildsExecutables = &rule.Behavior{
	ID:       "builds-executables",
	Title:    "Makes programs or installers.",
	Category: rule.Packer,
	Priority: 4,
	Attack:   []string{"T1027.002"},
	Why:      "Malicious Python is spread as one program that hardly anybody opens.",
	Fine:     "Applications are delivered like this.",
	Limits:   "What is packed is not looked at.",
	Python: `
		PyInstaller.__main__.run PyInstaller.building.api.{PYZ,PKG,EXE,COLLECT} PyInstaller.building.build_main.{Analysis,main,build} PyInstaller.building.osx.BUNDLE cx_Freeze.{setup,Executable,Freezer} py2exe.{freeze,build_exe} py2app.build_app.py2app nuitka.__main__.main nuitka.MainControl.main zipapp.create_archive shiv.cli.main shiv.builder.create_archive pex.bin.pex.main pex.pex_builder.PEXBuilder pex.pex_builder.PEXBuilder.{build,freeze,set_executable,set_entry_point,add_distribution,add_source,add_requirement} briefcase.__main__.main bbfreeze.Freezer* nsist.InstallerBuilder* constructor.main.main distlib.scripts.ScriptMaker`,
	Script: `
		pyinstaller nuitka nuitka3 cxfreeze py2exe py2applet auto-py-to-exe shiv pex pyoxidizer briefcase upx makensis iscc candle light(*.wixobj|-ext|-out) pkg(.|*.js|*.json|-t|--target*) nexe electron-builder electron-packager pyarmor`,
}

var UsesCodeProtection = &rule.Behavior{
	ID:       "uses-code-protection",
	Title:    "Uses a tool that makes code unreadable.",
	Category: rule.Packer,
	Priority: 6,
	Attack:   []string{"T1027"},
	Why:      "Nobody can tell what such code does, neither people nor scanners.",
	Fine:     "Companies protect their code against copying.",
	Limits:   "Only the marks of known tools are recognised.",
	Python: `
		pytransform.{pyarmor_runtime,pyarmor} pyarmor_runtime.__pyarmor__ builtins.__pyarmor__ import:pytransform import:pyarmor_runtime* import:pyconcrete import:sourcedefender import:pyobfuscate import:hyperion import:berserker import:carbon_obfuscate import:pyminifier import:oxyry pyminifier.* python_minifier.minify opy.* intensio.* sourcedefender.*`,
	Script: `
		pyarmor pyminifier pyobfuscate javascript-obfuscator javascript-obfuscator.obfuscate terser(--mangle*) sourcedefender pyobfus intensio_obfuscator`,
	Text: `
		__pyarmor__
		pyarmor_runtime
		pytransform
		sourcedefender
		pyobfuscate
		Pyobfuscate`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Kind == fact.Text && f.Context == fact.Data || f.Kind == fact.Reference && !rule.Function(f.Name) {
			return // settings name what they leave out
		}
		p.Report(f)
	},
}

var ContainsPackerMarks = &rule.Behavior{
	ID:        "contains-packer-marks",
	Title:     "Contains marks of a packer or obfuscator.",
	Category:  rule.Packer,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1027.002"},
	Why:       "The files were made unreadable on purpose.",
	Fine:      "Companies protect their code against copying.",
	Limits:    "Only the marks of known tools are recognised, and they can be removed.",
	Text: `
		UPX!
		Protected by PyArmor
		pyminifier
		development.com/pyobfuscate
		BlankOBF
		Kramer-obf
		_0x4e2f
		fromCharCode(_0x`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Name != "UPX!" || p.File(f).Kind >= source.ELF { // source looks for packed programs
			p.Report(f)
		}
	},
}
