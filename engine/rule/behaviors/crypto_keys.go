package behaviors

import "github.com/wheelscope/wheelscope/engine/rule"

// UsesShortKeys goes by NIST SP 800-57: RSA, DSA and Diffie-Hellman from 2048 bits, curves from 224.
var UsesShortKeys = &rule.Behavior{
	ID:       "uses-short-keys",
	Title:    "Makes keys that are too short to protect anything.",
	Category: rule.Crypto,
	Priority: 3,
	Attack:   []string{"T1600.001"},
	Why:      "Who has enough machines computes the private key from the public one.",
	Fine:     "Short keys make tests quick, and old devices take no longer ones.",
	Limits:   "A length that is not constant is not known.",
	Python: `
		cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key(key_size/1=<2048) cryptography.hazmat.primitives.asymmetric.dsa.generate_private_key(key_size/0=<2048) cryptography.hazmat.primitives.asymmetric.dsa.generate_parameters(key_size/0=<2048) cryptography.hazmat.primitives.asymmetric.dh.generate_parameters(key_size/1=<2048)
		cryptography.hazmat.primitives.asymmetric.ec.{SECP192R1,SECT163K1,SECT163R2}
		{Crypto,Cryptodome}.PublicKey.{RSA,DSA}.generate(bits/0=<2048) {Crypto,Cryptodome}.PublicKey.ECC.generate(curve=p192|p-192|*192r1|*192v1) rsa.newkeys(nbits/0=<2048) paramiko.{RSAKey,rsakey.RSAKey,DSSKey}.generate(bits/0=<2048)
		OpenSSL.crypto.PKey.generate_key(1/bits=<1025) ecdsa.SigningKey.generate(!curve/0=*|?) ecdsa.SigningKey.generate(curve/0=ecdsa.NIST192p|ecdsa.curves.NIST192p)`,
	Script: `openssl(genrsa,512|768|1024) openssl(rsa:512|rsa:1024) ssh-keygen(-b,512|768|1024) ssh-keygen(dsa)`,
}

// UsesFixedInitialisationVectors also finds keys that stand in the call.
var UsesFixedInitialisationVectors = &rule.Behavior{
	ID:       "uses-fixed-initialisation-vectors",
	Title:    "Encrypts or decrypts with a key or first block that stands in the code.",
	Category: rule.Crypto,
	Priority: 4,
	Attack:   []string{"T1600"},
	Why:      "Whoever has the code can read what is encrypted, or sees which messages are equal.",
	Fine:     "Formats of others prescribe such constants, and tests compare with known results.",
	Limits:   "A key that is read from a file of the package is not seen.",
	Python: `
		{Crypto,Cryptodome}.Cipher.{AES,DES,DES3,Blowfish,ARC2,CAST}.new(key/0='*) {Crypto,Cryptodome}.Cipher.{AES,DES,DES3,Blowfish,ARC2,CAST}.new(iv/IV/nonce/2='*) {Crypto,Cryptodome}.Cipher.{ARC4,ChaCha20,Salsa20}.new(key/0='*) {Crypto,Cryptodome}.Cipher.{ChaCha20,Salsa20}.new(nonce='*)
		cryptography.hazmat.primitives.ciphers.modes.{CBC,CTR,CFB,CFB8,OFB,GCM}(initialization_vector/nonce/0='*) cryptography.hazmat.primitives.ciphers.algorithms.{AES,AES128,AES256,ChaCha20,Camellia,TripleDES,Blowfish,ARC4,SM4}(key/0='*) cryptography.hazmat.decrepit.ciphers.algorithms.{TripleDES,Blowfish,ARC4}(key/0='*)
		cryptography.fernet.Fernet(key/0='*) cryptography.hazmat.primitives.ciphers.aead.{AESGCM,ChaCha20Poly1305,AESCCM,AESSIV}(key/0='*) cryptography.hazmat.primitives.ciphers.aead.{AESGCM,ChaCha20Poly1305,AESCCM}.encrypt(nonce/0='*) nacl.secret.SecretBox(key/0='*) pyDes.{des,triple_des}(0/key='*)`,
}

// DerivesKeysInFewRounds goes by NIST SP 800-63B for PBKDF2 (10,000 rounds), RFC 7914 for scrypt, and
// what libraries for bcrypt take if nobody asks for less.
var DerivesKeysInFewRounds = &rule.Behavior{
	ID:       "derives-keys-in-few-rounds",
	Title:    "Makes keys out of passwords with too little work.",
	Category: rule.Crypto,
	Priority: 3,
	Attack:   []string{"T1110.002"},
	Why:      "All likely passwords can be tried out in short time.",
	Fine:     "Old formats prescribe few rounds, and tests shall be quick.",
	Limits:   "A number of rounds that is not constant is not known.",
	Python: `
		hashlib.pbkdf2_hmac(iterations/3=<10000) cryptography.hazmat.primitives.kdf.pbkdf2.PBKDF2HMAC(iterations/3=<10000) {Crypto,Cryptodome}.Protocol.KDF.PBKDF2(count/3=<10000) hashlib.scrypt(n=<16384) cryptography.hazmat.primitives.kdf.scrypt.Scrypt(n/2=<16384) {Crypto,Cryptodome}.Protocol.KDF.scrypt(N/3=<16384)
		bcrypt.gensalt(rounds/0=<10) bcrypt.kdf(rounds/3=<50) passlib.hash.pbkdf2_*.using(rounds=<10000) passlib.hash.bcrypt.using(rounds=<10) flask_bcrypt.generate_password_hash(rounds/1=<10)`,
}
