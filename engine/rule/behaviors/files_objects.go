package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var CreatesDirectories = &rule.Behavior{
	ID:       "creates-directories",
	Title:    "Creates folders.",
	Category: rule.FileCat,
	Priority: 2,
	Why:      "A folder of its own is where a program keeps what it brings.",
	Fine:     "Programs make folders for their caches and results.",
	Limits:   "Which folder it is, is shown only where its name is constant.",
	Python:   createsDirectoriesPython,
	Native: `
		mkdir mkdirat mkdtemp CreateDirectoryA CreateDirectoryW CreateDirectoryExA CreateDirectoryExW SHCreateDirectory SHCreateDirectoryExA SHCreateDirectoryExW _mkdir _wmkdir`,
	Script: `
		fs.{mkdir,mkdirSync,mkdtemp,mkdtempSync} fs/promises.mkdir fs.promises.mkdir fs-extra.{ensureDir,ensureDirSync,mkdirp,mkdirs} mkdirp Deno.{mkdir,mkdirSync} mkdir md new-item(directory) install(-d) [System.IO.Directory]::CreateDirectory mktemp(-d)`,
}

//go:embed names/creates_directories.txt
var createsDirectoriesPython string

var RemovesDirectories = &rule.Behavior{
	ID:       "removes-directories",
	Title:    "Removes folders.",
	Category: rule.FileCat,
	Priority: 3,
	Attack:   []string{"T1070.004"},
	Why:      "Data and traces go with the folder.",
	Fine:     "Programs clean up after themselves.",
	Limits:   "A folder with all that is in it is another behaviour.",
	Python: `
		os.{rmdir,removedirs} posix.rmdir pathlib.Path.rmdir pathlib2.Path.rmdir win32file.RemoveDirectory win32api.RemoveDirectory aiofiles.os.{rmdir,removedirs} anyio.Path.rmdir trio.Path.rmdir path.Path.{rmdir,removedirs} tempfile.TemporaryDirectory.cleanup`,
	Native: `rmdir RemoveDirectoryA RemoveDirectoryW RemoveDirectoryTransactedA _rmdir _wrmdir`,
	Script: `fs.{rmdir,rmdirSync} fs/promises.rmdir fs.promises.rmdir rmdir rd`,
}

var DeletesFiles = &rule.Behavior{
	ID:       "deletes-files",
	Title:    "Deletes files.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1070.004"},
	Why:      "Deleted files are lost to the user, and traces of an attack are removed like this.",
	Fine:     "Programs delete their temporary files.",
	Limits:   "Which file it is, is shown only where its name is constant.",
	Python: `
		os.{remove,unlink} posix.{remove,unlink} nt.{remove,unlink} pathlib.Path.unlink pathlib2.Path.unlink win32api.DeleteFile win32file.{DeleteFile,DeleteFileW} send2trash.send2trash aiofiles.os.{remove,unlink} anyio.Path.unlink trio.Path.unlink path.Path.{remove,remove_p,unlink} py.path.local.remove eventlet.green.os.{remove,unlink} fsspec.*.{rm,rm_file,delete} test.support.os_helper.unlink sh.rm plumbum.local.path.delete distutils.file_util.*remove`,
	Native: `
		unlink unlinkat remove DeleteFileA DeleteFileW DeleteFileTransactedA NtDeleteFile ZwDeleteFile _unlink _wunlink _wremove`,
	Script: `
		fs.{unlink,unlinkSync,rm,rmSync} fs/promises.{unlink,rm} fs.promises.{unlink,rm} fs-extra.{remove,removeSync,unlink} Deno.{remove,removeSync} del rimraf rm(!-r*,!-*r*) del erase remove-item ri unlink shred srm sdelete find(-delete) [System.IO.File]::Delete System.IO.File.Delete Scripting.FileSystemObject.DeleteFile trash`,
}

var DeletesDirectoryTrees = &rule.Behavior{
	ID:       "deletes-directory-trees",
	Title:    "Deletes folders with everything in them.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1485"},
	Why:      "One mistake or one bad intention deletes everything below a folder.",
	Fine:     "Builds and tests clean their folders.",
	Limits:   "Which folder it is, is shown only where its name is constant.",
	Python: `
		shutil.{rmtree,_rmtree_safe_fd,_rmtree_unsafe} distutils.dir_util.remove_tree setuptools.distutils.dir_util.remove_tree aioshutil.rmtree path.Path.{rmtree,rmtree_p} py.path.local.remove(rec=1|True) fs.*.removetree win32com.shell.shell.SHFileOperation send2trash.send2trash sh.rm(*=-r*) pip._internal.utils.misc.rmtree setuptools._shutil.rmtree test.support.os_helper.rmtree jaraco.path.*remove pathlib.Path.rmtree`,
	Native: `SHFileOperationA SHFileOperationW removefile nftw`,
	Script: `
		fs.{rm,rmSync,rmdir,rmdirSync}(recursive) fs-extra.{remove,removeSync,emptyDir,emptyDirSync} rimraf rimraf.{sync,rimraf} del.{sync,deleteSync} rm(-r*|-*r*|--recursive) rmdir(/s) rd(/s) deltree del(/s) remove-item(-recurse) ri(-recurse) shelljs.rm Scripting.FileSystemObject.DeleteFolder format mkfs dd(of=/dev/*) cipher(/w*)`,
}

