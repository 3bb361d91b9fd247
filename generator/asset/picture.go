package asset

import (
	"bytes"
	"encoding/binary"
	"path"
	"strings"
)

// Limits of a picture. A photograph of 50 megapixels takes 200 MB when it is decoded, each frame of an animation as much.
const (
	MaxPixels   = 50_000_000 // width × height
	MaxFrames   = 500        // of an animation
	MaxBytes    = 100 << 20  // of a file that is decoded
	maxMetadata = 4 << 20    // bytes of a PNG or JPEG that are neither picture nor needed to read it
)

// Format is a kind of picture, spelled like its usual extension.
type Format string

// The formats that a site may use.
const (
	PNG  Format = "png"
	JPEG Format = "jpg"
	GIF  Format = "gif"
	WebP Format = "webp"
	AVIF Format = "avif"
	SVG  Format = "svg"
)

// Picture is what a picture's header says.
type Picture struct {
	Format Format
	// Width and Height are in pixels, as the picture is shown: a photograph that its EXIF orientation turns has them exchanged.
	// Those of an SVG are CSS pixels, rounded up, and 0 when it does not say.
	Width, Height int
	Frames        int // 1 unless it is animated
	Orientation   int // EXIF's 1 to 8, of a JPEG, PNG or WebP of one frame; 1 is upright and also the answer where nothing is said
}

// extensions are the formats that a file's name may promise.
var extensions = map[string]Format{
	".png": PNG, ".jpg": JPEG, ".jpeg": JPEG, ".gif": GIF, ".webp": WebP, ".avif": AVIF, ".svg": SVG,
}

// Probe tells what the picture in data is, from its header and the sizes of its parts, without decoding a pixel; data is the
// whole file. The error is an *Error: not a picture, truncated, beyond a limit, or not of the format that the extension of name
// promises, in any case of letters. An SVG is only looked at: what is published of it is CleanSVG's.
func Probe(name string, data []byte) (Picture, error) {
	promised, known := extensions[strings.ToLower(path.Ext(name))]
	if !known {
		return Picture{}, failf("%.20q is not an extension of a picture (png, jpg, gif, webp, avif, svg)", path.Ext(name))
	}
	picture, err := probe(data)
	if err != nil {
		return Picture{}, err
	}
	if picture.Format != promised {
		return Picture{}, failf("the file is named %s, but its content is %s", path.Ext(name), strings.ToUpper(string(picture.Format)))
	}
	return picture, nil
}

func probe(data []byte) (p Picture, err error) {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		p, err = probePNG(data)
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		p, err = probeJPEG(data)
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		p, err = probeGIF(data)
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		p, err = probeWebP(data)
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		p, err = probeAVIF(data)
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n"), []byte("<")):
		return probeSVG(data)
	default:
		return Picture{}, failf("the file is not a picture of a known format (PNG, JPEG, GIF, WebP, AVIF, SVG)")
	}
	if err != nil {
		return Picture{}, err
	}
	p.Orientation = max(p.Orientation, 1)
	if p.Frames > 1 {
		p.Orientation = 1 // what moves is shown as it is
	}
	if p.Orientation >= 5 {
		p.Width, p.Height = p.Height, p.Width
	}
	switch {
	case p.Width <= 0 || p.Height <= 0:
		return Picture{}, failf("the picture has no width or height")
	case p.Width > MaxPixels/p.Height:
		return Picture{}, failf("the picture claims %d × %d pixels, more than %d million", p.Width, p.Height, MaxPixels/1_000_000)
	case p.Frames > MaxFrames:
		return Picture{}, failf("the picture has more than %d frames", MaxFrames)
	case p.Frames < 1:
		return Picture{}, truncated(p.Format)
	}
	return p, nil
}

func truncated(f Format) *Error {
	return failf("the %s file is truncated or damaged", strings.ToUpper(string(f)))
}

