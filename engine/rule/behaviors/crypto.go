package behaviors

import (
	_ "embed" // lists of names

	"github.com/wheelscope/wheelscope/engine/rule"
)

var GeneratesSecureRandomNumbers = &rule.Behavior{
	ID:       "generates-secure-random-numbers",
	Title:    "Makes random numbers that cannot be guessed.",
	Category: rule.Crypto,
	Priority: 1,
	Why:      "Keys are made of such numbers, also those that lock the files of a victim.",
	Fine:     "Every program that keeps secrets needs them.",
	Limits:   "What they are for is not known.",
	Python: `
		secrets.{token_bytes,token_hex,token_urlsafe,randbelow,randbits,choice,SystemRandom} os.{urandom,getrandom} posix.urandom random.SystemRandom uuid.uuid4 ssl.{RAND_bytes,RAND_pseudo_bytes} Crypto.Random.{get_random_bytes,new,random.getrandbits} Cryptodome.Random.{get_random_bytes,new} nacl.utils.random cryptography.fernet.Fernet.generate_key win32crypt.CryptGenRandom Crypto.Util.number.{getPrime,getRandomNBitInteger} numpy.random.SeedSequence`,
	Native: `
		CryptGenRandom BCryptGenRandom RtlGenRandom SystemFunction036 getrandom getentropy arc4random arc4random_buf arc4random_uniform RAND_bytes SecRandomCopyBytes randombytes_buf gcry_randomize`,
	Script: `
		crypto.{randomBytes,randomUUID,getRandomValues,randomInt} window.crypto.getRandomValues uuid.v4 uuidgen openssl(rand)`,
	Text: `
		/dev/urandom
		/dev/random`,
}

var UsesPredictableRandomNumbers = &rule.Behavior{
	ID:       "uses-predictable-random-numbers",
	Title:    "Makes random numbers that can be guessed.",
	Category: rule.Crypto,
	Priority: 1,
	Why:      "A key or password that is made of them can be guessed.",
	Fine:     "Games, tests and simulations need no more.",
	Limits:   "What they are for is not known.",
	Python:   usesPredictableRandomNumbersPython,
	Native:   `rand srand random srandom drand48 lrand48 rand_r`,
	Script:   `Math.random get-random shuf`,
}

//go:embed names/uses_predictable_random_numbers.txt
var usesPredictableRandomNumbersPython string

var ComputesHashes = &rule.Behavior{
	ID:       "computes-hashes",
	Title:    "Computes digests.",
	Category: rule.Crypto,
	Priority: 1,
	Why:      "Digests tell whether a file or password is a known one.",
	Fine:     "Checksums, caches and signatures need digests.",
	Limits:   "Checksums such as CRC are not counted.",
	Python:   computesHashesPython,
	Native: `
		CryptCreateHash CryptHashData BCryptCreateHash BCryptHashData EVP_DigestInit_ex EVP_DigestUpdate SHA256_Init SHA256_Update SHA1_Init SHA512_Init CC_SHA256 CC_SHA1 crypto_generichash crypt`,
	Script: `
		crypto.{createHash,createHmac} crypto.subtle.digest sha256sum sha1sum sha512sum md5sum md5 shasum b2sum cksum openssl(dgst) get-filehash certutil(-hashfile) hash.js.* crypto-js.{SHA256,SHA1,MD5}`,
}

//go:embed names/computes_hashes.txt
var computesHashesPython string

var UsesWeakHashes = &rule.Behavior{
	ID:       "uses-weak-hashes",
	Title:    "Computes digests with broken methods.",
	Category: rule.Crypto,
	Priority: 2,
	Attack:   []string{"T1600"},
	Why:      "Two files with one digest can be made, so that a check proves nothing.",
	Fine:     "Old protocols and caches use such digests where nobody attacks, and with a secret key (HMAC) no attack on them is known.",
	Limits:   "A method whose name is not constant is not known.",
	Python: `
		hashlib.{md5,sha1}(!usedforsecurity=False) hashlib.new(0/name=md5|sha1|md4|ripemd160,!usedforsecurity=False) md5.{new,md5} sha.{new,sha} Crypto.Hash.{MD2,MD4,MD5,SHA,SHA1}.new Cryptodome.Hash.{MD2,MD4,MD5,SHA,SHA1}.new cryptography.hazmat.primitives.hashes.{MD5,SHA1} passlib.hash.{md5_crypt,apr_md5_crypt,lmhash,nthash,des_crypt,hex_md5,hex_md4,hex_sha1,mysql323} passlib.hash.{md5_crypt,apr_md5_crypt,lmhash,nthash,des_crypt,hex_md5,hex_md4,hex_sha1,mysql323}.{hash,encrypt} werkzeug.security.generate_password_hash(method/1=plain|md5|sha1|pbkdf2:sha1*|pbkdf2:md5*) hmac.{new,HMAC,digest}(digestmod/digest/2=hashlib.md5|md5|hashlib.sha1|sha1|sha-1) crypt.crypt(1=crypt.METHOD_MD5|crypt.METHOD_CRYPT) =django.conf.settings.PASSWORD_HASHERS(value=*.MD5PasswordHasher|*.SHA1PasswordHasher|*.UnsaltedMD5PasswordHasher|*.UnsaltedSHA1PasswordHasher|*.CryptPasswordHasher)`,
	Native: `MD5_Init MD5_Update MD4_Init SHA1_Init SHA1_Update CC_MD5 CC_SHA1 EVP_md5 EVP_sha1 MD5Init`,
	Script: `md5sum md5 sha1sum crypto.createHash(0=md5|sha1|md4) crypto-js.{MD5,SHA1} get-filehash(md5|sha1)`,
}

