package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

// CreatesASocket says that a socket is made; what is done with it are behaviours of their own.
var CreatesASocket = &rule.Behavior{
	ID:       "creates-a-socket",
	Title:    "Creates a network socket.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1095"},
	Why:      "A socket is the beginning of every connection that a program makes by itself, without a library that others know.",
	Fine:     "Network libraries, databases and development servers are built on sockets.",
	Limits:   "Libraries that open sockets inside are seen as what they are for, such as HTTP.",
	Python:   createsASocketPython,
	Native: `
		socket socketpair WSASocketA WSASocketW WSAStartup NtCreateFile_afd CFSocketCreate CFStreamCreatePairWithSocketToHost nw_connection_create`,
	Script: `
		net.{Socket,createConnection,connect} dgram.createSocket tls.connect new-object(system.net.sockets.*) socat nc ncat netcat MSWinsock.Winsock chrome.sockets.tcp.create`,
}

//go:embed names/creates_a_socket.txt
var createsASocketPython string

var OpensTCPConnection = &rule.Behavior{
	ID:       "opens-tcp-connection",
	Title:    "Connects to a server over TCP or a local socket.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1095"},
	Why:      "A connection that a program makes by itself can carry anything anywhere, in a form that nobody else knows.",
	Fine:     "Clients of databases, mail and other services connect like this.",
	Limits: "A socket that was given to a function is not known to be one. Whether it is TCP is told by the function, not by " +
		"how the socket was made.",
	Python: opensTCPConnectionPython,
	Native: `
		connect WSAConnect WSAConnectByNameA WSAConnectByNameW ConnectEx InternetOpenUrlA InternetConnectA InternetConnectW BIO_do_connect SSL_connect getpeername CFStreamCreatePairWithSocketToHost`,
	Script: `
		net.{connect,createConnection,Socket.connect} tls.connect Deno.{connect,connectTls} Bun.connect nc(!-l*,!-u*) ncat(!-l*,!-u*) netcat(!-l*) socat(tcp*:*) telnet openssl(s_client) test-netconnection tnc System.Net.Sockets.TcpClient New-Object.Connect new-object(*tcpclient)`,
}

//go:embed names/opens_tcp_connection.txt
var opensTCPConnectionPython string

// OpensUDPConnection is about the way out; data that comes in is ReceivesUDPData.
var OpensUDPConnection = &rule.Behavior{
	ID:       "opens-udp-connection",
	Title:    "Opens a connection for datagrams, as over UDP, or sends them.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1095"},
	Why:      "Datagrams need no connection and pass many filters; tunnels and floods are made of them.",
	Fine:     "Names, time, metrics and media are sent over UDP.",
	Limits:   "A socket that was given to a function is not known to be one.",
	Python: `
		socket.socket(1/type=socket.SOCK_DGRAM|2,!0/family=*_CAN|*_UNIX|*_NETLINK|*_BLUETOOTH|*_ALG|*_QIPCRTR) socket.socket.sendto asyncio.*.create_datagram_endpoint anyio.{create_udp_socket,create_connected_udp_socket} trio.socket.socket(1=*SOCK_DGRAM) curio.socket.socket(1=*SOCK_DGRAM) twisted.internet.reactor.listenUDP gevent.socket.socket(1=*SOCK_DGRAM) PyQt5.QtNetwork.QUdpSocket PyQt6.QtNetwork.QUdpSocket PySide6.QtNetwork.QUdpSocket statsd.StatsClient datadog.statsd.* logging.handlers.DatagramHandler logging.handlers.SysLogHandler(!0/address=/*) scapy.*.UDP aioquic.asyncio.connect`,
	Native: `sendto sendmsg WSASendTo sendmmsg`,
	Script: `
		dgram.createSocket dgram.createSocket.{send,connect} Deno.listenDatagram nc(-u*|-*u) ncat(-u*|--udp) socat(udp*:*) System.Net.Sockets.UdpClient new-object(*udpclient)`,
}

var ListensOnTCP = &rule.Behavior{
	ID:       "listens-on-tcp",
	Title:    "Opens a TCP port or local socket and waits for connections.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1571"},
	Why:      "An open port lets others in; a back door waits like this for its master.",
	Fine:     "Servers, test fixtures and log-in flows with a browser open ports, mostly on this machine only.",
	Limits:   "Which port and address it is, is shown only where they are constant.",
	Python:   listensOnTCPPython,
	Native:   `listen WSAAsyncSelect AcceptEx nw_listener_create CFSocketSetAddress`,
	Script: `
		net.createServer net.Server net.createServer.listen Deno.{listen,serve,serveHttp} Bun.{listen,serve} nc(-l*|-*l*) ncat(-l*|--listen) netcat(-l*) socat(tcp*-listen*) System.Net.Sockets.TcpListener new-object(*tcplistener)`,
}

