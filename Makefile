# The two commands of the README are `make run` and `make test`; each does all set-up itself.
.PHONY: run dev test bench fuzz fmt photo-eval photo-peers photo-golden

run:
	@scripts/setup.sh run
	@scripts/run.sh release

dev:
	@scripts/setup.sh run
	@scripts/dev.sh

test:
	@scripts/test.sh

bench:
	@scripts/setup.sh test
	@scripts/bench.sh

# Ten minutes for each fuzz target.
fuzz:
	@scripts/setup.sh test
	@. "$$HOME/.cache/baokao-env" && FUZZ_SECONDS=600 cargo test --release -p photo --features model --lib fuzz::

# How often the photo engine errs (docs/photo.md); PORTRAIT=file adds a real one.
photo-eval:
	@scripts/setup.sh test
	@. "$$HOME/.cache/baokao-env" && cargo run -q --release -p photo --features model --example photo_eval -- --seeds 240 --skip 2500 --plots docs/photo $(if $(PORTRAIT),--portrait $(PORTRAIT))

# Other face detectors on the same pictures, in an environment that is thrown away.
photo-peers:
	@scripts/setup.sh test
	@scripts/photo-peers.sh

# Renews the golden answers after a change that is meant.
photo-golden:
	@scripts/setup.sh test
	@. "$$HOME/.cache/baokao-env" && cargo run -q --release -p photo --features model --example photo_eval -- --corpus "$$CARGO_TARGET_DIR/photo-corpus" && cp "$$CARGO_TARGET_DIR/photo-corpus/golden.txt" app/photo/golden.txt

fmt:
	@. "$$HOME/.cache/baokao-env" && (cargo fmt --all 2>/dev/null || cargo +stable fmt --all)
