package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var ContainsHiddenServiceURLs = &rule.Behavior{
	ID:       "contains-hidden-service-urls",
	Title:    "Contains addresses of hidden services.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1090.003"},
	Why:      "Who runs a hidden service cannot be found, and it is reached past most filters.",
	Fine:     "Browsers, research on privacy and tools for anonymous publishing know such addresses.",
	Limits:   "The name must end in .onion, .i2p or a gateway to them that we know.",
	Hosts: `
		onion i2p onion.to onion.ws onion.ly onion.pet onion.cab onion.city onion.link onion.nu onion.sh tor2web.org tor2web.io onion.foundation onion.direct onion.rip onion.casa darknet.to`,
}

var ContainsHerokuURLs = &rule.Behavior{
	ID:       "contains-heroku-urls",
	Title:    "Contains URLs of programs hosted at Heroku.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1583.006"},
	Why:      "Anybody can put up a service there in minutes and take it down again; orders and stolen data have gone that way.",
	Fine:     "Demonstrations and small services live there.",
	Limits:   "A service under a domain of its own is not recognised.",
	Hosts:    `herokuapp.com herokudns.com`,
}

var ContainsDynamicDNSURLs = &rule.Behavior{
	ID:       "contains-dynamic-dns-urls",
	Title:    "Contains URLs of dynamic DNS services.",
	Category: rule.Network,
	Priority: 4,
	Attack:   []string{"T1568"},
	Why:      "The name stays while the machine behind it changes from hour to hour, so that blocking an address does not help.",
	Fine:     "People reach their own machines at home by such names.",
	Limits:   "Services that are not in the list are not recognised.",
	Hosts:    containsDynamicDNSURLsHosts,
}

//go:embed names/contains_dynamic_dns_urls_hosts.txt
var containsDynamicDNSURLsHosts string

var ContainsRawGithubURLs = &rule.Behavior{
	ID:       "contains-raw-github-urls",
	Title:    "Contains URLs of files in public repositories, or uploaded beside them.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1102.001"},
	Why: "A file there can be changed at any time, by anybody who has the account, and it is fetched from a host that nobody " +
		"blocks.",
	Fine:   "Examples, test data and pictures for a description are linked like this.",
	Limits: "A file's view for people is another behaviour.",
	Hosts: `
		raw.githubusercontent.com gist.githubusercontent.com raw.github.com raw.githack.com rawcdn.githack.com gist.githack.com cdn.statically.io(/gh/*|/gist/*) cdn.jsdelivr.net(/gh/*) rawgit.com cdn.rawgit.com gitcdn.xyz github.com(*/raw/*|*/releases/download/*|*/releases/latest/download/*|*/archive/*) gitlab.com(*/-/raw/*|*/raw/*) bitbucket.org(*/raw/*|*/downloads/*) gitea.com(*/raw/*) codeberg.org(*/raw/*) gitee.com(*/raw/*) objects.githubusercontent.com media.githubusercontent.com user-images.githubusercontent.com huggingface.co(*/resolve/*|*/raw/*) sourceforge.net(*/files/*/download|*/download)`,
}

var ContainsEUSanctionedURLs = &rule.Behavior{
	ID:       "contains-eu-sanctioned-urls",
	Title:    "Contains URLs in country domains that the European Union has sanctions for.",
	Category: rule.Network,
	Priority: 4,
	Why:      "Doing business with hosts there may be forbidden, and help from there against abuse is unlikely.",
	Fine:     "People everywhere write software and link to their own pages.",
	Limits: "The domain of a country says little about where a host stands. Regions without a domain of their own are not " +
		"recognised.",
	Hosts: `
		ru su xn--p1ai by xn--90ais kp ir xn--mgba3a4f16a sy xn--ogbpf8fl mm ve af cd cf ly ml ni sd so ss ye zw gn gw ht lb`,
}

var ContainsUSSanctionedURLs = &rule.Behavior{
	ID:       "contains-us-sanctioned-urls",
	Title:    "Contains URLs in country domains that the United States have sanctions for.",
	Category: rule.Network,
	Priority: 4,
	Why:      "Doing business with hosts there may be forbidden, and help from there against abuse is unlikely.",
	Fine:     "People everywhere write software and link to their own pages.",
	Limits: "The domain of a country says little about where a host stands. Regions without a domain of their own are not " +
		"recognised.",
	Hosts: `cu ir xn--mgba3a4f16a kp sy xn--ogbpf8fl ru su xn--p1ai by xn--90ais ve mm cd cf ly ml ni sd so ss ye zw lb`,
}

