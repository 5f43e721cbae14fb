package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var CreatesAnHTTPServer = &rule.Behavior{
	ID:       "creates-an-http-server",
	Title:    "Runs an HTTP server.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1071.001"},
	Why:      "Others can reach it, read what it shows and give it orders.",
	Fine:     "Web applications, documentation viewers and log-in flows with a browser run a server.",
	Limits:   "An application that another program serves is seen as one that handles requests.",
	Python:   createsAnHTTPServerPython,
	Native: `
		HttpCreateServerHandle HttpInitialize HttpReceiveHttpRequest evhttp_new MHD_start_daemon mg_http_listen soup_server_new`,
	Script: `
		{http,https}.{createServer,Server} http2.createServer express express.{listen,static} koa fastify hapi.server Deno.serve Bun.serve restify.createServer python(http.server|simplehttpserver) python3(http.server) http-server busybox(httpd) php(-S) System.Net.HttpListener new-object(*httplistener)`,
}

//go:embed names/creates_an_http_server.txt
var createsAnHTTPServerPython string

var HandlesHTTPRequests = &rule.Behavior{
	ID:       "handles-http-requests",
	Title:    "Answers HTTP requests.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1071.001"},
	Why:      "What the code does for a request is decided by whoever sends it.",
	Fine:     "Web applications are made of this.",
	Limits:   "Handlers that a framework finds by their names are not recognised.",
	Python:   handlesHTTPRequestsPython,
	Script:   `express.{get,post,use,Router} express.Router.{get,post,use} koa.use fastify.{get,post,route}`,
}

//go:embed names/handles_http_requests.txt
var handlesHTTPRequestsPython string

var AddsHTTPResponseBody = &rule.Behavior{
	ID:       "adds-http-response-body",
	Title:    "Sends a body with an HTTP response.",
	Category: rule.Network,
	Priority: 4,
	Why:      "What a server gives away leaves the machine.",
	Fine:     "Every web application answers.",
	Limits:   "A value that a handler returns is not recognised as a body.",
	Python:   addsHTTPResponseBodyPython,
	Script:   `{http,https}.ServerResponse.{write,end}`,
}

//go:embed names/adds_http_response_body.txt
var addsHTTPResponseBodyPython string

var ReadsHTTPResponseBody = &rule.Behavior{
	ID:       "reads-http-response-body",
	Title:    "Reads the body of HTTP responses.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1105"},
	Why:      "What comes back may be an order, a program or somebody's data.",
	Fine:     "Clients read the answers that they asked for.",
	Limits:   "An answer that was handed to another function is not recognised.",
	Python:   readsHTTPResponseBodyPython,
	Native:   `InternetReadFile WinHttpReadData WinHttpQueryDataAvailable curl_easy_recv`,
	Script:   `fetch.{json,text,blob,arrayBuffer} axios.get.data http.IncomingMessage.on`,
}

//go:embed names/reads_http_response_body.txt
var readsHTTPResponseBodyPython string

var ReadsRequestCookies = &rule.Behavior{
	ID:       "reads-request-cookies",
	Title:    "Reads or keeps cookies.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1539"},
	Why:      "A cookie can be as good as a password.",
	Fine:     "Web applications know their users by cookies, and clients keep a session with them.",
	Limits:   "Cookies that a library handles inside are not seen.",
	Python:   readsRequestCookiesPython,
	Script: `
		Cookies.get js-cookie.get chrome.cookies.{get,getAll} browser.cookies.{get,getAll} session.defaultSession.cookies.get cookieStore.{get,getAll}`,
}

//go:embed names/reads_request_cookies.txt
var readsRequestCookiesPython string

var SetsResponseCookies = &rule.Behavior{
	ID:       "sets-response-cookies",
	Title:    "Sets cookies in HTTP responses, in a client or in a browser.",
	Category: rule.Network,
	Priority: 4,
	Why:      "Cookies mark a browser, so that its user is known again.",
	Fine:     "Sessions of web applications need cookies.",
	Limits:   "Sessions that a framework keeps are another behaviour.",
	Python:   setsResponseCookiesPython,
	Script:   `Cookies.set js-cookie.set chrome.cookies.set res.cookie document.cookie cookieStore.set`,
}

//go:embed names/sets_response_cookies.txt
var setsResponseCookiesPython string

