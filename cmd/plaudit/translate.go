package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/plaudit/plaudit/generator"
	"github.com/plaudit/plaudit/generator/diag"
	"github.com/plaudit/plaudit/generator/sheet"
)

func translateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "translate",
		Short: "Give the site's texts to translators, and take them back",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(translateExportCommand(), translateImportCommand())
	return cmd
}

// translationHead are the columns of a table of texts. A translator writes into the fourth.
var translationHead = []string{"file", "key", "original", "translation", "state"}

// The states of a text.
const (
	isMissing    = "missing"
	isTranslated = "translated"
	isOutdated   = "outdated" // its original is another one than in an earlier export
)

func translateExportCommand() *cobra.Command {
	var f siteFlags
	var since string
	var only []string
	cmd := &cobra.Command{
		Use:   "export LANGUAGE",
		Short: "Print the site's texts and their translations as CSV",
		Long: "Export prints every text of the sources that a translation may replace, with the translation where there is one: file, key, original, translation\n" +
			"and state, which is missing, translated or outdated. Names are among them; those that are the same in both languages need no translation.\n" +
			"With --since, a translation whose original was another one in an earlier export is outdated.",
		Example: "  plaudit translate export de --only missing > de.csv",
		Args:    takes(1, "`plaudit translate export` takes a language of the site, like `plaudit translate export de`"),
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "the site's `folder`")
	cmd.Flags().StringVar(&since, "since", "", "an earlier export, a `file`: tells which translations are outdated")
	cmd.Flags().StringSliceVar(&only, "only", nil, "only these `states`: missing, translated, outdated")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		states := []string{isMissing, isTranslated, isOutdated}
		for _, state := range only {
			if err := oneOf("--only", state, states); err != nil {
				return err
			}
		}
		before := map[[2]string]string{}
		if since != "" {
			earlier, err := readTexts(since)
			if err != nil {
				return err
			}
			for _, x := range earlier {
				before[[2]string{x.File, x.Key}] = x.Original
			}
		}
		l, err := f.linked(cmd)
		if err != nil {
			return err
		}
		language, err := furtherLanguage(l, args[0])
		if err != nil {
			return err
		}
		texts, elsewhere, err := l.Texts(language)
		if err != nil {
			return err
		}
		for _, file := range elsewhere {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s translates records of another file; they are not in the export\n", file)
		}
		table := sheet.Table{Head: translationHead}
		for _, x := range texts {
			state := isTranslated
			if was, ok := before[[2]string{x.File, x.Key}]; x.Translation == "" {
				state = isMissing
			} else if ok && was != x.Original {
				state = isOutdated
			}
			if len(only) == 0 || slices.Contains(only, state) {
				table.Rows = append(table.Rows, []string{x.File, x.Key, x.Original, x.Translation, state})
			}
		}
		if _, err := io.WriteString(cmd.OutOrStdout(), "\ufeff"); err != nil { // without it, spreadsheets guess at the encoding
			return err
		}
		return table.CSV(cmd.OutOrStdout())
	}
	return cmd
}

func translateImportCommand() *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "import LANGUAGE FILE",
		Short: "Write translations of a CSV file into the site",
		Long: "Import puts the translations of an exported table into the site's files: into those that are there, whose comments stay, and into new ones. Rows\n" +
			"without translation change nothing. A text whose original has changed since the export is not written, and named. Nothing is written when a\n" +
			"key is unknown.",
		Example: "  plaudit translate import de de.csv",
		Args:    takes(2, "`plaudit translate import` takes a language and a file, like `plaudit translate import de de.csv`"),
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "the site's `folder`")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		given, err := readTexts(args[1])
		if err != nil {
			return err
		}
		l, err := f.linked(cmd)
		if err != nil {
			return err
		}
		language, err := furtherLanguage(l, args[0])
		if err != nil {
			return err
		}
		texts, changed, err := wanted(l, language, args[1], given)
		if err != nil {
			return err
		}
		files, err := l.Translate(language, texts)
		if err != nil {
			return fmt.Errorf("%w; nothing was written", err)
		}
		for _, x := range changed {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s was left: its original has changed since the export\n", x.File, x.Key)
		}
		return writeTranslations(cmd, f.dir, files)
	}
	return cmd
}

