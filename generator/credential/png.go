package credential

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
)

const (
	pngMagic   = "\x89PNG\r\n\x1a\n"
	pngKeyword = "openbadgecredential"
)

// BakePNG puts a compact JWS into a PNG, as the iTXt chunk openbadgecredential behind the header (Open Badges 3.0, 5.3.1.1; PNG, 11.3.3.4). The
// picture must not have one already.
func BakePNG(png, jws []byte) ([]byte, error) {
	if !compact(jws) {
		return nil, errors.New("what is to be baked is no compact JWS")
	}
	header := 0
	err := chunks(png, func(kind string, data []byte, end int) error {
		switch {
		case kind == "IHDR":
			header = end
		case kind == "iTXt" && bytes.HasPrefix(data, []byte(pngKeyword+"\x00")):
			return errors.New("the PNG has a credential already")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if header == 0 {
		return nil, errors.New("it is no PNG")
	}
	// Keyword, not compressed, method 0, no language, no translated keyword, text.
	text := append([]byte("iTXt"+pngKeyword+"\x00\x00\x00\x00\x00"), jws...)
	out := append(bytes.Clone(png[:header]), binary.BigEndian.AppendUint32(nil, uint32(len(text)-4))...)
	out = binary.BigEndian.AppendUint32(append(out, text...), crc32.ChecksumIEEE(text))
	return append(out, png[header:]...), nil
}

// fromPNG takes the credential out of a PNG.
func fromPNG(png []byte) ([]byte, error) {
	var found []byte
	err := chunks(png, func(kind string, data []byte, _ int) error {
		rest, ok := bytes.CutPrefix(data, []byte(pngKeyword+"\x00"))
		if kind != "iTXt" || !ok {
			return nil
		}
		if found != nil {
			return errors.New("the PNG carries two credentials")
		}
		if len(rest) < 2 || rest[0] != 0 {
			return errors.New("the credential in the PNG is compressed, which the standard does not allow")
		}
		rest = rest[2:]
		for range 2 { // the language and the translated keyword
			_, after, ok := bytes.Cut(rest, []byte{0})
			if !ok {
				return errors.New("the PNG cannot be read")
			}
			rest = after
		}
		found = rest
		return nil
	})
	if err == nil && found == nil {
		err = errors.New("the picture carries no credential")
	}
	return found, err
}

// chunks goes through the chunks of a PNG; end is where a chunk ends in the file.
func chunks(png []byte, fn func(kind string, data []byte, end int) error) error {
	if !bytes.HasPrefix(png, []byte(pngMagic)) {
		return errors.New("it is no PNG")
	}
	for at := len(pngMagic); at < len(png); {
		if len(png)-at < 12 {
			return errors.New("the PNG is cut off")
		}
		size := int64(binary.BigEndian.Uint32(png[at:]))
		if size > int64(len(png)-at-12) {
			return errors.New("the PNG is cut off")
		}
		end := at + 12 + int(size)
		kind, data := string(png[at+4:at+8]), png[at+8:end-4]
		if kind == "iTXt" && crc32.ChecksumIEEE(png[at+4:end-4]) != binary.BigEndian.Uint32(png[end-4:]) {
			return errors.New("a part of the PNG is damaged")
		}
		if err := fn(kind, data, end); err != nil {
			return err
		}
		at = end
	}
	return nil
}
