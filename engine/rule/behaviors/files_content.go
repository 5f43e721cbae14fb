package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var OpensFiles = &rule.Behavior{
	ID:       "opens-files",
	Title:    "Opens or creates files.",
	Category: rule.FileCat,
	Priority: 1,
	Attack:   []string{"T1083"},
	Why:      "Everything that a program keeps or takes goes through files.",
	Fine:     "Nearly every program opens files.",
	Limits:   "Libraries that open files inside are not counted here.",
	Python:   opensFilesPython,
	Native: `
		fopen fopen64 fdopen freopen open open64 openat openat64 openat2 creat CreateFileA CreateFileW CreateFile2 OpenFile NtCreateFile NtOpenFile ZwCreateFile ZwOpenFile _open _wopen _sopen _sopen_s _wfopen fopen_s _wfopen_s lopen _lopen`,
	Script: `
		fs.{open,openSync,createReadStream,createWriteStream} fs/promises.open fs.promises.open Deno.{open,openSync,create} Bun.file System.IO.File.Open [System.IO.File]::Open* Scripting.FileSystemObject.OpenTextFile`,
}

//go:embed names/opens_files.txt
var opensFilesPython string

var ReadsFiles = &rule.Behavior{
	ID:       "reads-files",
	Title:    "Reads files.",
	Category: rule.FileCat,
	Priority: 2,
	Attack:   []string{"T1005"},
	Why:      "What is read can be sent away.",
	Fine:     "Programs read their settings and data.",
	Limits: "Which file it is, is shown only where its name is constant. Reading through a library is counted only for the " +
		"known ones.",
	Python: readsFilesPython,
	Native: `fread fgets fgetc getline read pread pread64 ReadFile ReadFileEx NtReadFile ZwReadFile _read readv`,
	Script: `
		fs.{readFile,readFileSync,createReadStream,read,readSync} fs/promises.readFile fs.promises.readFile fs-extra.{readFile,readFileSync,readJson,readJsonSync} Deno.{readFile,readFileSync,readTextFile,readTextFileSync} cat(*=*) type get-content gc head tail less more strings xxd FileReader [System.IO.File]::Read* System.IO.File.Read*`,
}

//go:embed names/reads_files.txt
var readsFilesPython string

var WritesFiles = &rule.Behavior{
	ID:       "writes-files",
	Title:    "Writes to files.",
	Category: rule.FileCat,
	Priority: 3,
	Attack:   []string{"T1105"},
	Why:      "A program that writes can leave something behind: a start-up entry, another program, a changed source.",
	Fine:     "Programs write their results, logs and caches.",
	Limits:   "Which file it is, is shown only where its name is constant.",
	Python:   writesFilesPython,
	Native: `
		fwrite fputs fputc fprintf vfprintf write pwrite pwrite64 writev WriteFile WriteFileEx NtWriteFile ZwWriteFile _write putc ftruncate truncate SetEndOfFile`,
	Script: writesFilesScript,
}

//go:embed names/writes_files.txt
var writesFilesPython string

//go:embed names/writes_files_script.txt
var writesFilesScript string

var MovesFilePosition = &rule.Behavior{
	ID:       "moves-file-position",
	Title:    "Moves to a place inside of a file, or asks where it is.",
	Category: rule.FileCat,
	Priority: 1,
	Why:      "Programs that change single bytes of other files go to their places.",
	Fine:     "Archives, databases and pictures are read in pieces.",
	Limits:   "Streams in memory are not counted.",
	Python: `
		{builtins.open,io.open,codecs.open,os.fdopen,pathlib.Path.open}.{seek,tell} os.lseek mmap.mmap.seek tempfile.{TemporaryFile,NamedTemporaryFile,SpooledTemporaryFile}.{seek,tell} win32file.SetFilePointer aiofiles.open.seek gzip.open.seek`,
	Native: `fseek fseeko fseeko64 lseek lseek64 _lseek _lseeki64 SetFilePointer SetFilePointerEx rewind fsetpos`,
	Script: `Deno.{seek,seekSync}`,
}

var ClosesFileDescriptors = &rule.Behavior{
	ID:       "closes-file-descriptors",
	Title:    "Closes files, sockets or other handles.",
	Category: rule.FileCat,
	Priority: 1,
	Why:      "A program that closes all descriptors hides from its terminal.",
	Fine:     "What is opened by hand must be closed by hand.",
	Limits:   "Files that close by themselves are not counted.",
	Python: `
		os.{close,closerange} posix.{close,closerange} {builtins.open,io.open,codecs.open,os.fdopen}.close win32file.CloseHandle win32api.CloseHandle _winapi.CloseHandle win32api.RegCloseKey`,
	Native: `close fclose CloseHandle NtClose ZwClose _close closefrom close_range`,
	Script: `fs.{close,closeSync} Deno.close`,
}

var UsesNullDevice = &rule.Behavior{
	ID:       "uses-null-device",
	Title:    "Uses the null device.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1564"},
	Why:      "Output that is thrown away is not seen by the user, also not that of a program that should not run.",
	Fine:     "Tools are silenced when only their result matters.",
	Limits:   "Output that is caught and not shown is not counted.",
	Python: `
		@os.devnull @subprocess.DEVNULL asyncio.subprocess.DEVNULL builtins.open(0=/dev/null|nul|os.devnull) os.open(0=/dev/null|nul|os.devnull)`,
	Text: `/dev/null`,
}
