package policies

import (
	"strings"

	"github.com/wheelscope/wheelscope/engine/fact"
	"github.com/wheelscope/wheelscope/engine/rule"
	"github.com/wheelscope/wheelscope/engine/source"
)

func dangerousImport(c *rule.Case) {
	collect(c, atImporting, "creates-a-process", func(f *rule.Finding) bool { return grade(f) == dangerous && !doubtful(c, f) })
	sentence(c, "starts a command that packages have no use for")
}

// injects leaves out hooks of the keyboard and mouse, which every library for
// input sets.
func injects(c *rule.Case) {
	collect(c, code, "injects-into-a-process", func(f *rule.Finding) bool { return !strings.Contains(f.Symbol, "SetWindowsHook") })
	sentence(c, "puts code into another process")
}

// networkImport leaves out names that are only known from the package's own modules.
func networkImport(c *rule.Case) {
	collect(c, atImporting, "makes-http-get-requests makes-http-post-requests opens-urls downloads-files opens-tcp-connection", func(f *rule.Finding) bool {
		if f.Fact == nil || f.Fact.Kind != fact.Call {
			return false
		}
		top, _, _ := strings.Cut(c.Path(f), "/")
		return !strings.HasPrefix(f.Symbol, top+".")
	})
	sentence(c, "uses the network on import")
}

// hiddenImport raises processes that are started on import and cannot be seen.
func hiddenImport(c *rule.Case) {
	collect(c, atImporting, "creates-a-process", func(f *rule.Finding) bool {
		if f.Fact == nil {
			return false
		}
		flags := f.Fact.Keyword("creationflags")
		if flags.Kind == fact.Number && flags.Text != "0" || strings.Contains(flags.Text, "NO_WINDOW") || strings.Contains(flags.Text, "DETACHED") {
			return true
		}
		return contains(f.Value, []string{"pythonw", "nohup ", "start /b", "-windowstyle hidden", "-w hidden"})
	})
	sentence(c, "starts a hidden process on import")
}

// startHook raises files that Python runs at each start, and that hold code.
func startHook(c *rule.Case) {
	for i := range c.Package.Files {
		file := &c.Package.Files[i]
		if file.Context != fact.Start || !atStart(c, &fact.Fact{File: int32(i), Context: fact.Start}) {
			continue
		}
		if file.Kind == source.Pth {
			runs := false
			for k := range c.Package.Facts {
				f := &c.Package.Facts[k]
				runs = runs || int(f.File) == i && runsAtStart(file, f)
			}
			if !runs {
				continue
			}
		}
		c.ReportPath(file.Path, "start-up file")
	}
	collect(c, atInstallation, "writes-files", func(f *rule.Finding) bool { return signed(c, f, hooks) && hookPacked(f) })
	if n := len(c.Evidence); n > 0 && c.Evidence[0].Path == "" {
		c.Found = place(c, &c.Evidence[0]) + " writes a file that runs whenever Python starts" + thing(&c.Evidence[0]) + others(n)
	} else if n > 0 {
		c.Found = count(n, "file") + " " + verb(n, "runs", "run") + " whenever Python starts, the first is " + cut(c.Evidence[0].Path, 120) + "."
	}
}

// Names of commands that are used all day.
const (
	systemCommands = "sudo su ls cp mv rm cat ssh scp sftp curl wget bash sh zsh ps kill top chmod chown tar mount passwd login crontab systemctl apt apt-get yum dnf brew powershell cmd explorer env which sed awk grep find"
	toolCommands   = "pip pip3 python python3 git npm npx node yarn docker kubectl terraform gcc g++ make cmake twine conda uv aws gcloud az gh cargo go java mvn gradle ansible vim nano code"
)

// shadowedCommands leaves out the projects to which a command belongs, as far as
// their name says so.
func shadowedCommands(names string) func(c *rule.Case) {
	return func(c *rule.Case) {
		own := strings.ToLower(c.Project.Name)
		take := func(name string) {
			base := strings.TrimRight(name, "0123456789.")
			if !strings.Contains(" "+names+" ", " "+name+" ") || strings.Contains(own, base) || c.Project.Popularity != nil && c.Project.Popularity.Rank > 0 {
				return
			}
			for i := range c.Package.Files {
				path := c.Package.Files[i].Path
				if strings.HasSuffix(path, "entry_points.txt") || strings.HasSuffix(path, "/scripts/"+name) {
					c.ReportPath(path, name)
					return
				}
			}
			project(c, "Name", name)
		}
		for _, e := range c.Project.EntryPoints {
			if e.Group == "console_scripts" || e.Group == "gui_scripts" {
				take(strings.ToLower(e.Name))
			}
		}
		for _, script := range c.Project.Scripts {
			take(strings.ToLower(script[strings.LastIndexByte(script, '/')+1:]))
		}
		if n := len(c.Evidence); n > 0 {
			c.Found = count(n, "command") + " with a well-known name, the first is " + c.Evidence[0].Value + "."
		}
	}
}