var EncryptsData = &rule.Behavior{
	ID:       "encrypts-data",
	Title:    "Encrypts data.",
	Category: rule.Crypto,
	Priority: 4,
	Attack:   []string{"T1486", "T1573"},
	Why:      "Files of a victim are locked like this, and what is sent is hidden.",
	Fine:     "Secrets should be kept encrypted.",
	Limits:   "What is encrypted, and whether the key can be had, is not known.",
	Python:   encryptsDataPython,
	Native: `
		CryptEncrypt BCryptEncrypt NCryptEncrypt CryptProtectData EVP_EncryptInit_ex EVP_EncryptUpdate AES_encrypt AES_set_encrypt_key RSA_public_encrypt CCCrypt crypto_secretbox_easy crypto_box_seal gcry_cipher_encrypt mbedtls_aes_crypt_cbc SecKeyCreateEncryptedData`,
	Script: `
		crypto.{createCipheriv,createCipher,publicEncrypt} crypto.subtle.encrypt crypto-js.AES.encrypt openssl(enc|-e|cms|smime|rsautl) gpg(-e|-c|--encrypt|--symmetric) age(-e|-r) protect-cmsmessage convertto-securestring cipher(/e) fscrypt`,
}

//go:embed names/encrypts_data.txt
var encryptsDataPython string

var DecryptsData = &rule.Behavior{
	ID:       "decrypts-data",
	Title:    "Decrypts data.",
	Category: rule.Crypto,
	Priority: 5,
	Attack:   []string{"T1140"},
	Why:      "A payload that is encrypted cannot be read by anybody before it runs, and stolen secrets are opened like this.",
	Fine:     "Secrets that are kept encrypted must be opened again.",
	Limits:   "A payload is opened here only where the key stands beside it.",
	Python: `
		cryptography.fernet.{Fernet,MultiFernet}.{decrypt,decrypt_at_time} cryptography.hazmat.primitives.ciphers.{Cipher.decryptor,Cipher.decryptor.update} cryptography.hazmat.primitives.ciphers.aead.{AESGCM,ChaCha20Poly1305,AESCCM}.decrypt Crypto.Cipher.*.new.{decrypt,decrypt_and_verify} Cryptodome.Cipher.*.new.{decrypt,decrypt_and_verify} nacl.secret.SecretBox.decrypt nacl.public.{Box,SealedBox}.decrypt rsa.decrypt pyaes.*.decrypt pyAesCrypt.{decryptFile,decryptStream} gnupg.GPG.{decrypt,decrypt_file} simplecrypt.decrypt cryptocode.decrypt win32crypt.CryptUnprotectData jose.jwe.decrypt pgpy.*.decrypt msoffcrypto.OfficeFile.decrypt`,
	Native: `
		CryptDecrypt BCryptDecrypt NCryptDecrypt CryptUnprotectData EVP_DecryptInit_ex EVP_DecryptUpdate AES_decrypt AES_set_decrypt_key RSA_private_decrypt crypto_secretbox_open_easy gcry_cipher_decrypt SecKeyCreateDecryptedData`,
	Script: `
		crypto.{createDecipheriv,createDecipher,privateDecrypt} crypto.subtle.decrypt crypto-js.AES.decrypt openssl(-d,!version) gpg(-d|--decrypt) age(-d) unprotect-cmsmessage`,
}

var UsesWeakCiphers = &rule.Behavior{
	ID:       "uses-weak-ciphers",
	Title:    "Encrypts or decrypts with broken methods.",
	Category: rule.Crypto,
	Priority: 4,
	Attack:   []string{"T1600"},
	Why:      "What is encrypted like this can be read by others.",
	Fine:     "Old formats need old methods.",
	Limits:   "A method whose name is not constant is not known.",
	Python:   usesWeakCiphersPython,
	Native:   `DES_ecb_encrypt DES_set_key RC4 RC4_set_key EVP_des_ecb EVP_rc4 EVP_aes_128_ecb BF_encrypt`,
	Script: `
		crypto.createCipheriv(0=des*|rc4*|*ecb) openssl(-des*|-rc4|-bf*|-aes-*-ecb) crypto-js.{DES,RC4,TripleDES}.encrypt`,
}

