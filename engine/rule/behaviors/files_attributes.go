package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var ChecksFilePermissions = &rule.Behavior{
	ID:       "checks-file-permissions",
	Title:    "Asks what may be done with a file.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1083"},
	Why:      "Programs look for files that they may change and for places to hide.",
	Fine:     "A program that asks first can say what is wrong.",
	Limits:   "An attempt to open a file says the same and is not counted.",
	Python: `
		os.access posix.access @os.{stat,lstat,fstat}.{st_mode,st_uid,st_gid} @pathlib.Path.{stat,lstat}.{st_mode,st_uid,st_gid} pathlib.Path.{owner,group} stat.{S_IMODE,filemode} win32security.{GetFileSecurity,GetNamedSecurityInfo} win32api.GetFileAttributes win32file.GetFileAttributes aiofiles.os.{access,stat} anyio.Path.{stat,lstat} py.path.local.stat os.getxattr`,
	Native: `
		access faccessat euidaccess eaccess GetFileSecurityA GetFileSecurityW GetNamedSecurityInfoA GetNamedSecurityInfoW GetEffectiveRightsFromAclA AccessCheck GetFileAttributesA GetFileAttributesW`,
	Script: `
		fs.{access,accessSync} fs/promises.access find(-perm) get-acl icacls(!/grant*,!/deny,!/remove*,!/reset,!/setowner,!/inheritance*) getfacl lsattr stat namei`,
}

var ModifiesFileAttributes = &rule.Behavior{
	ID:       "modifies-file-attributes",
	Title:    "Changes attributes of files.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1564.001"},
	Why:      "A hidden or unchangeable file is not seen or cannot be removed.",
	Fine:     "Backups and installers keep attributes.",
	Limits:   "Permissions and times are behaviours of their own.",
	Python: `
		os.{setxattr,removexattr,chflags,lchflags} xattr.{setxattr,set,removexattr,xattr} win32api.SetFileAttributes win32file.{SetFileAttributes,SetFileAttributesW} ctypes.windll.kernel32.SetFileAttributesW osxmetadata.* pyxattr.* shutil.copystat winattr.* hidefile.*`,
	Native: `
		setxattr lsetxattr fsetxattr removexattr chflags lchflags SetFileAttributesA SetFileAttributesW SetFileInformationByHandle(1=0|*FileBasicInfo) NtSetInformationFile FS_IOC_SETFLAGS`,
	Script: `
		chattr attrib(+*|-*) xattr(-w|-d|-c*) setfattr setfile set-itemproperty(attributes|isreadonly) fsutil(file|behavior) chflags compact(/c|/u)`,
}

var ModifiesTimestamps = &rule.Behavior{
	ID:       "modifies-timestamps",
	Title:    "Changes the times of files.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1070.006"},
	Why:      "A new file that looks old is not found by whoever looks for what changed.",
	Fine:     "Archives and builds keep or fix times so that results are the same.",
	Limits:   "Which time is set is not shown.",
	Python: `
		os.utime posix.utime pathlib.Path.touch shutil.{copystat,copy2} win32file.SetFileTime ctypes.windll.kernel32.SetFileTime filedate.File.set aiofiles.os.utime py.path.local.setmtime win32_setctime.setctime eventlet.green.os.utime tarfile.TarFile.utime`,
	Native: `utime utimes utimensat futimens futimes lutimes SetFileTime _utime _utime64 _wutime`,
	Script: `
		fs.{utimes,utimesSync,futimes,lutimes} fs/promises.utimes touch(-t|-d|-r|-*t|--date*|--reference*) Deno.{utime,utimeSync} set-itemproperty(lastwritetime|creationtime) setfile(-d|-m) timestomp`,
}

var ChangesWorkingDirectory = &rule.Behavior{
	ID:       "changes-working-directory",
	Title:    "Changes the working folder.",
	Category: rule.FileCat,
	Priority: 2,
	Why:      "All names of files without a folder mean other files then.",
	Fine:     "Builds and tests work in their own folders.",
	Limits:   "The folder that another program is started in is not counted.",
	Python: `
		os.{chdir,fchdir} posix.chdir contextlib.chdir path.Path.{chdir,cd} py.path.local.{chdir,as_cwd} invoke.Context.cd fabric.Connection.cd sh.cd plumbum.local.cwd.chdir pushd.* pytest.MonkeyPatch.chdir win32api.SetCurrentDirectory`,
	Native: `chdir fchdir SetCurrentDirectoryA SetCurrentDirectoryW _chdir _wchdir`,
	Script: `process.chdir Deno.chdir shelljs.cd cd pushd chdir set-location push-location`,
}

var WritesJSON = &rule.Behavior{
	ID:       "writes-json",
	Title:    "Writes data as JSON.",
	Category: rule.FileCat,
	Priority: 2,
	Why:      "Data is brought into this form to be stored or sent.",
	Fine:     "JSON is the commonest form of data there is.",
	Limits:   "What is written is not looked at.",
	Python:   writesJSONPython,
	Native:   `json_dumps json_object_to_json_string cJSON_Print yajl_gen_alloc`,
	Script:   `JSON.stringify convertto-json jq fs-extra.{writeJson,writeJsonSync,outputJson}`,
}

