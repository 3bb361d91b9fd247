package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/credential"
)

func keysCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "Make, show and change the key that signs credentials",
		Long: "Keys makes the key that credentials are signed with, shows what of it is public, and changes it. The key is never kept in the site's\n" +
			"folder: plaudit.yaml says where it is, as credentials: {key: env:NAME} or {key: file:PATH}.",
		Args: noArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(keysNewCommand(), keysShowCommand(), keysRotateCommand())
	return cmd
}

func keysNewCommand() *cobra.Command {
	var dir, out string
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Make a new key",
		Long: "New makes a new key. With --out it is written to a file that only its owner may read; without, it is printed alone on standard output,\n" +
			"to be put where secrets are kept. Whoever has it can sign awards in the issuer's name; who loses it makes another, see `plaudit keys rotate`.",
		Args: noArgs,
	}
	addKeyFlags(cmd, &dir, &out)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		key, err := makeKey(dir, out, cmd.OutOrStdout())
		if err != nil {
			return err
		}
		w := cmd.ErrOrStderr()
		fmt.Fprintf(w, "public: %s\n", key.Public())
		if out != "" {
			fmt.Fprintf(w, "The key is in %s. Keep a copy of it where nobody else can read it, and write in plaudit.yaml:\n\n    credentials: {key: \"file:%s\"}\n", out, out)
		} else {
			fmt.Fprint(w, "Keep the key where nobody else can read it, and write in plaudit.yaml the variable that holds it when the site is built:\n\n    credentials: {key: env:PLAUDIT_KEY}\n")
		}
		return nil
	}
	return cmd
}

func addKeyFlags(cmd *cobra.Command, dir, out *string) {
	cmd.Flags().StringVar(dir, "site", ".", "the site's `folder`")
	cmd.Flags().StringVar(out, "out", "", "write the key to a new `file` outside the site's folder")
}

// makeKey makes a key and writes it to a new file, or without one to w.
func makeKey(dir, out string, w io.Writer) (*credential.Key, error) {
	text, err := credential.NewSeed(rand.Reader)
	if err != nil {
		return nil, err
	}
	key, err := credential.ParseKey(text)
	if err != nil {
		return nil, err
	}
	if out == "" {
		_, err = fmt.Fprintln(w, text)
		return key, err
	}
	if err := notWithin(dir, out); errors.Is(err, generator.ErrSecretInSite) {
		return nil, useError{fmt.Errorf("%s lies within the site's folder, where a key would be committed and perhaps published; name a file elsewhere", out)}
	} else if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, useError{fmt.Errorf("%s is there already; a key is never written over another", out)}
	}
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintln(file, text); err != nil {
		file.Close()
		return nil, err
	}
	if err := file.Sync(); err != nil {
		file.Close()
		return nil, err
	}
	return key, file.Close()
}

func keysShowCommand() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show what is public of the site's key",
		Long:  "Show prints the issuer's DID, the public keys of the key that plaudit.yaml names, and the retired ones. It never prints the key.",
		Args:  noArgs,
	}
	cmd.Flags().StringVar(&dir, "site", ".", "the site's `folder`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := issuerOf(dir)
		if err != nil {
			return err
		}
		w := cmd.OutOrStdout()
		fmt.Fprintf(w, "issuer: %s\npublic: %s\n", s.DID, s.Key.Public())
		for _, r := range s.Retired {
			until := ""
			if r.Until != "" {
				until = ", accepted until " + r.Until
			}
			fmt.Fprintf(w, "retired: %s%s\n", r.Public, until)
		}
		return nil
	}
	return cmd
}

// issuerOf reads who signs a site's credentials.
func issuerOf(dir string) (*generator.Issuer, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, useError{fmt.Errorf("there is no folder %q; --site names the site's folder", dir)}
	}
	s, err := generator.ReadIssuer(dir, secretOf(dir))
	var no *generator.NoIssuer
	if errors.As(err, &no) {
		return nil, useError{err}
	}
	return s, err
}

func keysRotateCommand() *cobra.Command {
	var dir, out string
	cmd := &cobra.Command{
		Use:   "rotate",
		Short: "Make a new key that takes the place of the site's key",
		Long: "Rotate makes a new key, as `plaudit keys new` does, and prints the lines by which plaudit.yaml goes on listing the public keys of the present\n" +
			"one: what that signed stays valid, and the next build signs everything anew with the new key. Leave the lines out if somebody else may have\n" +
			"had the present key: then nothing that it signed is valid any more.",
		Args: noArgs,
	}
	addKeyFlags(cmd, &dir, &out)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		s, err := issuerOf(dir)
		if err != nil {
			return err
		}
		key, err := makeKey(dir, out, cmd.OutOrStdout())
		if err != nil {
			return err
		}
		w := cmd.ErrOrStderr()
		place := s.Place
		if out != "" {
			if abs, err := filepath.Abs(out); err == nil {
				place = "file:" + filepath.ToSlash(abs)
			}
		}
		fmt.Fprintf(w, "public: %s\nPut the new key where plaudit.yaml says (or say where it is), list the present one as retired, and build:\n\n"+
			"credentials:\n  key: %q\n  retired:\n    - public: %s\n", key.Public(), place, s.Key.Public())
		for _, r := range s.Retired {
			fmt.Fprintf(w, "    - public: %s\n", r.Public)
			if r.Until != "" {
				fmt.Fprintf(w, "      until: %s\n", r.Until)
			}
		}
		return nil
	}
	return cmd
}