var ListensOnAllInterfaces = &rule.Behavior{
	ID:       "listens-on-all-interfaces",
	Title:    "Opens ports on all addresses of this machine.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1571"},
	Why:      "Everybody in the network can connect, not only programs on this machine.",
	Fine:     "Servers in containers must be reached from outside, and a proxy or firewall stands before others.",
	Limits:   "An address that is not constant is not known. A socket that takes any free port is not counted: most of them only look for one.",
	Python:   listensOnAllInterfacesPython,
	Script:   `{uvicorn,gunicorn,hypercorn,daphne,waitress-serve,flask,streamlit,jupyter,php}(*=*0.0.0.0*) {python,python3}(*=0.0.0.0:*) {python,python3}(http.server,!--bind,!-b)`,
}

//go:embed names/listens_on_all_interfaces.txt
var listensOnAllInterfacesPython string

//go:embed names/listens_on_tcp.txt
var listensOnTCPPython string

var AcceptsTCPConnections = &rule.Behavior{
	ID:       "accepts-tcp-connections",
	Title:    "Accepts connections on a TCP port or local socket.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1571"},
	Why:      "Whoever connects can send orders to the program.",
	Fine:     "Servers and test fixtures accept connections.",
	Limits:   "Frameworks that accept inside are seen as servers.",
	Python: `
		socket.socket.{accept,_accept} ssl.SSLSocket.accept asyncio.*.{sock_accept,connect_accepted_socket} trio.SocketListener.accept trio.socket.socket.accept anyio.create_tcp_listener.{accept,serve} multiprocessing.connection.Listener.accept asyncore.dispatcher.accept gevent.socket.socket.accept eventlet.listen.accept eventlet.green.socket.socket.accept socket.create_server.accept tornado.netutil.add_accept_handler`,
	Native: `accept accept4 AcceptEx WSAAccept paccept SSL_accept BIO_do_accept`,
	Script: `net.createServer.on(0=connection) Deno.listen.accept System.Net.Sockets.TcpListener.AcceptTcpClient`,
}

var SendsTCPData = &rule.Behavior{
	ID:       "sends-tcp-data",
	Title:    "Sends data over a connection of its own.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1041"},
	Why:      "What is sent over a plain connection is not limited by any protocol that others could check.",
	Fine:     "Protocols of databases and services are written like this.",
	Limits:   "A socket that was given to a function is not known to be one.",
	Python:   sendsTCPDataPython,
	Native:   `send sendmsg WSASend writev TransmitFile SSL_write BIO_write sendfile`,
	Script:   `net.Socket.{write,end} net.createConnection.{write,end} net.connect.{write,end} tls.connect.{write,end}`,
}

//go:embed names/sends_tcp_data.txt
var sendsTCPDataPython string

var SendsUDPData = &rule.Behavior{
	ID:       "sends-udp-data",
	Title:    "Sends data in datagrams or packets.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1095"},
	Why:      "Datagrams can carry data out in small pieces that look like names or time.",
	Fine:     "Logs, metrics, names and discovery in the local network use datagrams.",
	Limits:   "A socket that was given to a function is not known to be one.",
	Python: `
		socket.socket.sendto asyncio.*.sock_sendto asyncio.*.create_datagram_endpoint.sendto asyncio.DatagramTransport.sendto anyio.create_udp_socket.{sendto,send} trio.socket.socket.sendto gevent.socket.socket.sendto eventlet.green.socket.socket.sendto asyncore.dispatcher.sendto twisted.internet.reactor.listenUDP.write scapy.sendrecv.{send,sendp,sr,sr1} scapy.all.{send,sendp,sr,sr1} PyQt5.QtNetwork.QUdpSocket.writeDatagram PyQt6.QtNetwork.QUdpSocket.writeDatagram statsd.StatsClient.{incr,gauge,timing}`,
	Native: `sendto sendmmsg WSASendTo`,
	Script: `dgram.createSocket.send Deno.listenDatagram.send`,
}

var ReceivesTCPData = &rule.Behavior{
	ID:       "receives-tcp-data",
	Title:    "Receives data over a connection of its own.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1105"},
	Why:      "Orders and programs arrive like this, in a form that nobody else knows.",
	Fine:     "Protocols of databases and services are read like this.",
	Limits:   "A socket that was given to a function is not known to be one.",
	Python:   receivesTCPDataPython,
	Native:   `recv recvmsg WSARecv readv SSL_read BIO_read`,
	Script:   `net.Socket.on(0=data) net.createConnection.on(0=data) net.connect.on(0=data) tls.connect.on(0=data)`,
}

//go:embed names/receives_tcp_data.txt
var receivesTCPDataPython string