//go:embed names/writes_json.txt
var writesJSONPython string

var EncodesBase16 = &rule.Behavior{
	ID:       "encodes-base16",
	Title:    "Writes data in hexadecimal digits.",
	Category: rule.FileCat,
	Priority: 6,
	Attack:   []string{"T1132.001"},
	Why:      "Data that is written like this is not read at a glance and passes through text.",
	Fine:     "Digests and identifiers are shown in hexadecimal.",
	Limits:   "Formatting a number, and the method hex of bytes, are not counted.",
	Python: `
		base64.b16encode binascii.{hexlify,b2a_hex} codecs.encode(encoding/1=hex|hex_codec) secrets.token_hex bitstring.BitArray.hex`,
	Native: `OPENSSL_buf2hexstr sodium_bin2hex BIO_dump`,
	Script: `Buffer.from.toString(0=hex) xxd od hexdump format-hex`,
}

var ChangesRootDirectory = &rule.Behavior{
	ID:       "changes-root-directory",
	Title:    "Changes the root of the file system.",
	Category: rule.FileCat,
	Priority: 6,
	Attack:   []string{"T1611"},
	Why:      "A program that may do this has the rights of the system, and sees other files under the same names.",
	Fine:     "Installers of systems and builds in a clean room do it.",
	Limits:   "Containers do the same by other means.",
	Python:   `os.{chroot,unshare,setns} posix.chroot pychroot.Chroot unshare.unshare nsenter.Namespace`,
	Native:   `chroot pivot_root unshare setns`,
	Script:   `chroot pivot_root unshare nsenter schroot arch-chroot debootstrap switch_root`,
}

var MountsFileSystems = &rule.Behavior{
	ID:       "mounts-file-systems",
	Title:    "Mounts file systems.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1006"},
	Why:      "A file system that is mounted brings foreign files, or shows files that were out of reach.",
	Fine:     "Tools for images and storage mount and unmount.",
	Limits:   "What is mounted is shown only in a constant command.",
	Python: `
		fuse.FUSE fusepy.FUSE pyfuse3.{init,main} llfuse.{init,main} fsspec.fuse.run psutil.disk_partitions.mount sh.{mount,umount} win32net.NetUseAdd win32wnet.WNetAddConnection2`,
	Native: `
		mount umount umount2 fuse_main fuse_new fuse_mount SetVolumeMountPointA SetVolumeMountPointW DefineDosDeviceA DefineDosDeviceW WNetAddConnection2A WNetAddConnection2W NetUseAdd`,
	Script: `
		mount(!-l,!-h,!-v,!-V,!--version) umount losetup sshfs mount.cifs mount.nfs mountvol subst net(use) new-psdrive(filesystem) mount-diskimage hdiutil(attach|mount) diskutil(mount*) udisksctl(mount) fusermount guestmount`,
}

var AccessesPhysicalDrives = &rule.Behavior{
	ID:       "accesses-physical-drives",
	Title:    "Names disks as devices, or opens them.",
	Category: rule.FileCat,
	Priority: 2,
	Attack:   []string{"T1006"},
	Why:      "Below the file system all files can be read and changed, without any rights being asked.",
	Fine:     "Tools for images, rescue and partitions work like this.",
	Limits:   "Only names of devices that stand in constants are seen. Whether the device is opened is not told for a name.",
	Python: `
		win32file.{DeviceIoControl,CreateFile}(0=*physicaldrive*) parted.{getDevice,newDisk} pyparted.* wmi.WMI.{Win32_DiskDrive,Win32_DiskPartition} pySMART.{Device,DeviceList} blkinfo.*`,
	Native: `DeviceIoControl NtDeviceIoControlFile`,
	Script: `
		dd(if=/dev/*|of=/dev/*) fdisk parted sgdisk gdisk mkfs mkfs.ext4 diskpart wipefs blkdiscard hdparm smartctl badblocks get-disk clear-disk format-volume diskutil(erase*)`,
	Text: `
		\PhysicalDrive*
		/dev/sda*
		/dev/hda*
		/dev/nvme0*
		/dev/vda*
		/dev/mem
		/dev/kmem
		/dev/disk0*
		/dev/rdisk*`,
}

var OverwritesFilesSecurely = &rule.Behavior{
	ID:       "overwrites-files-securely",
	Title:    "Overwrites files so that they cannot be recovered.",
	Category: rule.FileCat,
	Priority: 6,
	Attack:   []string{"T1485"},
	Why:      "What is overwritten is lost, evidence too.",
	Fine:     "Programs that keep secrets remove them like this.",
	Limits:   "Writing over a file by hand is not recognised.",
	Python:   `securedelete.* secure_delete.secure_delete.* shredder.* pyshred.* filewipe.* wipe.*`,
	Native:   `shred cryptsetup_wipe`,
	Script:   `shred srm wipe sdelete sdelete64 cipher(/w*) sfill nwipe bcwipe rm(-P) diskutil(secureErase)`,
}
