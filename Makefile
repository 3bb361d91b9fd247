# Two commands matter: `make site` builds the example site, `make test` runs every test.

GO       ?= go
BIN      := .plaudit/bin
PLAUDIT  := $(BIN)/plaudit
FUZZTIME ?= 3s
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: site test test-long vet fuzz browser bench bench-peers bench-serve docs third-party clean

# The program. Go knows what is up to date.
.PHONY: $(PLAUDIT)
$(PLAUDIT):
	@mkdir -p $(BIN)
	CGO_ENABLED=0 $(GO) build -trimpath -o $(PLAUDIT) ./cmd/plaudit

# The example site: content/, data/, assets/ and plaudit.yaml of this folder, published to public/. Its credentials are signed with a key that is
# made for this clone.
site: $(PLAUDIT)
	@test -f .plaudit/example.key || (umask 077 && $(PLAUDIT) keys new > .plaudit/example.key 2> /dev/null)
	ARVENNE_KEY=$$(cat .plaudit/example.key) $(PLAUDIT) build --site . --out public
	@echo
	@echo "The example site is in public/. Look at it with any file server, for instance:"
	@echo "    python3 -m http.server --directory public 8000    # then open http://localhost:8000/"

test: vet browser
	$(GO) test -timeout 30m ./...
	$(GO) test -race -short -timeout 30m $$($(GO) list ./generator/... ./cmd/... | grep -v generator/browser)
	$(MAKE) --no-print-directory fuzz

# What takes longer: thousands of random sites, fuzzing for minutes. Run it before a release.
test-long: vet browser
	$(GO) test -timeout 60m ./...
	$(GO) test -timeout 60m ./generator -run TestWithheldEqualsAbsent -from-seed 1000 -sites 3000
	$(GO) test -timeout 60m ./generator -run 'TestIncrementalEqualsClean|TestPreviewEqualsBuild' -edit-seed 100 -edits 100
	$(GO) test -timeout 180m ./generator -run TestIncrementalEqualsClean -edit-seed 1000 -edits 2000 -apart 5 -sketched
	$(GO) test -timeout 180m ./generator -run TestPreviewEqualsBuild -edit-seed 1000 -edits 10000 -apart 10 -sketched
	$(MAKE) --no-print-directory fuzz FUZZTIME=60s

vet:
	@test -z "$$(gofmt -l cmd generator themes)" || { echo "gofmt would change:"; gofmt -l cmd generator themes; exit 1; }
	$(GO) vet ./...
	GOOS=windows $(GO) vet ./cmd/plaudit ./generator/...
	GOOS=darwin $(GO) vet ./cmd/plaudit ./generator/...
	$(GO) run $(STATICCHECK) ./...

# Every fuzz target of every package, for a short while each.
fuzz:
	@.ci/fuzz $(FUZZTIME)

# The tests of pages need Chromium. It is installed from Debian's packages where that is possible.
browser:
	@.ci/chromium

# What builds cost, and what stands for an award, with the bars of docs/performance.md. QUICK=-quick leaves out 50,000 partners.
bench:
	$(GO) run ./cmd/bench kit
	$(GO) run ./cmd/bench run $(QUICK)

# Hugo and Eleventy beside plaudit. They are installed into .plaudit/bench, from the Go module proxy and with npm.
bench-peers:
	$(GO) run ./cmd/bench compare

# How soon the preview shows what was saved: over HTTP, and painted in a browser; then the servers of Hugo and Eleventy.
bench-serve: browser
	$(GO) run ./cmd/bench preview -browser
	$(GO) run ./cmd/bench servers

# Every kind of page against the bars, by axe-core, Lighthouse, the Nu checker and html-validate; .ci/audit says what can be chosen:
# make audit SITE=folder ONLY=home,award TOOLS=axe,nu RUNS=1
.PHONY: audit
audit: $(PLAUDIT)
	@SITE="$(SITE)" ONLY="$(ONLY)" TOOLS="$(TOOLS)" RUNS="$(RUNS)" NOW="$(NOW)" .ci/audit

docs:
	$(GO) run ./cmd/gendocs

# The programs that are embedded and are not Go, from where they come; THIRD_PARTY.md lists them.
third-party:
	@.ci/third-party

clean:
	rm -rf .plaudit public .public.plaudit
