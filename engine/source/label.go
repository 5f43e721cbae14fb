package source

import "strings"

// Label is the name that the Encoding Standard (https://encoding.spec.whatwg.org)
// has for an encoding of Python, as the browser's TextDecoder and x/text know
// it; "" for those it does not have.
func Label(python string) string {
	name := strings.ReplaceAll(strings.ToLower(python), "_", "-")
	for _, end := range []string{"-unix", "-dos", "-mac"} {
		name = strings.TrimSuffix(name, end)
	}
	if at := strings.Index(labels, " "+name+"="); at >= 0 {
		name, _, _ = strings.Cut(labels[at+len(name)+2:], " ")
		return name
	}
	if digits, ok := strings.CutPrefix(name, "cp125"); ok && len(digits) == 1 {
		return "windows-125" + digits
	}
	if at := strings.Index(labels, "="+name+" "); at >= 0 || strings.HasPrefix(name, "windows-125") || strings.HasPrefix(name, "iso-8859-") || strings.HasPrefix(name, "koi8-") {
		return name
	}
	return ""
}

// labels are Python's spellings with the label that they stand for.
const labels = " shift-jis=shift_jis shiftjis=shift_jis sjis=shift_jis s-jis=shift_jis cp932=shift_jis ms932=shift_jis mskanji=shift_jis ms-kanji=shift_jis" +
	" windows-31j=shift_jis euc-jp=euc-jp eucjp=euc-jp ujis=euc-jp u-jis=euc-jp iso-2022-jp=iso-2022-jp iso2022-jp=iso-2022-jp iso2022jp=iso-2022-jp" +
	" gbk=gbk cp936=gbk ms936=gbk gb2312=gbk gb2312-80=gbk euc-cn=gbk euccn=gbk chinese=gbk gb18030=gb18030 gb18030-2000=gb18030" +
	" big5=big5 big5-tw=big5 csbig5=big5 cp950=big5 ms950=big5 big5-hkscs=big5 big5hkscs=big5" +
	" euc-kr=euc-kr euckr=euc-kr cp949=euc-kr ms949=euc-kr uhc=euc-kr korean=euc-kr ks-c-5601=euc-kr cp866=ibm866 mac-roman=macintosh mac-cyrillic=x-mac-cyrillic "

// shifted tells an encoding whose ASCII bytes may stand for something else.
func shifted(name string) bool {
	name = strings.ToLower(name)
	for _, head := range []string{"iso-2022", "iso2022", "iso_2022", "utf-7", "utf7", "utf_7", "unicode_escape", "unicode-escape", "raw_unicode_escape", "rot13", "rot_13", "rot-13"} {
		if strings.HasPrefix(name, head) {
			return true
		}
	}
	return false
}