// furtherLanguage is a language of the site that is not its own.
func furtherLanguage(l *generator.Linked, tag string) (string, error) {
	var further []string
	for _, s := range l.Whole.Sites[1:] {
		if strings.EqualFold(s.Language, tag) {
			return s.Language, nil
		}
		further = append(further, s.Language)
	}
	if len(further) == 0 {
		return "", useError{errors.New("the site has one language only; name others under `languages:` in plaudit.yaml")}
	}
	return "", useError{fmt.Errorf("%q is no further language of the site; it has %s", tag, strings.Join(further, ", "))}
}

// readTexts reads a table of texts. Its columns may stand in any order, and others beside them.
func readTexts(name string) ([]generator.Text, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, useError{fmt.Errorf("%s cannot be read: %v", name, errors.Unwrap(err))}
	}
	defer file.Close()
	table, err := sheet.ReadCSV(file)
	if err != nil {
		return nil, useError{fmt.Errorf("%s is no CSV: %v", name, err)}
	}
	var at [4]int
	for i := range at {
		if at[i] = slices.Index(table.Head, translationHead[i]); at[i] < 0 {
			return nil, useError{fmt.Errorf("%s has no column %q; its first row is to be %s", name, translationHead[i], strings.Join(translationHead, ","))}
		}
	}
	var texts []generator.Text
	for _, row := range table.Rows {
		texts = append(texts, generator.Text{File: row[at[0]], Key: row[at[1]], Original: row[at[2]], Translation: row[at[3]]})
	}
	return texts, nil
}

// wanted are the given texts that are to be written, and those whose original is not the one that was translated. A text that the site does not
// have, or that is given twice, is an error.
func wanted(l *generator.Linked, language, name string, given []generator.Text) (texts, changed []generator.Text, err error) {
	known, _, err := l.Texts(language)
	if err != nil {
		return nil, nil, err
	}
	now := map[[2]string]generator.Text{}
	keys := map[string][]string{}
	for _, x := range known {
		now[[2]string{x.File, x.Key}] = x
		keys[x.File] = append(keys[x.File], x.Key)
	}
	seen := map[[2]string]bool{}
	for i, x := range given {
		place := [2]string{x.File, x.Key}
		is, ok := now[place]
		switch {
		case !ok && keys[x.File] == nil:
			return nil, nil, useError{fmt.Errorf("%s, row %d: the site has no texts for %q; nothing was written", name, i+2, x.File)}
		case !ok:
			hint := ""
			if near := diag.DidYouMean(x.Key, keys[x.File]); near != "" {
				hint = "; " + near
			}
			return nil, nil, useError{fmt.Errorf("%s, row %d: %s has no text %q%s; nothing was written", name, i+2, x.File, x.Key, hint)}
		case seen[place]:
			return nil, nil, useError{fmt.Errorf("%s, row %d: %s of %s is there twice; nothing was written", name, i+2, x.Key, x.File)}
		}
		seen[place] = true
		switch text := strings.TrimSpace(strings.ReplaceAll(x.Translation, "\r\n", "\n")); {
		case text == "" || text == is.Translation:
		case strings.TrimSpace(strings.ReplaceAll(x.Original, "\r\n", "\n")) != is.Original:
			changed = append(changed, x)
		default:
			x.Translation = text
			texts = append(texts, x)
		}
	}
	return texts, changed, nil
}

// writeTranslations writes files, each at once: what is there before is replaced by what is whole.
func writeTranslations(cmd *cobra.Command, dir string, files []generator.TranslatedFile) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, file := range files {
		for _, key := range file.Left {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s was left: a list is translated as a whole, and some of it is missing\n", file.Path, key)
		}
		name := filepath.FromSlash(file.Path)
		if old, err := root.ReadFile(name); err == nil && string(old) == string(file.Data) || len(file.Data) == 0 {
			continue
		}
		mode := fs.FileMode(0o644)
		if info, err := root.Stat(name); err == nil {
			mode = info.Mode().Perm()
		}
		spare := filepath.FromSlash(path.Join(path.Dir(file.Path), ".plaudit-translate~"))
		if err := root.WriteFile(spare, file.Data, mode); err != nil {
			return err
		}
		if err := root.Rename(spare, name); err != nil {
			return errors.Join(err, root.Remove(spare))
		}
		fmt.Fprintf(cmd.OutOrStdout(), "wrote %s\n", file.Path)
	}
	return nil
}
