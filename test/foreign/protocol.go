package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// checkReceipt checks a c2sp.org/tlog-proof of one entry.
func checkReceipt(vkeys, path, entryPath string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	entry, err := os.ReadFile(entryPath)
	if err != nil {
		return err
	}
	verifiers, err := verifiersOf(vkeys)
	if err != nil {
		return err
	}
	parts := strings.SplitN(string(text), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return fmt.Errorf("is no tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	proof := tlog.RecordProof{}
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	opened, err := note.Open([]byte(parts[1]), verifiers)
	if err != nil {
		return err
	}
	_, size, root, err := parseBody(opened.Text)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(entry))
}

type submission struct {
	Status   int        `json:"status"`
	Type     string     `json:"type"`
	Body     string     `json:"body"`
	Cosigned []cosigned `json:"cosigned"`
}

// submit is a client of c2sp.org/tlog-witness: it proves that the log continues the tree of the size old, and opens the
// checkpoint with what the witness answered.
func submit(url, vkeys, folder, old string, out io.Writer) error {
	read, err := openLog(strings.SplitN(vkeys, ",", 2)[0], folder)
	if err != nil {
		return err
	}
	if err := read.recompute(); err != nil {
		return err
	}
	sizeOld, err := strconv.ParseInt(old, 10, 64)
	if err != nil {
		return err
	}
	request := bytes.NewBufferString(fmt.Sprintf("old %d\n", sizeOld))
	if sizeOld > 0 && sizeOld < read.size {
		proof, err := tlog.ProveTree(read.size, sizeOld, read.stored)
		if err != nil {
			return err
		}
		for _, hash := range proof {
			fmt.Fprintf(request, "%s\n", base64.StdEncoding.EncodeToString(hash[:]))
		}
	}
	fmt.Fprintf(request, "\n%s", read.text)
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Post(strings.TrimSuffix(url, "/")+"/add-checkpoint", "text/plain", request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	answer := submission{
		Status: response.StatusCode, Type: response.Header.Get("Content-Type"), Body: string(body), Cosigned: []cosigned{},
	}
	if response.StatusCode == http.StatusOK {
		verifiers, err := verifiersOf(vkeys)
		if err != nil {
			return err
		}
		opened, err := note.Open(append(read.text, body...), verifiers)
		if err != nil {
			return err
		}
		answer.Cosigned = cosignaturesOf(opened, read.origin)
	}
	line, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", line)
	return err
}
