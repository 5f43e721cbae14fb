package behaviors

import (
	"cmp"
	_ "embed" // lists of names
	"slices"
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
)

// ModifiesPermissions is what makes a written file a program, or a secret readable.
var ModifiesPermissions = &rule.Behavior{
	ID:       "modifies-permissions",
	Title:    "Modifies file/directory permissions.",
	Category: rule.Permissions,
	Priority: 7,
	Attack:   []string{"T1222"},
	Why: "Permissions decide who may read, write and run a file. A downloaded file must be made executable before it runs, " +
		"and opened permissions let other users of the machine in.",
	Fine: "Installers, archive tools and programs that write keys or scripts set permissions every day, mostly to narrow them. " +
		"Look at the mode and at the file.",
	Limits: "A method of an object whose class is not known is not counted, nor is a mode that is set when a file is created. " +
		"The umask is another behaviour.",
	Python: permissionNames,
	Native: `
		chmod fchmod lchmod fchmodat fchmodat2 _chmod _wchmod chflags lchflags fchflags chmodx_np fchmodx_np
		SetFileAttributesA SetFileAttributesW SetFileAttributesTransactedA SetFileAttributesTransactedW SetFileAttributesFromAppW
		SetFileSecurityA SetFileSecurityW SetNamedSecurityInfoA SetNamedSecurityInfoW SetSecurityInfo SetKernelObjectSecurity
		NtSetSecurityObject ZwSetSecurityObject TreeSetNamedSecurityInfoA TreeSetNamedSecurityInfoW
		acl_set_file acl_set_fd acl_set_fd_np acl_set_link_np`,
	Script: `
		fs.*chmod fs.*chmodSync node:fs.*chmod node:fs.*chmodSync fs/promises.chmod fs/promises.lchmod node:fs/promises.chmod node:fs/promises.lchmod
		fs-extra.*chmod fs-extra.*chmodSync graceful-fs.*chmod graceful-fs.*chmodSync shelljs.chmod Deno.chmod Deno.chmodSync chmodr chmodrp
		chmod icacls cacls xcacls attrib setfacl chflags set-acl subinacl setacl`,
	When: func(p *rule.Pass, f *fact.Fact) {
		switch f.Kind {
		case fact.Reference:
			p.Report(f, "named to be called later")
		case fact.Command:
			if setsPermissions(f.Name, f.Value) {
				p.Report(f)
			}
		default:
			p.ReportValue(f, modeOf(f), targetOf(f))
		}
	},
}

//go:embed names/permissions.txt
var permissionNames string

// setsPermissions tells whether a command changes something, or only shows it.
func setsPermissions(name, line string) bool {
	switch strings.ToLower(strings.TrimSuffix(name, ".exe")) {
	case "icacls":
		return option(line, "/grant", "/grant:r", "/deny", "/remove", "/remove:g", "/remove:d", "/reset", "/restore", "/setintegritylevel",
			"/inheritance:e", "/inheritance:d", "/inheritance:r", "/inheritancelevel:e", "/inheritancelevel:d", "/inheritancelevel:r")
	case "cacls", "xcacls":
		return option(line, "/g", "/p", "/d", "/r", "/s", "/y")
	case "attrib":
		for _, field := range strings.Fields(line) {
			if len(field) == 2 && (field[0] == '+' || field[0] == '-') {
				return true
			}
		}
		return false
	case "chmod", "setfacl", "chflags":
		return !option(line, "--help", "--version")
	}
	return true
}

// modeOf is the mode a call sets, as it is written in the source.
func modeOf(f *fact.Fact) string {
	for _, v := range []fact.Value{f.Keyword("mode"), f.Keyword("flags"), f.Arg(1), f.Arg(0)} {
		switch v.Kind {
		case fact.Number:
			return v.Text
		case fact.NameOf:
			if strings.HasPrefix(v.Text, "stat.") {
				return v.Text
			}
		}
	}
	return ""
}

// targetOf names the file a call changes when it is a constant.
func targetOf(f *fact.Fact) string {
	for _, v := range []fact.Value{f.Arg(0), f.Keyword("path")} {
		if text, ok := v.Constant(); ok && text != "" {
			if len(text) > maxCommand {
				text = text[:maxCommand]
			}
			return "of " + strings.ToValidUTF8(text, "\uFFFD")
		}
	}
	return ""
}

var MakesFilesWorldWritable = &rule.Behavior{
	ID:       "makes-files-world-writable",
	Title:    "Lets every user of the machine write to files.",
	Category: rule.Permissions,
	Priority: 5,
	Attack:   []string{"T1222"},
	Why:      "Another user or program can put something else into the file before it is read or run again.",
	Fine:     "In a container there is no other user, folders that people share are meant to be open, and daemons clear the mask to set each mode themselves.",
	Limits:   "A mode that is not constant is not known. Modes of new folders count only when the mask is cleared, which takes rights away from them.",
	Python: `
		{os,posix}.umask(mask/0=0|0o0|00|000|0o000)
		{os,posix,nt,anyio,aiofiles.os,eventlet.green.os}.{chmod,fchmod,lchmod}(mode/1=0o777|0o666|0o776|0o767|0o766|0o757|0o722|0o1777|0777|0666|511|438|stat.S_IRWXO|stat.S_IWOTH) {pathlib,pathlib2,anyio,trio}.{Path,PosixPath}*.{chmod,lchmod}(mode/0=0o777|0o666|0o776|0o767|0o766|0o757|0o722|0o1777|511|438|stat.S_IRWXO|stat.S_IWOTH) os.{mkfifo,mknod}(mode/1=0o777|0o666|438|511)`,
	Script: `
		chmod(*777|*666|a+w|a+rw|a+rwx|a+rwX|o+w|o+rw|o+rwx|ugo+w|ugo+rw|ugo+rwx) fs.{chmod,chmodSync}(1=0o777|0o666|777|511|438) icacls(everyone:*f*|*s-1-1-0:*f*) umask(0|00|000|0000)`,
	When: func(p *rule.Pass, f *fact.Fact) {
		if f.Kind != fact.Reference && (f.Kind != fact.Call || !strings.HasSuffix(f.Name, ".umask") || !asksMask(p, f)) {
			p.Plain(f)
		}
	},
}

// asksMask tells whether the mask is set for a moment only: there is no other
// way to read it than os.umask(os.umask(0)).
func asksMask(p *rule.Pass, f *fact.Fact) bool {
	facts := p.Package.Facts
	first, _ := slices.BinarySearchFunc(facts, f.File, func(g fact.Fact, file int32) int { return cmp.Compare(g.File, file) })
	for i := first; i < len(facts) && facts[i].File == f.File; i++ {
		if g := &facts[i]; g.Kind == fact.Call && g.Name == f.Name && g.Scope == f.Scope && g.Place.Span != f.Place.Span {
			return true
		}
	}
	return false
}
