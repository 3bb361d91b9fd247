// Package check judges the finished pages. Scan says of one page what it links to, which ids it has and what it is called;
// Join holds these facts of all pages together: links, anchors and files that do not exist, ids that are used twice, pages
// without title, description or one level-1 heading, pages that nothing links to. Words searches outputs for words that were
// withheld.
//
// It judges results, not intentions: it knows bytes and addresses, and neither records nor templates.
package check