var CopiesFiles = &rule.Behavior{
	ID:       "copies-files",
	Title:    "Copies files.",
	Category: rule.FileCat,
	Priority: 3,
	Attack:   []string{"T1074.001"},
	Why:      "Copies of a program, and of stolen files, are put where they are needed.",
	Fine:     "Installers, builds and backups copy.",
	Limits:   "What is read and written by hand is not recognised as a copy.",
	Python:   copiesFilesPython,
	Native: `
		CopyFileA CopyFileW CopyFileExA CopyFileExW CopyFile2 copyfile fcopyfile clonefile copy_file_range CopyFileTransactedA`,
	Script: `
		fs.{copyFile,copyFileSync,cp,cpSync} fs/promises.{copyFile,cp} fs.promises.copyFile fs-extra.{copy,copySync} Deno.{copyFile,copyFileSync} cp copy xcopy robocopy copy-item cpi ditto rsync install(!-d,!-m) shelljs.cp Scripting.FileSystemObject.CopyFile [System.IO.File]::Copy`,
}

//go:embed names/copies_files.txt
var copiesFilesPython string

var MovesFileSystemObjects = &rule.Behavior{
	ID:       "moves-file-system-objects",
	Title:    "Moves files and folders.",
	Category: rule.FileCat,
	Priority: 4,
	Why:      "A file that is moved into a folder of the system is used there; a file of the user that is moved is gone.",
	Fine:     "Results are moved to their place when they are complete.",
	Limits:   "Renaming is another behaviour.",
	Python: `
		shutil.{move,_destinsrc} distutils.file_util.move_file pathlib.Path.{move,move_into} win32file.{MoveFile,MoveFileEx,MoveFileExW} win32api.MoveFile win32com.shell.shell.SHFileOperation aioshutil.move path.Path.move py.path.local.move fsspec.*.{mv,move} sh.mv fs.move.*`,
	Native: `SHFileOperationA SHFileOperationW MoveFileExA MoveFileExW MoveFileWithProgressW`,
	Script: `
		fs-extra.{move,moveSync} mv move move-item mi shelljs.mv Scripting.FileSystemObject.{MoveFile,MoveFolder} [System.IO.File]::Move`,
}

var RenamesFiles = &rule.Behavior{
	ID:       "renames-files",
	Title:    "Renames files.",
	Category: rule.FileCat,
	Priority: 2,
	Why:      "Files of the user that get another name are not found, and programs pretend to be others.",
	Fine:     "Files are written under another name first, so that they are never half there.",
	Limits:   "Which files these are is shown only where their names are constant.",
	Python: `
		os.{rename,renames,replace} posix.{rename,replace} pathlib.Path.{rename,replace} pathlib2.Path.{rename,replace} aiofiles.os.{rename,renames,replace} anyio.Path.{rename,replace} trio.Path.{rename,replace} path.Path.{rename,renames} py.path.local.rename win32api.MoveFile win32file.MoveFile eventlet.green.os.rename`,
	Native: `rename renameat renameat2 _wrename MoveFileA MoveFileW MoveFileExA MoveFileExW ReplaceFileA ReplaceFileW`,
	Script: `
		fs.{rename,renameSync} fs/promises.rename fs.promises.rename Deno.{rename,renameSync} ren rename rename-item rni`,
}