// standard are modules of Python that many programs import.
const standard = "abc argparse ast asyncio base64 collections copy csv ctypes datetime email enum functools getpass glob hashlib hmac http importlib inspect io json logging os pathlib pickle platform random re secrets shutil signal site socket sqlite3 ssl string struct subprocess sys tarfile tempfile threading time traceback types urllib uuid weakref zipfile zlib"

func shadowedModules(c *rule.Case) {
	if c.Kind != "wheel" && c.Kind != "egg" {
		return
	}
	for i := range c.Package.Files {
		path := c.Package.Files[i].Path
		name, ok := strings.CutSuffix(path, ".py")
		name = strings.TrimSuffix(name, "/__init__")
		if ok && !strings.Contains(name, "/") && strings.Contains(" "+standard+" ", " "+name+" ") {
			c.ReportPath(path, name)
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "module") + " with the name of one of Python, the first is " + c.Evidence[0].Path + "."
	}
}

// setupURL raises addresses in code of the build that makes requests.
func setupURL(c *rule.Case) {
	files := asking(c, atInstallation)
	for i := range c.Package.Facts {
		f := &c.Package.Facts[i]
		if f.Kind == fact.URL && files[f.File] && atInstallation.at(c, &rule.Finding{Fact: f}) {
			c.ReportFact(f, f.Value)
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "address") + " in code of the build that makes requests, the first in " + place(c, &c.Evidence[0]) + ": “" + cut(c.Evidence[0].Value, 120) + "”."
	}
}

// otherProject compares what the file's folder of metadata says with its fields.
func otherProject(c *rule.Case) {
	if c.Kind != "wheel" {
		return
	}
	fields(c, "Name Version", func(f *fact.Fact) {
		folder, file, _ := strings.Cut(c.Package.Files[f.File].Path, "/")
		stem, ok := strings.CutSuffix(folder, ".dist-info")
		name, version, dash := strings.Cut(stem, "-")
		if !ok || !dash || file != "METADATA" {
			return
		}
		want := version
		if f.Name == "Name" {
			want = name
		}
		if plain(want) != plain(f.Value) {
			c.ReportFact(f, f.Value, "the folder says "+want)
		}
	})
	if len(c.Evidence) > 0 {
		c.Found = c.Evidence[0].Symbol + " is " + cut(c.Evidence[0].Value, 80) + ", but " + c.Evidence[0].Note + "."
	}
}

// plain is a name or version without what writers may choose.
func plain(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.NewReplacer("-", "", "_", "", ".", "", "+", "", "!", "").Replace(s)
	return strings.TrimLeft(strings.TrimPrefix(s, "v"), "0")
}

// dataFiles raises files of .data/data that systems run or read by themselves.
func dataFiles(c *rule.Case) {
	for i := range c.Files {
		path := c.Files[i].Path
		folder, rest, _ := strings.Cut(path, "/")
		rest, ok := strings.CutPrefix(rest, "data/")
		if !ok || !strings.HasSuffix(folder, ".data") {
			continue
		}
		if contains(rest, []string{"etc/profile.d/", "etc/cron", "systemd/", "init.d/", "launchagents", "launchdaemons", "autostart/", "start menu/programs/startup", "bin/activate", "site-packages/", "etc/sudoers", "etc/ld.so"}) {
			c.ReportPath(path, rest)
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "file") + " " + verb(n, "is", "are") + " installed outside of where packages are, the first is “" + cut(c.Evidence[0].Value, 120) + "”."
	}
}

func leftovers(c *rule.Case) {
	for i := range c.Files {
		path := "/" + c.Files[i].Path
		for _, folder := range []string{".git", ".svn", ".hg", ".idea", ".vscode"} {
			if strings.Contains(path, "/"+folder+"/") {
				c.ReportPath(c.Files[i].Path, folder)
			}
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "file") + " of version control or an editor, the first is " + cut(c.Evidence[0].Path, 120) + "."
	}
}

// nativeInPure raises native files in wheels of the tag any.
func nativeInPure(c *rule.Case) {
	pure := len(c.Project.Tags) > 0
	for _, tag := range c.Project.Tags {
		pure = pure && strings.HasSuffix(tag, "-any")
	}
	if !pure || c.Kind != "wheel" {
		return
	}
	for i := range c.Files {
		f := &c.Files[i]
		switch f.Kind {
		case "elf", "pe", "macho", "static library":
			if !strings.Contains(f.Path, "!/") && !testPath(f.Path) {
				c.ReportPath(f.Path, strings.ToUpper(f.Kind))
			}
		}
	}
	if n := len(c.Evidence); n > 0 {
		c.Found = count(n, "native file") + " in a wheel that says it is pure Python, the first is " + cut(c.Evidence[0].Path, 120) + "."
	}
}

func testPath(path string) bool {
	return contains("/"+path, []string{"/test/", "/tests/", "/testing/", "/doc/", "/docs/", "/examples/"})
}