var ReceivesUDPData = &rule.Behavior{
	ID:       "receives-udp-data",
	Title:    "Receives data in datagrams.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1095"},
	Why:      "Whoever knows the port can send orders, without a connection that would be noticed.",
	Fine:     "Name servers, discovery in the local network and metrics receive datagrams.",
	Limits:   "A socket that was given to a function is not known to be one.",
	Python: `
		socket.socket.{recvfrom,recvfrom_into} asyncio.*.{sock_recvfrom,sock_recvfrom_into} asyncio.DatagramProtocol anyio.create_udp_socket.{receive,receivefrom} trio.socket.socket.recvfrom gevent.socket.socket.recvfrom gevent.server.DatagramServer asyncore.dispatcher.recvfrom socketserver.{UDPServer,ThreadingUDPServer,UnixDatagramServer} SocketServer.{UDPServer,ThreadingUDPServer} scapy.sendrecv.{sniff,AsyncSniffer} scapy.all.{sniff,AsyncSniffer} twisted.internet.protocol.DatagramProtocol`,
	Native: `recvfrom recvmmsg WSARecvFrom`,
	Script: `dgram.createSocket.on(0=message) dgram.Socket.on(0=message)`,
}

var ListensOnUDP = &rule.Behavior{
	ID:       "listens-on-udp",
	Title:    "Opens a UDP port.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1571"},
	Why:      "An open port lets others send orders without a connection.",
	Fine:     "Discovery in the local network, name servers and metrics open such ports.",
	Limits:   "A socket that is bound by hand is not counted, because one for TCP is bound by the same function.",
	Python: `
		socketserver.{UDPServer,ThreadingUDPServer,UnixDatagramServer,ForkingUDPServer} SocketServer.{UDPServer,ThreadingUDPServer} six.moves.socketserver.UDPServer asyncio.*.create_datagram_endpoint(local_addr=*) asyncio.*.create_datagram_endpoint(local_addr/1=*) gevent.server.DatagramServer twisted.internet.reactor.{listenUDP,listenMulticast} anyio.create_udp_socket(local_port=*) zeroconf.{Zeroconf,ServiceBrowser} dnslib.server.DNSServer circuits.net.sockets.UDPServer pysnmp.carrier.asyncore.dgram.udp.UdpSocketTransport`,
	Script: `dgram.createSocket.bind Deno.listenDatagram socat(udp*-listen*) nc(-lu*|-ul*) ncat(-lu*|-ul*)`,
}

var StartsAServer = &rule.Behavior{
	ID:       "starts-a-server",
	Title:    "Runs a server that others can connect to.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1571"},
	Why:      "A server that a library starts without being asked is a back door.",
	Fine:     "Development servers, test fixtures and dashboards are servers.",
	Limits:   "A server that is started by a command of another program is seen only as that command.",
	Python:   startsAServerPython,
	Script: `
		net.createServer.listen http.createServer.listen https.createServer.listen Deno.serve Bun.serve express.listen fastify.listen Koa.listen php(-s) ruby(-run) python(http.server|simplehttpserver|-m*http.server) python3(http.server) http-server live-server serve busybox(httpd) sshd dropbear rpcbind smbd vsftpd proftpd x11vnc vncserver`,
}

//go:embed names/starts_a_server.txt
var startsAServerPython string

var StartsATLSServer = &rule.Behavior{
	ID:       "starts-a-tls-server",
	Title:    "Runs a server with encrypted connections.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1573"},
	Why:      "Nobody else can read what goes over such a connection.",
	Fine:     "Servers should encrypt.",
	Limits:   "A server behind another one that encrypts is not known to be one.",
	Python: `
		ssl.SSLContext.wrap_socket(server_side=True) ssl.wrap_socket(server_side=True) ssl.SSLContext(0=ssl.PROTOCOL_TLS_SERVER) ssl.create_default_context(purpose/0=ssl.Purpose.CLIENT_AUTH) asyncio.{start_server,start_unix_server}(ssl=*) asyncio.*.create_server(ssl=*) trio.{serve_ssl_over_tcp,open_ssl_over_tcp_listeners} anyio.streams.tls.TLSListener gevent.pywsgi.WSGIServer(keyfile=*) uvicorn.run(ssl_keyfile=*) uvicorn.run(ssl_certfile=*) flask.Flask.run(ssl_context=*) aiohttp.web.{run_app,TCPSite,SockSite}(ssl_context=*) tornado.httpserver.HTTPServer(ssl_options=*) twisted.internet.reactor.listenSSL twisted.internet.ssl.{DefaultOpenSSLContextFactory,CertificateOptions} OpenSSL.SSL.Connection.{set_accept_state,accept} grpc.ssl_server_credentials grpc.server.add_secure_port websockets.serve(ssl=*) eventlet.wrap_ssl(server_side=True) cheroot.ssl.* pyftpdlib.handlers.TLS_FTPHandler`,
	Native: `
		SSL_accept SSL_CTX_use_certificate_file SSL_CTX_use_PrivateKey_file TLS_server_method SSLv23_server_method SSL_set_accept_state AcceptSecurityContext`,
	Script: `
		tls.createServer https.createServer http2.createSecureServer tls.Server openssl(s_server) ncat(--ssl) socat(openssl-listen*)`,
}
