package archive

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"

	"github.com/wheelscope/wheelscope/engine/source"
)

// Formats by content. Compressed ones are told from compressed tars by what
// they unpack to.
const (
	formatZip      = "zip"
	formatTar      = "tar"
	formatGzip     = "gz"
	formatBzip2    = "bz2"
	formatXZ       = "xz"
	formatLZMA     = "lzma"
	formatZstd     = "zst"
	formatCompress = "Z"
)

const zstdMagic = "\x28\xb5\x2f\xfd"

// sniff tells the format of what begins with head; "" if it is none.
func sniff(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte(sigLocal)):
		return formatZip
	case bytes.HasPrefix(head, []byte(sigEnd)) && len(head) >= endLen && len(head) == endLen+int(head[20])+int(head[21])<<8:
		return formatZip // an empty one is its end record and nothing else
	case len(head) >= 10 && head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && head[3]&0xe0 == 0:
		return formatGzip
	case len(head) >= 10 && string(head[:3]) == "BZh" && head[3] >= '1' && head[3] <= '9' &&
		(string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17\x72\x45\x38\x50\x90"):
		return formatBzip2
	case bytes.HasPrefix(head, []byte("\xfd7zXZ\x00")):
		return formatXZ
	case bytes.HasPrefix(head, []byte(zstdMagic)):
		return formatZstd
	case len(head) > 8 && string(head[1:4]) == "\x2a\x4d\x18" && head[0]>>4 == 5 && bytes.Contains(head[8:min(len(head), 1<<10)], []byte(zstdMagic)):
		return formatZstd // behind a frame that is skipped, as parallel compressors write it
	case isLZMA(head):
		return formatLZMA
	case bytes.HasPrefix(head, []byte("\x1f\x9d")) && len(head) > 3 && head[2]&0x1f >= 9 && head[2]&0x1f <= 16:
		return formatCompress
	case isTar(head):
		return formatTar
	}
	return ""
}

// isLZMA: there is no mark, but the usual properties, a size of the dictionary
// that is a power of two or half more, a plausible size of the content and the
// first byte of the data leave little to chance.
func isLZMA(head []byte) bool {
	if len(head) < 18 || head[0] != 0x5d || head[13] != 0 {
		return false
	}
	dictionary := binary.LittleEndian.Uint32(head[1:])
	top := dictionary & -dictionary
	size := binary.LittleEndian.Uint64(head[5:])
	return dictionary >= 4<<10 && (dictionary == top || dictionary == 3*top) && (size < 1<<38 || size == 1<<64-1)
}

// isTar: a checksum that fits is required of all, since V7 has no mark.
func isTar(head []byte) bool {
	if len(head) < blockLen {
		return false
	}
	return head[0] != 0 && checksumFits(head[:blockLen])
}

// endsLikeZip: a program with a zip behind it, as self-extracting installers are.
func endsLikeZip(data []byte) bool {
	return len(data) >= endLen && string(data[len(data)-endLen:][:4]) == sigEnd
}

// checkExtension notes a name that promises something else. The artifact's own
// name must fit; inside, many formats are zips or gzips under names of their own
// (.docx, .npz, .svgz), so only a name that promises text, a picture or another
// archive format is odd there.
func (n *notes) checkExtension(full, name, format string, own bool) {
	lower := strings.ToLower(path.Base(name))
	ext := strings.TrimPrefix(path.Ext(lower), ".")
	if ext == "" {
		return
	}
	var promised string
	switch ext {
	case "whl", "egg", "zip", "jar", "pyz", "war", "npz", "docx", "xlsx", "pptx", "odt", "apk", "xpi", "nupkg", "epub", "aar", "pt", "pth", "keras":
		promised = formatZip
	case "tar":
		promised = formatTar
	case "gz", "bz2", "xz", "zst", "tgz", "tbz2", "tbz", "txz", "tzst", "lzma", "tlz":
		switch promised = strings.TrimPrefix(ext, "t"); promised {
		case "bz":
			promised = formatBzip2
		case "lz":
			promised = formatLZMA
		}
		format = strings.TrimPrefix(format, "tar.")
	case "z":
		promised = formatCompress
		format = strings.TrimPrefix(format, "tar.")
	default:
		if k := source.KindOfName(name); !own && !k.Textual() && k != source.Image && k != source.Font {
			return
		}
		if own && strings.TrimLeft(ext, "0123456789") == "" {
			return // the end of a version number
		}
	}
	if promised != format {
		n.oddf(full, WrongExtension, "is %s by its content", format)
	}
}
