// Reads streams of manifests as kubectl and as kustomize do, many in one run. Standard input holds the streams, each behind
// its length (four bytes, the most significant first); standard output gets a line of JSON for each.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"os"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	kubectlyaml "k8s.io/apimachinery/pkg/util/yaml"
)

// Reading is what a reader makes of a stream: the values before the first fault, and the fault.
type Reading struct {
	Values []any  `json:"values"`
	Error  string `json:"error,omitempty"`
}

// Readings are those of both readers.
type Readings struct {
	Kubectl   Reading `json:"kubectl"`
	Kustomize Reading `json:"kustomize"`
}

func main() {
	input := bufio.NewReader(os.Stdin)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	for {
		stream, err := nextStream(input)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		readings := Readings{Kubectl: read(stream, withKubectl), Kustomize: read(stream, withKustomize)}
		if err := encoder.Encode(readings); err != nil {
			log.Fatal(err)
		}
	}
	if err := output.Flush(); err != nil {
		log.Fatal(err)
	}
}

func nextStream(input io.Reader) ([]byte, error) {
	var length uint32
	if err := binary.Read(input, binary.BigEndian, &length); err != nil {
		return nil, err
	}
	stream := make([]byte, length)
	_, err := io.ReadFull(input, stream)
	return stream, err
}

// A reader that panics has not read the stream.
func read(stream []byte, with func([]byte, *Reading) error) (reading Reading) {
	reading.Values = []any{}
	defer func() {
		if cause := recover(); cause != nil {
			reading.Error = fmt.Sprint(cause)
		}
	}()
	if err := with(stream, &reading); err != nil {
		reading.Error = err.Error()
	}
	return reading
}

// As `FileVisitor` and `StreamVisitor` of k8s.io/cli-runtime do it: what is not UTF-8 becomes U+FFFD, what is null is passed over.
func withKubectl(stream []byte, reading *Reading) error {
	utf8 := transform.NewReader(bytes.NewReader(stream), unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	decoder := kubectlyaml.NewYAMLOrJSONDecoder(utf8, 4096)
	for {
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if err := reading.add(raw); err != nil {
			return err
		}
	}
}

// What `splitDocuments` of sigs.k8s.io/kustomize/kyaml/kio looks for.
var separator = regexp.MustCompile(`\n---.*\n`)

// As `ByteReader` of sigs.k8s.io/kustomize/kyaml/kio does it, over the same go-yaml; all of kyaml takes long to start.
func withKustomize(stream []byte, reading *Reading) error {
	text := strings.ReplaceAll(string(stream), "\r\n", "\n")
	start := 0
	for _, place := range append(separator.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		behind := strings.TrimSpace(strings.TrimPrefix(text[place[0]:place[1]], "\n---"))
		if behind != "" && behind[0] != '#' {
			return fmt.Errorf("invalid document separator: %s", behind)
		}
		document := text[start:place[0]]
		if place[0] < len(text) {
			document += "\n"
		}
		start = place[1]
		var value any
		if err := yaml.NewDecoder(strings.NewReader(document)).Decode(&value); err != nil {
			if errors.Is(err, io.EOF) {
				continue
			}
			return err
		}
		raw, err := json.Marshal(value)
		if err != nil {
			return err
		}
		if err := reading.add(raw); err != nil {
			return err
		}
	}
	return nil
}

func (reading *Reading) add(raw []byte) error {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return err
	}
	reading.Values = append(reading.Values, exact(value))
	return nil
}

var largest = big.NewInt(1<<53 - 1)

// Integers that JavaScript does not hold exactly become `{"integer": "18446744073709551615"}`.
func exact(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for key, field := range value {
			value[key] = exact(field)
		}
	case []any:
		for index, item := range value {
			value[index] = exact(item)
		}
	case json.Number:
		integer, isInteger := new(big.Int).SetString(value.String(), 10)
		if isInteger && integer.CmpAbs(largest) > 0 {
			return map[string]any{"integer": value.String()}
		}
	}
	return value
}