var ReadsHTTPSessionData = &rule.Behavior{
	ID:       "reads-http-session-data",
	Title:    "Reads data of web sessions or of the browser's storage.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1539"},
	Why:      "A session says who is logged in.",
	Fine:     "Web applications know their users like this.",
	Limits:   "Only the sessions of known frameworks are recognised.",
	Python: `
		@flask.session flask.session.{get,pop,items,values} @quart.session @starlette.requests.Request.session @fastapi.Request.session aiohttp_session.get_session django.contrib.sessions.backends.*.SessionStore django.contrib.sessions.models.Session.objects.* beaker.session.Session @bottle.request.session @cherrypy.session cherrypy.session.get flask_login.current_user @flask_login.current_user pyramid.session.*`,
	Script: `sessionStorage.getItem localStorage.getItem window.sessionStorage.getItem window.localStorage.getItem`,
}

var WritesHTTPSessionData = &rule.Behavior{
	ID:       "writes-http-session-data",
	Title:    "Changes data of web sessions or of the browser's storage.",
	Category: rule.Network,
	Priority: 4,
	Why:      "Whoever changes a session can be taken for somebody else.",
	Fine:     "Web applications remember their users like this.",
	Limits:   "Only the sessions of known frameworks are recognised.",
	Python: `
		=flask.session =quart.session flask.session.{update,pop,clear,setdefault} =starlette.requests.Request.session =cherrypy.session aiohttp_session.new_session flask_login.{login_user,logout_user} django.contrib.auth.{login,logout} starlette.middleware.sessions.SessionMiddleware flask_session.Session aiohttp_session.setup`,
	Script: `sessionStorage.setItem localStorage.setItem window.sessionStorage.setItem window.localStorage.setItem`,
}

var IssuesDNSQueries = &rule.Behavior{
	ID:       "issues-dns-queries",
	Title:    "Looks up names in the DNS.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1071.004"},
	Why:      "Names that are asked for can carry data out, and answers can carry orders, past most filters.",
	Fine:     "Mail, directories and checks of networks need more than an address.",
	Limits:   "The look-up that every connection makes by itself is not counted.",
	Python:   issuesDNSQueriesPython,
	Native: `
		gethostbyname gethostbyname_r gethostbyname2 gethostbyaddr getaddrinfo getnameinfo GetAddrInfoW GetAddrInfoExW GetNameInfoW DnsQuery_A DnsQuery_W DnsQuery_UTF8 DnsQueryEx res_query res_search res_nquery ares_query ares_getaddrinfo WSAAsyncGetHostByName CFHostStartInfoResolution DNSServiceGetAddrInfo`,
	Script: `
		dns.{lookup,resolve,resolve4,resolve6,resolveTxt,resolveMx,reverse} dns/promises.{lookup,resolve} dns.promises.{lookup,resolve} Deno.resolveDns nslookup dig host(!{*) drill getent(hosts|ahosts*) resolve-dnsname whois System.Net.Dns.* [System.Net.Dns]* kdig delv`,
}

//go:embed names/issues_dns_queries.txt
var issuesDNSQueriesPython string

var ReadsHostNameAndAddress = &rule.Behavior{
	ID:       "reads-host-name-and-address",
	Title:    "Asks for the name, address or system of this machine.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1082", "T1016"},
	Why:      "Malicious packages report where they run, or act on chosen machines only.",
	Fine:     "Logs, locks and clusters name the machine.",
	Limits:   "What is done with the name is followed only for flows.",
	Python:   readsHostNameAndAddressPython,
	Native: `
		gethostname GetComputerNameA GetComputerNameW GetComputerNameExA GetComputerNameExW getsockname getifaddrs GetAdaptersInfo GetAdaptersAddresses GetIpAddrTable uname sysctlbyname getdomainname SCDynamicStoreCopyComputerName`,
	Script: `
		os.{hostname,networkInterfaces} hostname hostnamectl ipconfig ifconfig(!up,!down,!alias,!-alias,!create,!destroy) ip(addr|a|address,!add,!del,!flush) uname(-n|-a|--nodename|--all) get-netipaddress get-netipconfiguration get-netadapter getmac scutil(--get) Deno.{hostname,networkInterfaces} networksetup(-get*) arp(-a)`,
}

//go:embed names/reads_host_name_and_address.txt
var readsHostNameAndAddressPython string

