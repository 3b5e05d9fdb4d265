# The same tasks under the names that make users expect; everything is in ./dev.
.PHONY: run test check bench
run test check bench:
	@./dev $@
