package asset

import (
	"encoding/binary"
	"strings"
)

// probeAVIF reads the boxes of an AVIF (AV1 Image File Format on ISO/IEC 23008-12): the size of the primary item, how it is
// turned, and, of an image sequence, the number of samples.
func probeAVIF(data []byte) (Picture, error) {
	p := Picture{Format: AVIF, Frames: 1}
	files, ok := boxes(data)
	if !ok || len(files) == 0 {
		return p, truncated(AVIF)
	}
	brands := string(files[0].body)
	if !strings.Contains(brands, "avif") && !strings.Contains(brands, "avis") {
		return p, failf("the file is not a picture of a known format (PNG, JPEG, GIF, WebP, AVIF, SVG)")
	}
	meta := find(files, "meta")
	if len(meta) < 4 {
		return p, truncated(AVIF)
	}
	inMeta, ok := boxes(meta[4:])
	if !ok {
		return p, truncated(AVIF)
	}
	inProperties, _ := boxes(find(inMeta, "iprp"))
	properties, ok := boxes(find(inProperties, "ipco"))
	if !ok {
		return p, truncated(AVIF)
	}
	turned := false
	for _, i := range associated(find(inProperties, "ipma"), primary(find(inMeta, "pitm"))) {
		if i < 1 || i > len(properties) {
			continue
		}
		switch property := properties[i-1]; {
		case property.kind == "ispe" && len(property.body) >= 12:
			p.Width, p.Height = side(property.body[4:]), side(property.body[8:])
		case property.kind == "irot" && len(property.body) >= 1:
			turned = property.body[0]&1 == 1
		}
	}
	if turned {
		p.Width, p.Height = p.Height, p.Width
	}
	if samples := sequence(files); samples > 0 {
		p.Frames = samples
	}
	return p, nil
}

// side reads a width or height; one that no picture has counts as the limit's square, which is refused.
func side(b []byte) int { return int(min(binary.BigEndian.Uint32(b), MaxPixels+1)) }

type box struct {
	kind string
	body []byte
}

// boxes splits data into the boxes that it consists of; false when they do not add up.
func boxes(data []byte) (found []box, ok bool) {
	for len(data) > 0 {
		if len(data) < 8 || len(found) == 10_000 {
			return found, false
		}
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		switch {
		case size == 0: // to the end of the file
			size = uint64(len(data))
		case size == 1 && len(data) >= 16:
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size < head || size > uint64(len(data)) {
			return found, false
		}
		found = append(found, box{string(data[4:8]), data[head:size]})
		data = data[size:]
	}
	return found, true
}

func find(in []box, kind string) []byte {
	for _, b := range in {
		if b.kind == kind {
			return b.body
		}
	}
	return nil
}

// primary reads the number of the item that is the picture.
func primary(pitm []byte) uint32 {
	switch {
	case len(pitm) >= 8 && pitm[0] > 0:
		return binary.BigEndian.Uint32(pitm[4:])
	case len(pitm) >= 6 && pitm[0] == 0:
		return uint32(binary.BigEndian.Uint16(pitm[4:]))
	}
	return 0
}

// associated gives the properties of an item, numbered from 1.
func associated(ipma []byte, item uint32) (indices []int) {
	if len(ipma) < 8 {
		return nil
	}
	wideItems, wideIndices := ipma[0] > 0, ipma[3]&1 == 1
	rest := ipma[8:]
	for range binary.BigEndian.Uint32(ipma[4:]) {
		head := 3
		if wideItems {
			head = 5
		}
		if len(rest) < head {
			return indices
		}
		id := uint32(binary.BigEndian.Uint16(rest))
		if wideItems {
			id = binary.BigEndian.Uint32(rest)
		}
		count := int(rest[head-1])
		rest = rest[head:]
		for range count {
			index := 0
			switch {
			case wideIndices && len(rest) >= 2:
				index, rest = int(binary.BigEndian.Uint16(rest)&0x7fff), rest[2:]
			case !wideIndices && len(rest) >= 1:
				index, rest = int(rest[0]&0x7f), rest[1:]
			default:
				return indices
			}
			if id == item {
				indices = append(indices, index)
			}
		}
	}
	return indices
}

// sequence gives the number of samples of the longest track of an image sequence.
func sequence(files []box) (samples int) {
	tracks, _ := boxes(find(files, "moov"))
	for _, track := range tracks {
		if track.kind != "trak" {
			continue
		}
		table := track.body
		for _, kind := range []string{"mdia", "minf", "stbl", "stsz"} {
			inner, _ := boxes(table)
			table = find(inner, kind)
		}
		if len(table) >= 12 {
			samples = max(samples, int(binary.BigEndian.Uint32(table[8:])))
		}
	}
	return samples
}
