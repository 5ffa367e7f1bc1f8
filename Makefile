# The two commands of the README are `make run` and `make test`; each does all set-up itself.
.PHONY: run dev test bench fmt

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

fmt:
	@. "$$HOME/.cache/baokao-env" && (cargo fmt --all 2>/dev/null || cargo +stable fmt --all)