var ContainsWebhookURLs = &rule.Behavior{
	ID:        "contains-webhook-urls",
	Title:     "Contains addresses of webhooks and chat bots.",
	Category:  rule.Network,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1567.004"},
	Why: "Whoever knows such an address can send to it without an account. Stolen data leaves this way, because nobody " +
		"blocks chats.",
	Fine:   "Programs that send notifications have the beginning of such addresses inside.",
	Limits: "An address that is put together at run time is seen only as far as it is constant.",
	Hosts:  containsWebhookURLsHosts,
}

//go:embed names/contains_webhook_urls_hosts.txt
var containsWebhookURLsHosts string

var ContainsPasteURLs = &rule.Behavior{
	ID:       "contains-paste-urls",
	Title:    "Contains URLs of services for pasted text.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1102.001"},
	Why:      "Orders and code are kept there: anybody can change them, without an account, and the host looks harmless.",
	Fine:     "Error reports and examples are pasted there by people.",
	Limits:   "Services that are not in the list are not recognised.",
	Hosts:    containsPasteURLsHosts,
}

//go:embed names/contains_paste_urls_hosts.txt
var containsPasteURLsHosts string

var ContainsTunnelURLs = &rule.Behavior{
	ID:       "contains-tunnel-urls",
	Title:    "Contains URLs of tunnels to private machines.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1572"},
	Why:      "Behind such a name is somebody's own machine, for an hour or a day. Back doors call home like this.",
	Fine:     "Developers show unfinished work with such tunnels.",
	Limits:   "Services that are not in the list are not recognised.",
	Hosts:    containsTunnelURLsHosts,
}

//go:embed names/contains_tunnel_urls_hosts.txt
var containsTunnelURLsHosts string

var ContainsIpfsURLs = &rule.Behavior{
	ID:       "contains-ipfs-urls",
	Title:    "Contains URLs of gateways to distributed storage.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1102"},
	Why:      "What lies there cannot be taken down by anybody.",
	Fine:     "Programs for such storage need a gateway.",
	Limits:   "Gateways that are not in the list are not recognised.",
	Text: `
		ipfs://
		ipns://`,
	Hosts: `
		ipfs.io gateway.ipfs.io dweb.link cf-ipfs.com cloudflare-ipfs.com gateway.pinata.cloud mypinata.cloud nftstorage.link w3s.link infura-ipfs.io ipfs.infura.io ipfs.fleek.co ipfs.dweb.link 4everland.io ipfs.nftstorage.link hardbin.com ipfs.eth.aragon.network arweave.net storry.tv trustless-gateway.link flk-ipfs.xyz ipfs.cyou eth.limo eth.link`,
}

var ContainsFileSharingURLs = &rule.Behavior{
	ID:       "contains-file-sharing-urls",
	Title:    "Contains URLs of services that share files.",
	Category: rule.Network,
	Priority: 5,
	Attack:   []string{"T1567.002"},
	Why:      "Programs and stolen files are put there without an account, for a short time.",
	Fine:     "Data sets and large examples are shared like this.",
	Limits:   "Services that are not in the list are not recognised. Storage of the large clouds is not counted.",
	Hosts:    containsFileSharingURLsHosts,
}

//go:embed names/contains_file_sharing_urls_hosts.txt
var containsFileSharingURLsHosts string

var LooksUpPublicAddress = &rule.Behavior{
	ID:        "looks-up-public-address",
	Title:     "Asks a service for the public address or place of this machine.",
	Category:  rule.Network,
	Priority:  6,
	Important: true,
	Attack:    []string{"T1016"},
	Why:       "Malicious programs tell their master where they run, and stay quiet in some countries.",
	Fine:      "Tools for networks, and games that connect people, need the public address.",
	Limits:    "Services that are not in the list are not recognised.",
	Python: `
		ipify.* ipinfo.getHandler ipinfo.getHandler.getDetails requests_ip_rotator.* publicip.get public_ip.get ip2geotools.databases.noncommercial.* geocoder.{ip,ipinfo,freegeoip,maxmind}`,
	Hosts: looksUpPublicAddressHosts,
}

//go:embed names/looks_up_public_address_hosts.txt
var looksUpPublicAddressHosts string

var ContainsCloudMetadataAddress = &rule.Behavior{
	ID:       "contains-cloud-metadata-address",
	Title:    "Contains the address of the metadata service of clouds.",
	Category: rule.Network,
	Priority: 6,
	Attack:   []string{"T1552.005"},
	Why:      "The service gives the credentials of the machine to whoever asks from there.",
	Fine:     "Libraries of the cloud providers find their credentials like this.",
	Limits:   "The address as a number is not recognised.",
	Text: `
		169.254.169.254
		metadata.google.internal
		metadata.azure.internal
		100.100.100.200
		169.254.170.2
		fd00:ec2::254
		latest/meta-data
		computeMetadata/v1
		instance-data.ec2.internal
		metadata.tencentyun.com`,
}
