package credential

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// maxSize is the longest credential that is read, in bytes.
const maxSize = 1 << 20

// unmarshal reads JSON into one of the types of this package, and refuses everything that those do not hold. encoding/json would take a key in
// any case and the last of two that are the same; then what was checked would not be what others read. So what was read is written again
// and has to have the same members with the same values.
func unmarshal(data []byte, v any) error {
	if len(data) > maxSize {
		return errors.New("it is too long")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("it is not JSON of the form that Plaudit signs: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the JSON")
	}
	got, err := tree(data)
	if err != nil {
		return err
	}
	want, err := tree(marshal(v))
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(got, want) {
		return errors.New("it has members that Plaudit does not write in this form")
	}
	return nil
}

// tree reads JSON of which no object has a key twice.
func tree(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return branch(d, 0)
}

func branch(d *json.Decoder, depth int) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	open, ok := token.(json.Delim)
	if !ok {
		return token, nil
	}
	if depth > 16 {
		return nil, errors.New("it is nested too deeply")
	}
	object, list := map[string]any{}, []any{}
	for d.More() {
		key := ""
		if open == '{' {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			key = name.(string) // the decoder takes nothing else for a key
			if _, twice := object[key]; twice {
				return nil, fmt.Errorf("it has %q twice", key)
			}
		}
		value, err := branch(d, depth+1)
		if err != nil {
			return nil, err
		}
		if object[key] = value; open == '[' {
			list = append(list, value)
		}
	}
	if _, err := d.Token(); err != nil { // the closing one
		return nil, err
	}
	if open == '[' {
		return list, nil
	}
	return object, nil
}