// probePNG walks the chunks of a PNG (W3C PNG, third edition), without looking into any but IHDR, acTL and eXIf.
func probePNG(data []byte) (Picture, error) {
	p := Picture{Format: PNG, Frames: 1}
	metadata, pixels := 0, false
	for rest := data[8:]; len(rest) >= 12; {
		size := binary.BigEndian.Uint32(rest)
		if uint64(size) > uint64(len(rest)-12) {
			return p, truncated(PNG)
		}
		body := rest[8 : 8+size]
		kind := string(rest[4:8])
		rest = rest[12+size:]
		switch kind {
		case "IHDR":
			if len(body) != 13 || p.Width != 0 {
				return p, truncated(PNG)
			}
			p.Width, p.Height = int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))
		case "acTL":
			if len(body) != 8 || pixels {
				return p, truncated(PNG)
			}
			p.Frames = int(binary.BigEndian.Uint32(body))
		case "IDAT":
			pixels = true
		case "fdAT", "fcTL", "PLTE":
		case "eXIf":
			p.Orientation = orientation(body)
			metadata += len(body)
		case "IEND":
			if !pixels {
				return p, truncated(PNG)
			}
			return p, nil
		default:
			metadata += len(body)
		}
		if metadata > maxMetadata {
			return p, failf("the PNG file carries more than %d MB beside its picture", maxMetadata>>20)
		}
	}
	return p, truncated(PNG)
}

// probeGIF walks the blocks of a GIF (GIF89a) and counts its images.
func probeGIF(data []byte) (Picture, error) {
	p := Picture{Format: GIF}
	if len(data) < 13 {
		return p, truncated(GIF)
	}
	p.Width, p.Height = int(binary.LittleEndian.Uint16(data[6:])), int(binary.LittleEndian.Uint16(data[8:]))
	at := 13 + colorTable(data[10])
	for at < len(data) {
		switch data[at] {
		case 0x3B:
			return p, nil
		case 0x21: // an extension: label and sub-blocks
			at += 2
		case 0x2C: // an image: descriptor, colours, code size and sub-blocks
			if at+10 > len(data) {
				return p, truncated(GIF)
			}
			at += 11 + colorTable(data[at+9])
			if p.Frames++; p.Frames > MaxFrames {
				return p, nil // the caller says that these are too many
			}
		default:
			return p, truncated(GIF)
		}
		for at < len(data) && data[at] != 0 {
			at += 1 + int(data[at])
		}
		at++
	}
	return p, truncated(GIF)
}

// colorTable is the size of the colour table that a packed field of a GIF announces.
func colorTable(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

// probeWebP walks the chunks of a WebP (RFC 9649).
func probeWebP(data []byte) (Picture, error) {
	p := Picture{Format: WebP}
	size := uint64(binary.LittleEndian.Uint32(data[4:]))
	if size < 4 || size+8 > uint64(len(data)) {
		return p, truncated(WebP)
	}
	extended, images := false, 0
	for rest := data[12 : size+8]; len(rest) >= 8; {
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if size > uint64(len(rest)-8) {
			return p, truncated(WebP)
		}
		kind, body := string(rest[:4]), rest[8:8+size]
		rest = rest[min(8+size+size&1, uint64(len(rest))):]
		width, height := 0, 0
		switch kind {
		case "VP8X":
			if len(body) < 10 || extended {
				return p, truncated(WebP)
			}
			extended = true
			p.Width, p.Height = 1+uint24(body[4:]), 1+uint24(body[7:])
		case "VP8 ":
			if len(body) < 10 || string(body[3:6]) != "\x9d\x01\x2a" {
				return p, truncated(WebP)
			}
			width, height = int(binary.LittleEndian.Uint16(body[6:])&0x3fff), int(binary.LittleEndian.Uint16(body[8:])&0x3fff)
			images++
		case "VP8L":
			if len(body) < 5 || body[0] != 0x2f {
				return p, truncated(WebP)
			}
			bits := binary.LittleEndian.Uint32(body[1:])
			width, height = 1+int(bits&0x3fff), 1+int(bits>>14&0x3fff)
			images++
		case "ANMF":
			p.Frames++
		case "EXIF":
			p.Orientation = orientation(bytes.TrimPrefix(body, []byte("Exif\x00\x00"))) // some write it as in a JPEG
		}
		if !extended {
			p.Width, p.Height = max(p.Width, width), max(p.Height, height)
		}
	}
	if p.Frames == 0 && images > 0 {
		p.Frames = 1
	}
	return p, nil
}

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