//go:embed names/uses_weak_ciphers.txt
var usesWeakCiphersPython string

var GeneratesKeys = &rule.Behavior{
	ID:       "generates-keys",
	Title:    "Makes keys for encryption, signatures or log-in.",
	Category: rule.Crypto,
	Priority: 3,
	Why:      "A key that is made on the machine of a victim can lock its files.",
	Fine:     "Servers, tokens and signatures need keys.",
	Limits:   "What the key is for is not known.",
	Python: `
		cryptography.fernet.Fernet.generate_key cryptography.hazmat.primitives.asymmetric.{rsa.generate_private_key,dsa.generate_private_key,ec.generate_private_key,dh.generate_parameters} cryptography.hazmat.primitives.asymmetric.{ed25519.Ed25519PrivateKey,x25519.X25519PrivateKey,ed448.Ed448PrivateKey}.generate cryptography.hazmat.primitives.ciphers.aead.{AESGCM,ChaCha20Poly1305}.generate_key Crypto.PublicKey.{RSA,ECC,DSA}.generate Cryptodome.PublicKey.{RSA,ECC,DSA}.generate rsa.newkeys nacl.public.PrivateKey.generate nacl.signing.SigningKey.generate ecdsa.SigningKey.generate OpenSSL.crypto.PKey.generate_key paramiko.{RSAKey,ECDSAKey,DSSKey}.generate eth_account.Account.create bitcoin.random_key coincurve.PrivateKey(!0=*|?) jwcrypto.jwk.JWK.generate`,
	Native: `
		RSA_generate_key_ex EVP_PKEY_keygen EC_KEY_generate_key CryptGenKey BCryptGenerateKeyPair NCryptCreatePersistedKey SecKeyCreateRandomKey crypto_box_keypair`,
	Script: `
		crypto.{generateKeyPair,generateKeyPairSync,generateKey} crypto.subtle.generateKey openssl(genrsa|genpkey|req) ssh-keygen gpg(--gen-key|--full-generate-key|--quick-gen*) new-selfsignedcertificate keytool(-genkey*) age-keygen certbot`,
}

var DerivesKeysFromPasswords = &rule.Behavior{
	ID:       "derives-keys-from-passwords",
	Title:    "Makes keys out of passwords or of other secrets.",
	Category: rule.Crypto,
	Priority: 3,
	Why:      "Passwords are tried out like this, or files are locked with one.",
	Fine:     "Passwords should be stored and used only like this.",
	Limits:   "What the key is for is not known.",
	Python: `
		hashlib.{pbkdf2_hmac,scrypt} cryptography.hazmat.primitives.kdf.{pbkdf2.PBKDF2HMAC,scrypt.Scrypt,hkdf.HKDF,argon2.Argon2id} Crypto.Protocol.KDF.{PBKDF2,scrypt,HKDF,bcrypt} Cryptodome.Protocol.KDF.{PBKDF2,scrypt,HKDF} bcrypt.{hashpw,kdf,checkpw,gensalt} argon2.{PasswordHasher,low_level.hash_secret} passlib.hash.*.{hash,verify} passlib.context.CryptContext scrypt.hash nacl.pwhash.* werkzeug.security.{generate_password_hash,check_password_hash} django.contrib.auth.hashers.{make_password,check_password} crypt.crypt pbkdf2.PBKDF2`,
	Native: `
		PKCS5_PBKDF2_HMAC EVP_BytesToKey CryptDeriveKey BCryptDeriveKeyPBKDF2 CCKeyDerivationPBKDF crypto_pwhash argon2id_hash_raw bcrypt_pbkdf`,
	Script: `
		crypto.{pbkdf2,pbkdf2Sync,scrypt,scryptSync,hkdf} crypto.subtle.deriveKey bcrypt.{hash,compare,hashSync} mkpasswd htpasswd openssl(passwd)`,
}

