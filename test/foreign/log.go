package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tileHeight and tileWidth are those of c2sp.org/tlog-tiles.
const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
)

// foreignLog is one folder with a checkpoint and tiles: below log/ of a publication or of an election folder.
type foreignLog struct {
	folder  string
	note    *note.Note
	text    []byte
	origin  string
	size    int64
	root    tlog.Hash
	stored  memoryHashes
	bundles int
	tiles   int
}

// memoryHashes are the hashes of the whole tree by storage index, recomputed from the entries.
type memoryHashes []tlog.Hash

func (m memoryHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index < 0 || index >= int64(len(m)) {
			return nil, fmt.Errorf("hash %d is not in the tree", index)
		}
		hashes[i] = m[index]
	}
	return hashes, nil
}

// openLog opens the signed checkpoint. tlog.ParseTree demands the header line of Go's own database, so that the body is
// parsed here.
func openLog(vkeys, folder string) (*foreignLog, error) {
	text, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return nil, err
	}
	verifiers, err := verifiersOf(vkeys)
	if err != nil {
		return nil, err
	}
	opened, err := note.Open(text, verifiers)
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %v", err)
	}
	if len(opened.UnverifiedSigs) > 0 {
		return nil, fmt.Errorf("checkpoint: a signature line by the unknown key %s", opened.UnverifiedSigs[0].Name)
	}
	read := &foreignLog{folder: folder, note: opened, text: text}
	if read.origin, read.size, read.root, err = parseBody(opened.Text); err != nil {
		return nil, err
	}
	if logKey := strings.SplitN(vkeys, "+", 2)[0]; read.origin != logKey {
		return nil, fmt.Errorf("checkpoint: origin %q is not the key's name %q", read.origin, logKey)
	}
	signed := false
	for _, signature := range opened.Sigs {
		signed = signed || signature.Name == read.origin
	}
	if !signed {
		return nil, fmt.Errorf("checkpoint: not signed by the log itself")
	}
	return read, nil
}

func parseBody(body string) (origin string, size int64, root tlog.Hash, err error) {
	lines := strings.Split(body, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return "", 0, root, fmt.Errorf("checkpoint: %d lines of body where 3 belong", len(lines)-1)
	}
	size, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || strconv.FormatInt(size, 10) != lines[1] {
		return "", 0, root, fmt.Errorf("checkpoint: size %q", lines[1])
	}
	hash, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || len(hash) != tlog.HashSize {
		return "", 0, root, fmt.Errorf("checkpoint: root %q", lines[2])
	}
	copy(root[:], hash)
	return lines[0], size, root, nil
}

// recompute hashes every entry, builds the tree, and compares its root and every tile on disk byte for byte; it also
// lets Go's own tile reader authenticate the tiles against the root.
func (l *foreignLog) recompute() error {
	l.stored = make(memoryHashes, 0, tlog.StoredHashCount(l.size))
	for n := int64(0); n < l.size; {
		entries, err := l.readBundle(n / tileWidth)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			l.append(n, tlog.RecordHash(entry))
			n++
		}
		l.bundles++
	}
	root := tlog.Hash(sha256.Sum256(nil))
	if l.size > 0 {
		var err error
		if root, err = tlog.TreeHash(l.size, l.stored); err != nil {
			return err
		}
	}
	if root != l.root {
		return fmt.Errorf("the entries do not lead to the root in the checkpoint")
	}
	return l.compareTiles()
}

// append stores the hash of entry n, and those of the subtrees that it completes: what tlog.StoredHashesForRecordHash gives,
// without its allocations, so that a million entries are a fair race.
func (l *foreignLog) append(n int64, hash tlog.Hash) {
	l.stored = append(l.stored, hash)
	for level := 0; n>>uint(level)&1 == 1; level++ {
		left := l.stored[tlog.StoredHashIndex(level, n>>uint(level)-1)]
		hash = tlog.NodeHash(left, hash)
		l.stored = append(l.stored, hash)
	}
}

// readBundle reads entries, each after its length as a big-endian uint16.
func (l *foreignLog) readBundle(index int64) ([][]byte, error) {
	width := l.size - index*tileWidth
	if width > tileWidth {
		width = tileWidth
	}
	path := c2spPath("entries", index, int(width))
	data, err := os.ReadFile(filepath.Join(l.folder, path))
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 {
			return nil, fmt.Errorf("%s: ends within a length", path)
		}
		length := int(binary.BigEndian.Uint16(data))
		if len(data) < 2+length {
			return nil, fmt.Errorf("%s: ends within an entry", path)
		}
		entries = append(entries, data[2:2+length])
		data = data[2+length:]
	}
	if int64(len(entries)) != width {
		return nil, fmt.Errorf("%s: %d entries where %d belong", path, len(entries), width)
	}
	return entries, nil
}

func (l *foreignLog) compareTiles() error {
	last := make(map[[2]int64]tlog.Tile)
	for _, tile := range tlog.NewTiles(tileHeight, 0, l.size) {
		last[[2]int64{int64(tile.L), tile.N}] = tile
	}
	for _, tile := range last {
		want, err := tlog.ReadTileData(tile, l.stored)
		if err != nil {
			return err
		}
		held, err := l.ReadTiles([]tlog.Tile{tile})
		if err != nil {
			return err
		}
		if !bytes.Equal(held[0], want) {
			return fmt.Errorf("%s: is not the tile of these entries", tilePath(tile))
		}
		l.tiles++
	}
	if l.size == 0 {
		return nil
	}
	reader := tlog.TileHashReader(tlog.Tree{N: l.size, Hash: l.root}, l)
	edge := []int64{tlog.StoredHashIndex(0, 0), tlog.StoredHashIndex(0, l.size-1)}
	if _, err := reader.ReadHashes(edge); err != nil {
		return fmt.Errorf("Go's tile reader: %v", err)
	}
	return nil
}

// Height, ReadTiles and SaveTiles make a folder in the C2SP layout a tlog.TileReader.
func (l *foreignLog) Height() int { return tileHeight }

func (l *foreignLog) SaveTiles([]tlog.Tile, [][]byte) {}

func (l *foreignLog) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	all := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(l.folder, tilePath(tile)))
		if err != nil {
			return nil, err
		}
		all[i] = data
	}
	return all, nil
}

// tilePath is Go's path without the height: tile/8/L/N is tile/L/N in C2SP.
func tilePath(tile tlog.Tile) string {
	return "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight))
}

func c2spPath(level string, index int64, width int) string {
	path := tilePath(tlog.Tile{H: tileHeight, L: 0, N: index, W: width})
	return strings.Replace(path, "tile/0/", "tile/"+level+"/", 1)
}

type cosigned struct {
	Name string `json:"name"`
	Time uint64 `json:"time"`
}

type summary struct {
	Origin   string     `json:"origin"`
	Size     int64      `json:"size"`
	Root     string     `json:"root"`
	Bundles  int        `json:"bundles"`
	Tiles    int        `json:"tiles"`
	Cosigned []cosigned `json:"cosigned"`
}

func (l *foreignLog) summary() summary {
	return summary{
		Origin: l.origin, Size: l.size, Root: base64.StdEncoding.EncodeToString(l.root[:]),
		Bundles: l.bundles, Tiles: l.tiles, Cosigned: cosignaturesOf(l.note, l.origin),
	}
}
