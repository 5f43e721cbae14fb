package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

var CreatesZipArchives = &rule.Behavior{
	ID:       "creates-zip-archives",
	Title:    "Creates zip archives.",
	Category: rule.FileCat,
	Priority: 2,
	Attack:   []string{"T1560.002"},
	Why:      "Stolen files are packed before they leave.",
	Fine:     "Packages, exports and backups are zip files.",
	Limits:   "What is put into the archive is another behaviour.",
	Python: `
		zipfile.ZipFile(mode/1=w|a|x) zipfile.PyZipFile(mode/1=w|a|x) zipfile.main shutil.make_archive(format/1=zip) distutils.archive_util.make_archive(format/1=zip) distutils.archive_util.make_zipfile zipapp.create_archive pyminizip.{compress,compress_multiple} pyzipper.{AESZipFile,ZipFile}(mode/1=w|a|x) stream_zip.stream_zip zipstream.ZipStream zipfile36.ZipFile(mode/1=w) patoolib.create_archive django.utils.zipfile.* py7zr.SevenZipFile(mode/1=w|a)`,
	Native: `zip_open zipOpen zipOpen64 mz_zip_writer_init_file archive_write_set_format_zip`,
	Script: `
		zip 7z(a) 7za(a) compress-archive jar(c*|-c*) archiver.create jszip adm-zip yazl.ZipFile [System.IO.Compression.ZipFile]::CreateFromDirectory winrar(a) rar(a)`,
}

var AddsFilesToZipArchives = &rule.Behavior{
	ID:       "adds-files-to-zip-archives",
	Title:    "Adds files to zip archives.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1560.002"},
	Why:      "The files of the user are gathered in one archive, to be sent away.",
	Fine:     "Packages, exports and backups are made like this.",
	Limits:   "Which files these are is shown only where their names are constant.",
	Python: `
		zipfile.ZipFile.{write,mkdir} zipfile.PyZipFile.writepy pyzipper.{AESZipFile,ZipFile}.{write,writestr} zipstream.ZipStream.{add,write} py7zr.SevenZipFile.{write,writeall} shutil.make_archive(format/1=zip) stream_zip.stream_zip`,
	Native: `zip_file_add zipOpenNewFileInZip mz_zip_writer_add_file zip_add`,
	Script: `
		zip adm-zip.addLocalFile adm-zip.addLocalFolder archiver.file archiver.directory jszip.file compress-archive 7z(a)`,
}

var WritesZipData = &rule.Behavior{
	ID:       "writes-zip-data",
	Title:    "Writes data into zip archives.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1560.002"},
	Why:      "Data that was collected in memory is packed without ever being a file.",
	Fine:     "Office documents and packages are zip files that programs write.",
	Limits:   "What the data is, is not known here.",
	Python: `
		zipfile.ZipFile.writestr zipfile.Path.{write_text,write_bytes} pyzipper.{AESZipFile,ZipFile}.writestr zipfile.ZipFile.open(mode/1=w) py7zr.SevenZipFile.{writestr,writef} zipstream.ZipStream.writestr`,
	Native: `zipWriteInFileInZip mz_zip_writer_add_mem`,
	Script: `adm-zip.addFile jszip.generateAsync`,
}

var ExtractsZipArchives = &rule.Behavior{
	ID:       "extracts-zip-archives",
	Title:    "Extracts zip archives.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1140"},
	Why:      "What is inside was hidden until then, and names in it can lead out of the folder.",
	Fine:     "Packages, data sets and documents are zip files.",
	Limits:   "The archives in this package are opened and read; others are not.",
	Python: `
		zipfile.ZipFile.{extract,extractall} shutil.unpack_archive pyzipper.{AESZipFile,ZipFile}.{extract,extractall} patoolib.extract_archive setuptools.archive_util.{unpack_archive,unpack_zipfile} pip._internal.utils.unpacking.{unzip_file,unpack_file} pyunpack.Archive stream_unzip.stream_unzip fsspec.implementations.zip.ZipFileSystem libarchive.extract_file unrar.* pip._vendor.distlib.util.unarchive`,
	Native: `unzOpen unzOpen64 unzOpenCurrentFile mz_zip_reader_extract_to_file zip_fopen archive_read_extract`,
	Script: `
		unzip funzip 7z(x|e) 7za(x|e) 7zr(x|e) unrar unar expand-archive jar(x*|-x*) bsdtar(-x*|x*) extract-zip adm-zip.extractAllTo unzipper.Extract decompress yauzl.open [System.IO.Compression.ZipFile]::ExtractToDirectory python(*-m*zipfile*) expand`,
}