var CreatesLinks = &rule.Behavior{
	ID:       "creates-links",
	Title:    "Creates links to files.",
	Category: rule.FileCat,
	Priority: 3,
	Attack:   []string{"T1547.009"},
	Why:      "A link can lead a program with more rights to another file than it expects.",
	Fine:     "Environments, versions and builds are made of links.",
	Limits:   "Links inside of archives are noted as oddities.",
	Python: `
		os.{link,symlink} posix.{link,symlink} pathlib.Path.{symlink_to,hardlink_to,link_to} pathlib2.Path.symlink_to win32file.{CreateSymbolicLink,CreateHardLink} _winapi.CreateJunction aiofiles.os.{link,symlink} anyio.Path.{symlink_to,hardlink_to} trio.Path.{symlink_to,hardlink_to} path.Path.{link,symlink} py.path.local.{mksymlinkto,mklinkto} ntfsutils.junction.create winshell.CreateShortcut win32com.client.Dispatch.CreateShortCut win32com.client.Dispatch.CreateShortcut pythoncom.CoCreateInstance(0=win32com.shell.shell.CLSID_ShellLink) pylnk3.for_file swinlnk.* pyshortcuts.make_shortcut`,
	Native: `link linkat symlink symlinkat CreateSymbolicLinkA CreateSymbolicLinkW CreateHardLinkA CreateHardLinkW`,
	Script: `
		fs.{link,linkSync,symlink,symlinkSync} fs/promises.{link,symlink} fs-extra.{ensureLink,ensureSymlink} Deno.{link,symlink} ln mklink new-item(symboliclink|hardlink|junction) WScript.Shell.CreateShortcut`,
}

var UsesGuessableFileNames = &rule.Behavior{
	ID:       "uses-guessable-file-names",
	Title:    "Asks for the name of a temporary file without making it.",
	Category: rule.FileCat,
	Priority: 3,
	Attack:   []string{"T1548"},
	Why:      "Another user of the machine can make the file first, or a link of this name to a file that gets overwritten.",
	Fine:     "The name is used for what is no file, or in a folder of the program's own.",
	Limits:   "A fixed name in the folder for temporary files is not counted.",
	Python:   `tempfile.mktemp os.{tmpnam,tempnam} sh.mktemp(-u)`,
	Native:   `tmpnam tempnam mktemp _mktemp _tempnam`,
	Script:   `mktemp(-u|--dry-run)`,
}

var CreatesTemporaryFiles = &rule.Behavior{
	ID:       "creates-temporary-files",
	Title:    "Creates temporary files.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1074.001"},
	Why:      "Everybody may write into the folder for temporary files, so programs that are downloaded often land there.",
	Fine:     "It is what the folder is for.",
	Limits:   "A name in that folder that is put together by hand is not recognised.",
	Python: `
		tempfile.{TemporaryFile,NamedTemporaryFile,SpooledTemporaryFile,TemporaryDirectory,mkstemp,mkdtemp,mktemp} os.{tmpfile,tmpnam,tempnam} aiofiles.tempfile.{TemporaryFile,NamedTemporaryFile,SpooledTemporaryFile,TemporaryDirectory} anyio.{TemporaryFile,NamedTemporaryFile,TemporaryDirectory} test.support.os_helper.temp_dir py.path.local.{mkdtemp,make_numbered_dir} win32api.GetTempFileName win32file.GetTempFileName backports.tempfile.TemporaryDirectory sh.mktemp setuptools.compat.tempfile.* jaraco.context.temp_dir`,
	Native: `
		tmpfile tmpnam tempnam mkstemp mkstemps mkostemp mkdtemp mktemp GetTempFileNameA GetTempFileNameW _mktemp _tempnam tmpfile_s`,
	Script: `
		fs.{mkdtemp,mkdtempSync} os.tmpdir tmp.{file,fileSync,dir,dirSync} temp.{open,mkdir} Deno.{makeTempDir,makeTempFile} mktemp new-temporaryfile [System.IO.Path]::GetTempFileName tempy.*`,
}

var LocksFiles = &rule.Behavior{
	ID:       "locks-files",
	Title:    "Locks files against others.",
	Category: rule.FileCat,
	Priority: 2,
	Why:      "What is locked cannot be read or deleted by others; also by a program that protects the machine.",
	Fine:     "Programs that share a file must not write at the same time.",
	Limits:   "A lock that is only a file by agreement is seen only for the known libraries.",
	Python: `
		fcntl.{flock,lockf}(!1=fcntl.LOCK_UN) msvcrt.locking(!1=msvcrt.LK_UNLCK) os.lockf(!1=os.F_ULOCK) filelock.{FileLock,SoftFileLock,UnixFileLock,WindowsFileLock,AsyncFileLock} portalocker.{lock,Lock,RLock} fasteners.{InterProcessLock,InterProcessReaderWriterLock} lockfile.{LockFile,FileLock,MkdirLockFile} zc.lockfile.LockFile win32file.{LockFile,LockFileEx} oslo_concurrency.lockutils.* pid.PidFile singleton.* tendo.singleton.SingleInstance flufl.lock.Lock`,
	Native: `flock lockf LockFile LockFileEx _locking fcntl_lock`,
	Script: `flock lockfile.lock proper-lockfile.lock`,
}
