package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

// ConnectsThroughHTTP counts every client. What kind of request it is are behaviours of their own.
var ConnectsThroughHTTP = &rule.Behavior{
	ID:       "connects-through-http",
	Title:    "Makes HTTP requests.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1071.001"},
	Why:      "HTTP passes nearly every filter, so it is the usual way out for stolen data and in for programs.",
	Fine:     "Clients of services, updates and downloads are what many packages are for.",
	Limits:   "A client that another package makes inside is not seen. The address is shown only where it is constant.",
	Python:   connectsThroughHTTPPython,
	Native: `
		curl_easy_perform curl_easy_setopt curl_multi_perform InternetOpenA InternetOpenW InternetOpenUrlA InternetOpenUrlW InternetConnectA InternetConnectW HttpOpenRequestA HttpOpenRequestW HttpSendRequestA HttpSendRequestW HttpSendRequestExA InternetReadFile WinHttpOpen WinHttpConnect WinHttpOpenRequest WinHttpSendRequest WinHttpReceiveResponse URLDownloadToFileA URLDownloadToFileW URLDownloadToCacheFileA URLOpenBlockingStreamA CFHTTPMessageCreateRequest CFReadStreamCreateForHTTPRequest soup_session_send`,
	Script: connectsThroughHTTPScript,
}

//go:embed names/connects_through_http.txt
var connectsThroughHTTPPython string

//go:embed names/connects_through_http_script.txt
var connectsThroughHTTPScript string

var MakesHTTPGetRequests = &rule.Behavior{
	ID:       "makes-http-get-requests",
	Title:    "Asks for data with HTTP GET.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1071.001"},
	Why:      "What comes back can be a program or an order, and the address itself can carry data away.",
	Fine:     "Reading from a service is the commonest thing that programs do on the network.",
	Limits:   "A method whose name is put together at run time is not told.",
	Python:   makesHTTPGetRequestsPython,
	Native: `
		WinHttpReceiveResponse InternetReadFile InternetOpenUrlA InternetOpenUrlW URLDownloadToFileA URLDownloadToFileW`,
	Script: `
		{http,https}.get axios.get got.get request.get superagent.get needle.get ky.get $.{get,getJSON,getScript} jQuery.{get,getJSON,getScript} curl(!-I,!--head,!-d,!--data*,!-X,!-T,!-F) wget(!--post*) invoke-webrequest(!-method) iwr(!-method) invoke-restmethod(!-method) irm(!-method)`,
}

//go:embed names/makes_http_get_requests.txt
var makesHTTPGetRequestsPython string

var MakesHTTPPostRequests = &rule.Behavior{
	ID:       "makes-http-post-requests",
	Title:    "Sends data with HTTP POST, PUT or PATCH.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1041"},
	Why:      "This is how collected data leaves a machine.",
	Fine:     "Clients of services send what the user gives them.",
	Limits:   "What is sent is followed only for flows. A method whose name is put together at run time is not told.",
	Python:   makesHTTPPostRequestsPython,
	Native:   `HttpSendRequestA HttpSendRequestW WinHttpWriteData InternetWriteFile`,
	Script: `
		axios.{post,put,patch} got.{post,put,patch} request.{post,put} superagent.{post,put} needle.post ky.{post,put} $.post jQuery.post navigator.sendBeacon curl(-d|--data*|-F|--form*|-T|--upload-file|-XPOST|POST|PUT) wget(--post*|--method=p*) invoke-webrequest(post|put) iwr(post|put) invoke-restmethod(post|put) irm(post|put)`,
}

//go:embed names/makes_http_post_requests.txt
var makesHTTPPostRequestsPython string

var OpensURLs = &rule.Behavior{
	ID:       "opens-urls",
	Title:    "Opens URLs like files, or makes what opens them.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1105"},
	Why:      "Functions that open any address also open files of this machine, and what they load is used at once.",
	Fine:     "Data sets, schemas and models are read from addresses.",
	Limits:   "A path that is given by the user may be an address too; that is not known here.",
	Python:   opensURLsPython,
	Native: `
		URLOpenStreamA URLOpenStreamW URLOpenBlockingStreamA URLOpenBlockingStreamW CreateURLMoniker InternetOpenUrlA InternetOpenUrlW`,
	Script: `shell.openExternal electron.shell.openExternal window.open open-uri`,
}

//go:embed names/opens_urls.txt
var opensURLsPython string

// DownloadsFiles is narrower than a request: what comes back is kept in a file.
var DownloadsFiles = &rule.Behavior{
	ID:       "downloads-files",
	Title:    "Downloads files.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1105"},
	Why:      "A file that is fetched later was not examined with the package, and it can be another one tomorrow.",
	Fine:     "Data sets, models, drivers and updates are too large for a package.",
	Limits:   "A file that is written by hand from a response is not recognised here.",
	Python:   downloadsFilesPython,
	Native:   `URLDownloadToFileA URLDownloadToFileW URLDownloadToCacheFileA URLDownloadToCacheFileW BITS_CreateJob`,
	Script:   downloadsFilesScript,
}

//go:embed names/downloads_files.txt
var downloadsFilesPython string

//go:embed names/downloads_files_script.txt
var downloadsFilesScript string

var UploadsFiles = &rule.Behavior{
	ID:       "uploads-files",
	Title:    "Uploads files.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1567"},
	Why:      "Files of the user leave the machine.",
	Fine:     "Deployment, backups, releases and clients of storage services upload what they are told to.",
	Limits:   "Which files these are is followed only for flows. A request that is filled by hand is not recognised here.",
	Python:   uploadsFilesPython,
	Native:   `FtpPutFileA FtpPutFileW curl_mime_filedata InternetWriteFile HttpSendRequestExA`,
	Script: `
		curl(-T|--upload-file|-F*|--form*|@*) scp(*:*) rsync(*:*) sftp lftp(put*|mirror*) ftp(-s*) rclone(copy|sync|move) gsutil(cp) aws(cp|sync) azcopy(copy) twine(upload) bitsadmin(/upload) Net.WebClient.UploadFile System.Net.WebClient.UploadFile invoke-webrequest(-infile) FormData.append(0=*file*|*upload*|*image*|*document*|*photo*|*attachment*) s3cmd(put) wormhole(send) croc(send)`,
}

//go:embed names/uploads_files.txt
var uploadsFilesPython string

var OpensPagesInABrowser = &rule.Behavior{
	ID:       "opens-pages-in-a-browser",
	Title:    "Shows pages in the user's browser.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1204.001"},
	Why:      "A page that opens by itself can ask for a password, and what stands in its address is sent.",
	Fine:     "Programs log in through the browser and show their manual and results there.",
	Limits:   "Browsers that a program controls are another behavior.",
	Python: `
		webbrowser.{open,open_new,open_new_tab} webbrowser.{get,Chrome,BackgroundBrowser,GenericBrowser}*.{open,open_new,open_new_tab} pydoc.browse click.launch typer.launch PyQt5.QtGui.QDesktopServices.openUrl PyQt6.QtGui.QDesktopServices.openUrl PySide6.QtGui.QDesktopServices.openUrl wx.LaunchDefaultBrowser gi.repository.Gtk.{show_uri,show_uri_on_window} gi.repository.Gio.AppInfo.launch_default_for_uri`,
	Script: `
		xdg-open(http*) start(http*) open(http*) start-process(http*) sensible-browser x-www-browser www-browser window.open shell.openExternal electron.shell.openExternal`,
}