var SendsMail = &rule.Behavior{
	ID:       "sends-mail",
	Title:    "Sends mail.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1071.003"},
	Why:      "Mail carries stolen data to anywhere, and harmful links to the friends of the user.",
	Fine:     "Reports, alarms and registrations are sent by mail.",
	Limits:   "To whom it goes is shown only where it is constant.",
	Python:   sendsMailPython,
	Native:   `MAPISendMail MAPISendMailW MAPILogon`,
	Script: `
		nodemailer.createTransport nodemailer.createTransport.sendMail sendmail mail mailx mutt msmtp swaks ssmtp blat send-mailmessage System.Net.Mail.SmtpClient new-object(*smtpclient) emailjs.send CDO.Message smtp-client.*`,
}

//go:embed names/sends_mail.txt
var sendsMailPython string

var AddsMailAttachments = &rule.Behavior{
	ID:       "adds-mail-attachments",
	Title:    "Puts files or parts into messages.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1048"},
	Why:      "An attachment is how a file leaves by mail, or how harm is spread.",
	Fine:     "Reports are sent as files.",
	Limits:   "Whether the mail is sent is another behaviour.",
	Python: `
		email.message.{EmailMessage,MIMEPart,Message}.{add_attachment,attach} email.mime.multipart.MIMEMultipart.attach email.mime.{application.MIMEApplication,base.MIMEBase,image.MIMEImage,audio.MIMEAudio} email.MIMEBase.MIMEBase email.MIMEMultipart.MIMEMultipart.attach django.core.mail.{EmailMessage,EmailMultiAlternatives}.{attach,attach_file} flask_mail.Message.attach yagmail.SMTP.send(attachments=*) redmail.EmailSender.send(attachments=*) sendgrid.helpers.mail.Attachment exchangelib.FileAttachment envelopes.Envelope.add_attachment emails.Message.attach`,
	Script: `mutt(-a) mailx(-a|-A) send-mailmessage(-attachments)`,
}

var SetsHTTPProxy = &rule.Behavior{
	ID:       "sets-http-proxy",
	Title:    "Chooses the proxy for HTTP, or asks which it is.",
	Category: rule.Network,
	Priority: 3,
	Attack:   []string{"T1090"},
	Why:      "A proxy reads and can change what goes through it.",
	Fine:     "Companies let their traffic go through a proxy, and clients have a setting for that.",
	Limits:   "Which proxy it is, is shown only where it is constant.",
	Python:   setsHTTPProxyPython,
	Native: `
		WinHttpSetDefaultProxyConfiguration InternetSetOptionA InternetSetOptionW WinHttpGetProxyForUrl CFNetworkCopySystemProxySettings`,
	Script: `
		export(http_proxy=*|https_proxy=*|all_proxy=*) set(http_proxy=*|https_proxy=*) setx(http_proxy|https_proxy) curl(--proxy*|--socks5*) curl(-x,!post,!get,!put,!patch,!delete,!head,!options) wget(http_proxy=*) netsh(winhttp) npm(proxy) git(http.proxy) pip(--proxy) electron.session.defaultSession.setProxy chrome.proxy.settings.set networksetup(-setwebproxy) gsettings(org.gnome.system.proxy*)`,
}

//go:embed names/sets_http_proxy.txt
var setsHTTPProxyPython string

var UsesFTP = &rule.Behavior{
	ID:       "uses-ftp",
	Title:    "Uses FTP.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1071.002"},
	Why:      "Files come and go in the open, and a server for them is quickly found.",
	Fine:     "Scientific data and old archives are kept on such servers.",
	Limits:   "Addresses that begin with ftp are seen as URLs.",
	Python:   usesFTPPython,
	Native: `
		FtpPutFileA FtpPutFileW FtpGetFileA FtpGetFileW FtpOpenFileA FtpCommandA FtpCommandW FtpDeleteFileA FtpFindFirstFileA FtpCreateDirectoryA`,
	Script: `
		ftp tftp lftp ncftp ncftpput ncftpget pftp curl(ftp:*|ftps:*) wget(ftp:*) basic-ftp.Client jsftp promise-ftp ftp-srv new-object(*ftpwebrequest) System.Net.FtpWebRequest.*`,
}

//go:embed names/uses_ftp.txt
var usesFTPPython string
