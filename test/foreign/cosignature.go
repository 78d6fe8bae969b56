package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// The type byte of cosignatures (c2sp.org/signed-note, c2sp.org/tlog-cosignature).
const cosignatureType = 4

// cosignatureKey is a note.Verifier for cosignatures, which Go's package knows nothing of.
type cosignatureKey struct {
	name   string
	public ed25519.PublicKey
}

func (k cosignatureKey) Name() string { return k.name }

func (k cosignatureKey) KeyHash() uint32 {
	sum := sha256.Sum256(append([]byte(k.name+"\n\x04"), k.public...))
	return binary.BigEndian.Uint32(sum[:])
}

func (k cosignatureKey) Verify(body, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(k.public, cosignedMessage(binary.BigEndian.Uint64(signature), body), signature[8:])
}

func cosignedMessage(time uint64, body []byte) []byte {
	return append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), body...)
}

// verifiersOf takes keys in the spelling name+id+base64(type || key), separated by commas.
func verifiersOf(vkeys string) (note.Verifiers, error) {
	var all []note.Verifier
	for _, vkey := range strings.Split(vkeys, ",") {
		verifier, err := verifierOf(vkey)
		if err != nil {
			return nil, fmt.Errorf("key %s: %v", vkey, err)
		}
		all = append(all, verifier)
	}
	return note.VerifierList(all...), nil
}

func verifierOf(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("is not name+id+key")
	}
	bytes, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(bytes) != 1+ed25519.PublicKeySize {
		return nil, fmt.Errorf("its base64 is not 33 bytes")
	}
	if bytes[0] != cosignatureType {
		return note.NewVerifier(vkey)
	}
	key := cosignatureKey{name: parts[0], public: bytes[1:]}
	if fmt.Sprintf("%08x", key.KeyHash()) != parts[1] {
		return nil, fmt.Errorf("its id is not that of its bytes")
	}
	return key, nil
}

// cosignaturesOf lists who cosigned, and when; note.Open has verified each.
func cosignaturesOf(opened *note.Note, origin string) []cosigned {
	all := []cosigned{}
	for _, signature := range opened.Sigs {
		bytes, err := base64.StdEncoding.DecodeString(signature.Base64)
		if err != nil || signature.Name == origin {
			continue
		}
		all = append(all, cosigned{Name: signature.Name, Time: binary.BigEndian.Uint64(bytes[4:])})
	}
	return all
}

// cosigner signs as a witness does, at a time that is given.
type cosigner struct {
	cosignatureKey
	private ed25519.PrivateKey
	time    uint64
}

func (c cosigner) Sign(body []byte) ([]byte, error) {
	time := make([]byte, 8)
	binary.BigEndian.PutUint64(time, c.time)
	return append(time, ed25519.Sign(c.private, cosignedMessage(c.time, body))...), nil
}

func cosign(name, seedHex, timeText string, out io.Writer) error {
	seed, err := hex.DecodeString(seedHex)
	if err != nil || len(seed) != ed25519.SeedSize {
		return fmt.Errorf("the seed is not 32 bytes in hexadecimal")
	}
	time, err := strconv.ParseUint(timeText, 10, 64)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	private := ed25519.NewKeyFromSeed(seed)
	public, _ := private.Public().(ed25519.PublicKey)
	// Nobody is known, so that the note comes back unverified, with its signatures, to be signed once more.
	_, err = note.Open(text, nil)
	unverified, ok := err.(*note.UnverifiedNoteError)
	if !ok {
		return err
	}
	signed, err := note.Sign(unverified.Note, cosigner{cosignatureKey{name, public}, private, time})
	if err != nil {
		return err
	}
	_, err = out.Write(signed)
	return err
}
