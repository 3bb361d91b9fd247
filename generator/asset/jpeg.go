package asset

import (
	"bytes"
	"encoding/binary"
)

// probeJPEG walks the segments of a JPEG (ITU-T T.81) up to its pixels, and looks for the end behind them.
func probeJPEG(data []byte) (Picture, error) {
	p := Picture{Format: JPEG, Frames: 1}
	metadata := 0
	for rest := data[2:]; len(rest) >= 4; {
		if rest[0] != 0xFF {
			return p, truncated(JPEG)
		}
		marker := rest[1]
		if marker == 0xFF { // fill bytes
			rest = rest[1:]
			continue
		}
		if marker < 0xC0 || marker >= 0xD0 && marker <= 0xD9 {
			return p, truncated(JPEG) // these have no length, and no place before the pixels: decoders go on right behind them, to a header that we would pass over
		}
		size := int(binary.BigEndian.Uint16(rest[2:]))
		if size < 2 || size > len(rest)-2 {
			return p, truncated(JPEG)
		}
		body := rest[4 : 2+size]
		rest = rest[2+size:]
		switch {
		case marker == 0xDA: // the pixels, up to the end of the image
			if p.Width == 0 || !bytes.Contains(rest, []byte{0xFF, 0xD9}) {
				return p, truncated(JPEG)
			}
			return p, nil
		case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
			if len(body) < 6 || p.Width != 0 {
				return p, truncated(JPEG)
			}
			p.Height, p.Width = int(binary.BigEndian.Uint16(body[1:])), int(binary.BigEndian.Uint16(body[3:]))
			if p.Width == 0 || p.Height == 0 {
				return p, truncated(JPEG)
			}
		case marker == 0xE1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			if o := orientation(body[6:]); p.Orientation == 0 {
				p.Orientation = o
			}
		}
		if marker >= 0xE0 { // APPn and comments
			if metadata += len(body); metadata > maxMetadata {
				return p, failf("the JPEG file carries more than %d MB beside its picture", maxMetadata>>20)
			}
		}
	}
	return p, truncated(JPEG)
}

// orientation gives tag 0x0112 of the first directory of an EXIF block (CIPA DC-008), 1 where it is missing or makes no sense.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	} else if string(tiff[:2]) != "II" {
		return 1
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 1
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 1
		}
		if order.Uint16(entries) == 0x0112 && order.Uint16(entries[2:]) == 3 {
			if o := int(order.Uint16(entries[8:])); 1 <= o && o <= 8 {
				return o
			}
			return 1
		}
		entries = entries[12:]
	}
	return 1
}