var SignsOrVerifiesData = &rule.Behavior{
	ID:       "signs-or-verifies-data",
	Title:    "Signs data or checks signatures.",
	Category: rule.Crypto,
	Priority: 3,
	Why:      "With the key of somebody else a program signs in that person's name.",
	Fine:     "Updates, tokens and packages are signed.",
	Limits:   "Whose key it is, is not known.",
	Python:   signsOrVerifiesDataPython,
	Native: `
		CryptSignHashA CryptSignHashW CryptVerifySignatureA CryptVerifySignatureW WinVerifyTrust EVP_DigestSignFinal EVP_DigestVerifyFinal RSA_sign RSA_verify ECDSA_sign SecKeyCreateSignature`,
	Script: `
		crypto.{createSign,createVerify,sign,verify} crypto.subtle.{sign,verify} jsonwebtoken.{sign,verify} gpg(--sign|-s|--verify|--detach-sign|-b) openssl(-sign|-verify) signtool codesign cosign minisign set-authenticodesignature`,
}

//go:embed names/signs_or_verifies_data.txt
var signsOrVerifiesDataPython string

var ContainsPrivateKeys = &rule.Behavior{
	ID:       "contains-private-keys",
	Title:    "Contains private keys.",
	Category: rule.Crypto,
	Priority: 6,
	Attack:   []string{"T1552.004"},
	Why:      "Whoever has the file can sign, log in or read in the name of the owner.",
	Fine:     "Tests and examples bring keys that protect nothing.",
	Limits:   "Keys without the usual first line are not recognised, nor those that are put together while the program runs.",
	Text: `
		-----BEGIN PRIVATE KEY-----
		-----BEGIN RSA PRIVATE KEY-----
		-----BEGIN EC PRIVATE KEY-----
		-----BEGIN DSA PRIVATE KEY-----
		-----BEGIN OPENSSH PRIVATE KEY-----
		-----BEGIN ENCRYPTED PRIVATE KEY-----
		-----BEGIN PGP PRIVATE KEY BLOCK-----
		PuTTY-User-Key-File-2:
		PuTTY-User-Key-File-3:`,
}

var ContainsCertificates = &rule.Behavior{
	ID:       "contains-certificates",
	Title:    "Contains certificates or public keys.",
	Category: rule.Crypto,
	Priority: 2,
	Why:      "A certificate that is built in decides whom a program trusts, also the server of an attacker.",
	Fine:     "Lists of trusted certificates and tests bring them.",
	Limits:   "Certificates in binary form are not recognised, nor those that are put together while the program runs.",
	Text: `
		-----BEGIN CERTIFICATE-----
		-----BEGIN PUBLIC KEY-----
		-----BEGIN RSA PUBLIC KEY-----
		-----BEGIN PGP PUBLIC KEY BLOCK-----
		ssh-rsa AAAA*
		ssh-ed25519 AAAA*`,
}

var UsesCryptocurrencyLibraries = &rule.Behavior{
	ID:       "uses-cryptocurrency-libraries",
	Title:    "Uses libraries of cryptocurrencies.",
	Category: rule.Crypto,
	Priority: 5,
	Attack:   []string{"T1657"},
	Why:      "Wallets are emptied and payments are redirected with them.",
	Fine:     "This is what programs for such currencies are for.",
	Limits:   "Services that are asked over HTTP are seen as addresses.",
	Python:   usesCryptocurrencyLibrariesPython,
	Script: `
		ethers.{Wallet,providers.*,JsonRpcProvider,Contract} web3.Web3 Web3 bitcoinjs-lib.* bip39.{generateMnemonic,mnemonicToSeed,mnemonicToSeedSync} @solana/web3.js.* solana tronweb bitcoin-cli geth solana-keygen window.ethereum.request`,
}

//go:embed names/uses_cryptocurrency_libraries.txt
var usesCryptocurrencyLibrariesPython string

var MinesCryptocurrency = &rule.Behavior{
	ID:        "mines-cryptocurrency",
	Title:     "Mines cryptocurrency.",
	Category:  rule.Crypto,
	Priority:  8,
	Important: true,
	Attack:    []string{"T1496"},
	Why:       "The machine works for somebody else and gets slow.",
	Fine:      "A miner is honest if that is what its user wants.",
	Limits:    "Only the marks of known miners and pools are recognised.",
	Script: `
		xmrig minerd cgminer bfgminer cpuminer ethminer t-rex lolminer nbminer phoenixminer xmr-stak nanominer gminer teamredminer claymore ccminer coinhive.Anonymous CoinHive.Anonymous`,
	Text: `
		stratum+tcp://
		stratum+ssl://
		stratum2+tcp://
		xmrig
		coinhive
		cryptonight
		pool.minexmr.com
		randomx.miner
		--donate-level`,
	Hosts: `
		coinhive.com coin-hive.com crypto-loot.com cryptoloot.pro minexmr.com supportxmr.com nanopool.org moneroocean.stream hashvault.pro 2miners.com ethermine.org f2pool.com nicehash.com miningpoolhub.com unmineable.com herominers.com c3pool.com dwarfpool.com prohashing.com zpool.ca xmrpool.eu monerohash.com`,
}
