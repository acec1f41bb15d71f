// A stranger's check of a ledger: written against golang.org/x/mod/sumdb only, shares no code with ours.
// usage: stranger LEDGER-FOLDER INDEX PROOF-FILE
package main

import (
	"bytes"
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

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, at := range indexes {
		if at < 0 || at >= int64(len(s)) {
			return nil, fmt.Errorf("no hash %d", at)
		}
		out[i] = s[at]
	}
	return out, nil
}

func fail(err error) {
	if err != nil {
		fmt.Println("REFUSED:", err)
		os.Exit(1)
	}
}

// number spells a tile's index as c2sp.org/tlog-tiles does.
func number(n int64) string {
	text := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		text = fmt.Sprintf("x%03d/%s", n%1000, text)
	}
	return text
}

func tile(folder, level string, n, width int64) []byte {
	name := filepath.Join(folder, "tile", level, number(n))
	if width < 256 {
		name += ".p/" + strconv.FormatInt(width, 10)
	}
	data, err := os.ReadFile(name)
	fail(err)
	return data
}

func open(text []byte, verifiers note.Verifiers) tlog.Tree {
	opened, err := note.Open(text, verifiers)
	fail(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != opened.Sigs[0].Name {
		fail(fmt.Errorf("not a checkpoint of this log"))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	fail(err)
	root, err := tlog.ParseHash(lines[2])
	fail(err)
	return tlog.Tree{N: size, Hash: root}
}

func main() {
	folder := os.Args[1]
	vkey, err := os.ReadFile(filepath.Join(folder, "log.vkey"))
	fail(err)
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	fail(err)
	verifiers := note.VerifierList(verifier)
	text, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	fail(err)
	tree := open(text, verifiers)

	var hashes stored
	var leaves []tlog.Hash
	for n := int64(0); n*256 < tree.N; n++ {
		width := tree.N - n*256
		if width > 256 {
			width = 256
		}
		data := tile(folder, "entries", n, width)
		for i := int64(0); i < width; i++ {
			if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
				fail(fmt.Errorf("bundle %d is cut", n))
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			record := data[2:end]
			data = data[end:]
			leaves = append(leaves, tlog.RecordHash(record))
			more, err := tlog.StoredHashes(n*256+i, record, hashes)
			fail(err)
			hashes = append(hashes, more...)
		}
		if len(data) > 0 {
			fail(fmt.Errorf("bundle %d is too long", n))
		}
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	fail(err)
	if root != tree.Hash {
		fail(fmt.Errorf("the entries do not lead to the signed root"))
	}
	for _, one := range tlog.NewTiles(8, 0, tree.N) {
		// sumdb names a partial tile for each earlier size too; those of the present size must be there.
		if one.W < 256 && one.N*256+int64(one.W) != tree.N>>(8*one.L) {
			continue
		}
		want, err := tlog.ReadTileData(one, hashes)
		fail(err)
		if !bytes.Equal(want, tile(folder, strconv.Itoa(one.L), one.N, int64(one.W))) {
			fail(fmt.Errorf("tile %v differs", one))
		}
	}

	index, err := strconv.ParseInt(os.Args[2], 10, 64)
	fail(err)
	proof, err := os.ReadFile(os.Args[3])
	fail(err)
	parts := bytes.SplitN(proof, []byte("\n\n"), 2)
	lines := strings.Split(string(parts[0]), "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || lines[1] != fmt.Sprintf("index %d", index) {
		fail(fmt.Errorf("not a proof of entry %d", index))
	}
	seen := open(parts[1], verifiers)
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		data, err := base64.StdEncoding.DecodeString(line)
		fail(err)
		var hash tlog.Hash
		if copy(hash[:], data) != len(hash) || len(data) != len(hash) {
			fail(fmt.Errorf("a hash of the proof is cut"))
		}
		path = append(path, hash)
	}
	if index >= int64(len(leaves)) {
		fail(fmt.Errorf("no entry %d", index))
	}
	fail(tlog.CheckRecord(path, seen.N, seen.Hash, index, leaves[index]))
	fmt.Printf("ACCEPTED %d entries\n", tree.N)
}
