package picture

import (
	"bytes"
	"encoding/binary"
	"iter"
)

// The containers of pictures, as far as what stands beside the pixels is concerned. asset.Probe has walked over each before, so
// that sizes add up; what does not is passed over.

// riffChunks gives the chunks of a WebP (RFC 9649).
func riffChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		if len(data) < 12 {
			return
		}
		size := min(uint64(binary.LittleEndian.Uint32(data[4:]))+8, uint64(len(data)))
		for rest := data[12:max(12, size)]; len(rest) >= 8; {
			size := uint64(binary.LittleEndian.Uint32(rest[4:]))
			if size > uint64(len(rest)-8) || !yield(string(rest[:4]), rest[8:8+size]) {
				return
			}
			rest = rest[min(8+size+size&1, uint64(len(rest))):]
		}
	}
}

// pngChunks gives the chunks of a PNG (W3C PNG, third edition).
func pngChunks(data []byte) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for rest := data[min(8, len(data)):]; len(rest) >= 12; {
			size := uint64(binary.BigEndian.Uint32(rest))
			if size > uint64(len(rest)-12) || !yield(string(rest[4:8]), rest[8:8+size]) {
				return
			}
			rest = rest[12+size:]
		}
	}
}

// jpegSegments gives the segments of a JPEG (ITU-T T.81) before its pixels.
func jpegSegments(data []byte) iter.Seq2[byte, []byte] {
	return func(yield func(byte, []byte) bool) {
		for rest := data[min(2, len(data)):]; len(rest) >= 4 && rest[0] == 0xFF; {
			if rest[1] == 0xFF { // fill bytes
				rest = rest[1:]
				continue
			}
			size := int(binary.BigEndian.Uint16(rest[2:]))
			if size < 2 || size > len(rest)-2 || rest[1] == 0xDA || !yield(rest[1], rest[4:2+size]) {
				return
			}
			rest = rest[2+size:]
		}
	}
}

// Strip gives a picture that is published as it is without what stands in it beside the picture: EXIF with the place where it was
// taken, XMP, comments. Profiles of colour stay. It is for GIF, PNG, WebP and upright JPEG; other data is given back as it is.
func Strip(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return stripPNG(data)
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return stripJPEG(data)
	case bytes.HasPrefix(data, []byte("GIF8")):
		return stripGIF(data)
	case bytes.HasPrefix(data, []byte("RIFF")):
		return stripWebP(data)
	}
	return data
}

func stripPNG(data []byte) []byte {
	out := bytes.Clone(data[:8])
	at := 8
	for kind, body := range pngChunks(data) {
		whole := data[at : at+12+len(body)]
		at += len(whole)
		switch kind {
		case "tEXt", "zTXt", "iTXt", "eXIf", "tIME":
		default:
			out = append(out, whole...)
		}
		if kind == "IEND" {
			break
		}
	}
	return out
}

// stripJPEG leaves out comments and the segments of applications, but for those that tell how colours are meant: JFIF, profiles of colour,
// and Adobe's.
func stripJPEG(data []byte) []byte {
	out := bytes.Clone(data[:2])
	at := 2
	for marker, body := range jpegSegments(data) {
		for data[at+1] == 0xFF { // fill bytes
			at++
		}
		whole := data[at : at+4+len(body)]
		at += len(whole)
		switch {
		case marker == 0xE0, marker == 0xEE, marker == 0xE2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")), marker < 0xE0:
			out = append(out, whole...)
		}
	}
	return append(out, data[at:]...)
}

func stripWebP(data []byte) []byte {
	out := bytes.Clone(data[:12])
	for kind, body := range riffChunks(data) {
		if kind == "EXIF" || kind == "XMP " {
			continue
		}
		at := len(out)
		out = binary.LittleEndian.AppendUint32(append(out, kind...), uint32(len(body)))
		out = append(out, body...)
		if kind == "VP8X" && len(body) > 0 {
			out[at+8] &^= 0x0C // there is EXIF, there is XMP
		}
		if len(body)%2 == 1 {
			out = append(out, 0)
		}
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// stripGIF leaves out comments, plain text and all extensions of applications but the one that says how often a film is repeated.
func stripGIF(data []byte) []byte {
	if len(data) < 13 {
		return data
	}
	at := 13 + gifColours(data[10])
	out := bytes.Clone(data[:min(at, len(data))])
	for at < len(data) {
		start := at
		keep := true
		switch data[at] {
		case 0x21: // an extension
			if at+2 > len(data) {
				return append(out, data[start:]...)
			}
			keep = data[at+1] == 0xF9 || data[at+1] == 0xFF && bytes.HasPrefix(data[at+2:], []byte("\x0bNETSCAPE2.0"))
			at += 2
		case 0x2C: // an image
			if at+10 > len(data) {
				return append(out, data[start:]...)
			}
			at += 11 + gifColours(data[at+9])
		default: // the end
			return append(out, data[start])
		}
		for at < len(data) && data[at] != 0 {
			at += 1 + int(data[at])
		}
		at = min(at+1, len(data))
		if keep {
			out = append(out, data[start:at]...)
		}
	}
	return out
}

// gifColours is the size of the colour table that a packed field announces.
func gifColours(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}
