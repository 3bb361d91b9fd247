package site

import "github.com/plaudit/plaudit/generator/record"

func (l *linker) checkPlaces()                                   {}
func (l *linker) checkTranslations()                             {}
func (l *linker) references()                                    {}
func overlaid(first *linker, tag string) *record.Records         { return first.records }
func visibleWords(sites []*Site, words []string) map[string]bool { return nil }