var CreatesTarArchives = &rule.Behavior{
	ID:       "creates-tar-archives",
	Title:    "Creates tar archives.",
	Category: rule.FileCat,
	Priority: 3,
	Attack:   []string{"T1560.001"},
	Why:      "Stolen files are packed before they leave.",
	Fine:     "Source distributions and backups are tar files.",
	Limits:   "Which files go in is shown only where their names are constant.",
	Python: `
		tarfile.{open,TarFile,TarFile.open}(mode/1=w*|x*|a*) tarfile.{open,TarFile,TarFile.open}.{add,addfile} shutil.make_archive(format/1=tar|gztar|bztar|xztar|zstdtar) distutils.archive_util.make_tarball setuptools.command.sdist.sdist.make_distribution docker.utils.tar patoolib.create_archive`,
	Native: `archive_write_new archive_write_set_format_pax_restricted tar_open`,
	Script: `
		{tar,bsdtar,gtar}(0=c*|-c*|-zc*|-jc*|-Jc*|-vc*|-ac*|-pc*|-hc*|-zvc*|--create) tar(-c*|--create) cpio(-o*) tar.{c,create} tar-fs.pack tar-stream.pack pax(-w)`,
}

var ExtractsTarArchives = &rule.Behavior{
	ID:       "extracts-tar-archives",
	Title:    "Extracts tar archives.",
	Category: rule.FileCat,
	Priority: 5,
	Attack:   []string{"T1140"},
	Why:      "What is inside was hidden until then, and names and links in it can lead out of the folder.",
	Fine:     "Source distributions and data sets are tar files.",
	Limits:   "The archives in this package are opened and read; others are not.",
	Python: `
		tarfile.{open,TarFile,TarFile.open}.{extract,extractall,extractfile} shutil.unpack_archive setuptools.archive_util.{unpack_archive,unpack_tarfile} distutils.archive_util.unpack pip._internal.utils.unpacking.{untar_file,unpack_file} patoolib.extract_archive pyunpack.Archive libarchive.extract_file fsspec.implementations.tar.TarFileSystem torchvision.datasets.utils.extract_archive`,
	Native: `archive_read_open_filename archive_read_extract tar_extract_all`,
	Script: `
		{tar,bsdtar,gtar}(0=x*|-x*|-zx*|-jx*|-Jx*|-vx*|-ax*|-px*|-hx*|-zvx*|-mx*|--extract|--get) tar(-x*|--extract) untar cpio(-i*) tar.{x,extract} tar-fs.extract tar-stream.extract decompress pax(-r)`,
}

var ExtractsOtherArchives = &rule.Behavior{
	ID:       "extracts-other-archives",
	Title:    "Extracts archives of other kinds.",
	Category: rule.FileCat,
	Priority: 4,
	Attack:   []string{"T1140"},
	Why:      "What is inside was hidden until then, and few tools look into such archives.",
	Fine:     "Installers and data sets come in many forms.",
	Limits:   "Archives of these kinds in the package are a gap.",
	Python: `
		py7zr.{SevenZipFile,SevenZipFile.extractall,unpack_7zarchive} rarfile.{RarFile,RarFile.extractall} unrar.rarfile.RarFile patoolib.extract_archive pyunpack.Archive libarchive.{file_reader,memory_reader,extract_file,public.file_pour} cabarchive.CabArchive pycdlib.PyCdlib msilib.OpenDatabase lhafile.Lhafile acefile.open pydeb.* debian.debfile.DebFile rpmfile.open arpy.Archive dmglib.* hachoir.* binwalk.scan isoparser.*`,
	Native: `unrar_open RAROpenArchiveEx RARProcessFileW FDICopy FDICreate archive_read_support_format_7zip`,
	Script: `
		7z(x|e) 7za(x|e) unrar(x|e) unar cabextract expand(*.cab) rpm2cpio dpkg-deb(-x|-e) ar(x*|-x*) isoinfo unsquashfs innoextract msiexec(/a) binwalk(-e) node-7z.extract unrar-js.extract`,
}
