// Command foreign reads what Cotejo writes with code that is not ours: Go's own golang.org/x/mod/sumdb/note and
// sumdb/tlog. It shares nothing with src/core/tlog but the specifications (c2sp.org), so that a mistake in one is not a
// mistake in both. Standard output is the answer; what is refused is told on standard error, with exit code 1.
//
// Build: GO111MODULE=off GOPATH=/usr/share/gocode go build -o foreign test/foreign/*.go
package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

const usage = `usage:
  foreign log VKEYS FOLDER...       open the checkpoint and recompute the log of each folder; one line of JSON each
  foreign proofs VKEYS FOLDER WAY   proofs for the lines "inclusion INDEX SIZE", "consistency OLD NEW" on standard input,
                                    from hashes recomputed from entries (WAY memory) or out of the tiles (WAY tiles)
  foreign receipt VKEYS FILE ENTRY  check a .tlog-proof for the entry whose bytes are in the file ENTRY
  foreign cosign NAME SEED TIME     add a cosignature to the checkpoint on standard input
  foreign submit URL VKEYS FOLDER OLD  send the folder's checkpoint to a witness, with a proof from the size OLD
  foreign numbers                   spell the little-endian doubles on standard input as JSON, one a line
VKEYS is the log's key and any number of witnesses' keys, separated by commas.
`

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("%s", usage))
	}
	out := bufio.NewWriter(os.Stdout)
	err := run(os.Args[1], os.Args[2:], out)
	if flushed := out.Flush(); err == nil {
		err = flushed
	}
	if err != nil {
		fail(err)
	}
}

func run(command string, args []string, out *bufio.Writer) error {
	need := map[string]int{"log": 2, "proofs": 3, "receipt": 3, "cosign": 3, "submit": 4, "numbers": 0}
	if count, known := need[command]; !known || len(args) < count {
		return fmt.Errorf("%s", usage)
	}
	switch command {
	case "log":
		return runLog(args[0], args[1:], out)
	case "proofs":
		return runProofs(args[0], args[1], args[2] == "tiles", out)
	case "receipt":
		return checkReceipt(args[0], args[1], args[2])
	case "cosign":
		return cosign(args[0], args[1], args[2], out)
	case "submit":
		return submit(args[0], args[1], args[2], args[3], out)
	}
	return spellNumbers(out)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// runLog checks folder after folder; the first that is refused ends it.
func runLog(vkeys string, folders []string, out io.Writer) error {
	for _, folder := range folders {
		read, err := openLog(vkeys, folder)
		if err == nil {
			err = read.recompute()
		}
		if err != nil {
			return fmt.Errorf("%s: %v", folder, err)
		}
		line, err := json.Marshal(read.summary())
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s\n", line)
	}
	return nil
}

// runProofs writes, for each line asked, how many hashes the proof has (one byte) and then the hashes.
func runProofs(vkeys, folder string, fromTiles bool, out *bufio.Writer) error {
	read, err := openLog(vkeys, folder)
	if err != nil {
		return err
	}
	if err := read.recompute(); err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var kind string
		var first, second int64
		if _, err := fmt.Sscanf(lines.Text(), "%s %d %d", &kind, &first, &second); err != nil {
			return err
		}
		var hashes tlog.HashReader = read.stored
		if fromTiles {
			tree := tlog.Tree{N: read.size, Hash: read.root}
			hashes = tlog.TileHashReader(tree, read)
		}
		var proof []tlog.Hash
		if kind == "inclusion" {
			proof, err = tlog.ProveRecord(second, first, hashes)
		} else {
			proof, err = tlog.ProveTree(second, first, hashes)
		}
		if err != nil {
			return fmt.Errorf("%s: %v", lines.Text(), err)
		}
		out.WriteByte(byte(len(proof)))
		for _, hash := range proof {
			out.Write(hash[:])
		}
	}
	return lines.Err()
}

// spellNumbers relies on encoding/json, which spells floating point numbers as ECMAScript does, but for minus zero.
func spellNumbers(out *bufio.Writer) error {
	in := bufio.NewReader(os.Stdin)
	var bits [8]byte
	for {
		if _, err := io.ReadFull(in, bits[:]); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		number := math.Float64frombits(binary.LittleEndian.Uint64(bits[:]))
		if number == 0 {
			out.WriteString("0\n")
			continue
		}
		text, err := json.Marshal(number)
		if err != nil {
			return fmt.Errorf("%s: %v", strconv.FormatFloat(number, 'g', -1, 64), err)
		}
		out.Write(text)
		out.WriteByte('\n')
	}
}
